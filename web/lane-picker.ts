/** The choice of lanes, from one to the threads of the machine, and beside it how many the run is on. */
import type { Description } from '../workers/protocol.ts'
import { element } from './element.ts'

export interface LanePicker {
  /** Lanes to ask for at the next load. */
  wanted(): number
  /** What the run that was just loaded is on. */
  show(description: Description): void
}

/** Fills `select` with the choices, all threads chosen, and writes into `note`. */
export function createLanePicker(select: HTMLSelectElement, note: HTMLElement): LanePicker {
  const threads = navigator.hardwareConcurrency
  const lanes = Array.from({ length: threads }, (_, n) => `${n + 1}`)
  select.append(...lanes.map(n => element('option', { value: n }, n)))
  select.value = `${threads}`
  const wanted = () => Number(select.value)
  let asked = wanted()
  let used = 0
  let said = ''
  const tell = () => {
    const stays = wanted() === asked || wanted() === used
    note.textContent = said && (stays ? said : `${said} · ${wanted()} from the next load on`)
  }
  select.addEventListener('change', tell)
  return {
    wanted,
    show({ lanes, why }) {
      asked = wanted()
      used = lanes
      said = why || (lanes === 1 ? 'one lane in use' : `${lanes} lanes in use`)
      tell()
    },
  }
}
