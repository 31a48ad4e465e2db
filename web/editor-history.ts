/** Undo and redo: the inverses of the last edits, where those typed within half a second count as one. */
import { Annotation, type ChangeSet, type EditorState, StateField, Transaction } from '@codemirror/state'
import type { EditorView, KeyBinding } from '@codemirror/view'

type Direction = 'undo' | 'redo'

interface History {
  readonly undo: readonly ChangeSet[]
  readonly redo: readonly ChangeSet[]
  /** Milliseconds, of the last edit. */
  readonly at: number
}

const DEPTH = 500
const PAUSE = 500

const replays = Annotation.define<Direction>()

export const history = StateField.define<History>({
  create: () => ({ undo: [], redo: [], at: -Infinity }),
  update(past, transaction) {
    if (!transaction.docChanged) return past
    const inverse = transaction.changes.invert(transaction.startState.doc)
    const direction = transaction.annotation(replays)
    if (direction === 'undo') return { undo: past.undo.slice(0, -1), redo: [...past.redo, inverse], at: -Infinity }
    if (direction === 'redo') return { undo: [...past.undo, inverse], redo: past.redo.slice(0, -1), at: -Infinity }
    const at = transaction.annotation(Transaction.time) ?? Infinity
    const last = past.undo.at(-1)
    const joined = last !== undefined && at - past.at < PAUSE
    const undo = joined ? [...past.undo.slice(0, -1), inverse.compose(last)] : [...past.undo, inverse].slice(-DEPTH)
    return { undo, redo: [], at }
  },
})

function replay(direction: Direction) {
  return (view: EditorView): boolean => {
    const changes = last(view.state, direction)
    if (changes) view.dispatch({ changes, annotations: replays.of(direction), scrollIntoView: true })
    return true
  }
}

function last(state: EditorState, direction: Direction): ChangeSet | undefined {
  return state.field(history)[direction].at(-1)
}

export const HISTORY_KEYS: readonly KeyBinding[] = [
  { key: 'Mod-z', run: replay('undo'), preventDefault: true },
  { key: 'Mod-y', mac: 'Mod-Shift-z', run: replay('redo'), preventDefault: true },
  { key: 'Mod-Shift-z', run: replay('redo'), preventDefault: true },
]
