/** The Enter key: a new line as deep as the bracket that it is in. */
import { EditorSelection, type StateCommand } from '@codemirror/state'

const STEP = '  '

/** Puts a new line in place of the selection; between two brackets it gets a line for itself. */
export const newLine: StateCommand = ({ state, dispatch }) => {
  const changes = state.changeByRange(({ from, to }) => {
    const line = state.doc.lineAt(from)
    const before = line.text.slice(0, from - line.from)
    const depth = /^\s*/.exec(before)![0]
    const opens = /[[{]\s*$/.test(before)
    const closes = opens && /^\s*[\]}]/.test(state.doc.lineAt(to).text.slice(to - state.doc.lineAt(to).from))
    const next = `${state.lineBreak}${depth}${opens ? STEP : ''}`
    const insert = closes ? `${next}${state.lineBreak}${depth}` : next
    return { changes: { from, to, insert }, range: EditorSelection.cursor(from + next.length) }
  })
  dispatch(state.update(changes, { scrollIntoView: true, userEvent: 'input' }))
  return true
}
