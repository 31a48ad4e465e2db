/** The editor of a scenario's JSON: line numbers, undo, and faults marked at their place and in the margin. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { ScenarioFault } from '../workers/protocol.ts'
import { jsonColors } from './editor-colors.ts'
import { faultMargin, showFaultLines } from './editor-margin.ts'
import { newLine } from './editor-newline.ts'

export interface Editor {
  text(): string
  /** Puts another text into the editor, without a call of `onEdit`. */
  show(text: string): void
  /** Marks the faults that are in the text itself. */
  mark(faults: readonly ScenarioFault[]): void
  /** Moves the cursor and the view to a place, line and column from 1. */
  goTo(line: number, column: number): void
}

/** Makes an editor in `parent`; `onEdit` is called after every change by the user. */
export function createEditor(parent: HTMLElement, onEdit: () => void): Editor {
  const changed = EditorView.updateListener.of(update => {
    if (update.docChanged) onEdit()
  })
  const state = (doc: string) =>
    EditorState.create({
      doc,
      extensions: [
        faultMargin,
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        drawSelection(),
        EditorView.lineWrapping,
        history(),
        jsonColors,
        keymap.of([{ key: 'Enter', run: newLine }, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': 'Scenario as JSON', spellcheck: 'false' }),
        EditorState.tabSize.of(2),
        changed,
      ],
    })
  const view = new EditorView({ parent, state: state('') })
  return {
    text: () => view.state.doc.toString(),
    show: text => view.setState(state(text)),
    mark(faults) {
      const diagnostics = faults.map(fault => diagnostic(view.state, fault))
      view.dispatch(setDiagnostics(view.state, diagnostics), {
        effects: showFaultLines.of(faults.map(({ line }) => clamp(line, view.state.doc.lines))),
      })
    },
    goTo(line, column) {
      const at = position(view.state, line, column)
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
      view.focus()
    },
  }
}

function position({ doc }: EditorState, line: number, column: number): number {
  const { from, to } = doc.line(clamp(line, doc.lines))
  return Math.min(from + Math.max(0, column - 1), to)
}

function clamp(line: number, lines: number): number {
  return Math.max(1, Math.min(line, lines))
}

/** From the fault's place to the end of its word, or of a neighbour where it is at the end of a line. */
function diagnostic(state: EditorState, { line, column, path, message }: ScenarioFault): Diagnostic {
  const from = position(state, line, column)
  const rest = state.doc.lineAt(from)
  const word = /^(?:"(?:[^"\\]|\\.)*"|[^\s,[\]{}]+|.)/.exec(rest.text.slice(from - rest.from))
  return {
    from,
    to: from + (word?.[0].length ?? 0),
    severity: 'error',
    message: path ? `${path}: ${message}` : message,
  }
}
