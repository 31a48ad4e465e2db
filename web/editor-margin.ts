/** The margin of the editor: a mark at every line with a fault, moving with its line while the text is edited. */
import { RangeSet, StateEffect, StateField } from '@codemirror/state'
import { type EditorView, GutterMarker, gutter } from '@codemirror/view'

/** Numbers of the lines to mark, from 1; they replace the ones before. */
export const showFaultLines = StateEffect.define<readonly number[]>()

class FaultMark extends GutterMarker {
  override toDOM(): HTMLElement {
    const mark = document.createElement('span')
    mark.className = 'fault-mark'
    mark.textContent = '●'
    mark.title = 'fault in this line'
    return mark
  }
}

const mark = new FaultMark()

const marked = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(marks, { effects, changes, state }) {
    const lines = effects.findLast(effect => effect.is(showFaultLines))
    if (!lines) return marks.map(changes)
    const rows = [...new Set<number>(lines.value)].sort((a, b) => a - b)
    return RangeSet.of(rows.map(row => mark.range(state.doc.line(row).from)))
  },
})

export const faultMargin = [
  marked,
  gutter({ class: 'fault-margin', markers: (view: EditorView) => view.state.field(marked), initialSpacer: () => mark }),
]
