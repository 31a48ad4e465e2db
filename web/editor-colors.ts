/** Colours of JSON in the editor: names, texts, numbers and words, in the lines that are on screen. */
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

const name = Decoration.mark({ class: 'json-name' })
const text = Decoration.mark({ class: 'json-text' })
const value = Decoration.mark({ class: 'json-value' })

const matcher = new MatchDecorator({
  regexp: TOKEN,
  decorate(add, from, to, [, quoted, colon]) {
    if (quoted === undefined) add(from, to, value)
    else add(from, from + quoted.length, colon === undefined ? text : name)
  },
})

class Colors {
  decorations: DecorationSet

  constructor(view: EditorView) {
    this.decorations = matcher.createDeco(view)
  }

  update(update: ViewUpdate): void {
    this.decorations = matcher.updateDeco(update, this.decorations)
  }
}

export const jsonColors = ViewPlugin.fromClass(Colors, { decorations: colors => colors.decorations })
