/** The faults of a scenario as a list; a fault in the editor's own text leads to its place. */
import type { ScenarioFault } from '../workers/protocol.ts'
import { element } from './element.ts'

/** One entry a fault; `goTo` is called with those in the file at `path`. */
export function faultList(
  faults: readonly ScenarioFault[],
  path: string,
  goTo: (fault: ScenarioFault) => void,
): HTMLElement {
  if (faults.length === 0) return element('p', { class: 'fine' }, 'No faults.')
  return element(
    'ul',
    {},
    ...faults.map(fault => element('li', {}, entry(fault, fault.file === path ? goTo : undefined))),
  )
}

function entry(fault: ScenarioFault, goTo?: (fault: ScenarioFault) => void): HTMLElement {
  const { file, line, column, path, message } = fault
  const place = goTo ? `line ${line}:${column}` : line === 0 ? file : `${file}:${line}:${column}`
  const parts = [element('code', {}, place), ' ', path ? element('b', {}, `${path}: `) : '', message]
  if (!goTo) return element('span', {}, ...parts)
  const button = element('button', { type: 'button', class: 'fault' }, ...parts)
  button.addEventListener('click', () => goTo(fault))
  return button
}
