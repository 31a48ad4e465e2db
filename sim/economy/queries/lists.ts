/**
 * Lists: pairs of region and class whose customers see the same nodes with the same weights share one list. Which do
 * follows from the scenario: who can serve a class, and whether the selection formula looks at region or class.
 */
import { compile } from '../../scenario/formula.ts'
import { SELECTION_VARIABLES } from '../../scenario/schema/market.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { OperatorGroup } from '../groups.ts'
import { barringIn, placesIn } from '../orders/bans.ts'
import { selectionFormula } from './weights.ts'

export interface Lists {
  /** By place (region, or region of the barred) times classes plus class: the list. */
  readonly of: Uint16Array
  /** By list: the first pair of place and class that sees it. */
  readonly first: readonly number[]
  /** By operator: 1 where the lists of the barred leave it out. */
  readonly barring: Uint8Array
}

/** The lists of a scenario. */
export function listsOf(scenario: Scenario, groups: readonly OperatorGroup[]): Lists {
  const { names } = compile(selectionFormula(scenario.market.selection), Object.keys(SELECTION_VARIABLES))
  const regional = names.includes('distance') || names.includes('latency')
  // Tolls and priority fees differ by class, and the outside option has none.
  const { selection } = scenario.market
  const extra =
    scenario.protocol.burn.rule === 'base-fee' || scenario.classes.some(({ priorityFee }) => priorityFee > 0)
  const tolled = extra && selection.rule === 'logit' && selection.outside !== undefined
  const byClass = names.includes('bonus') || tolled
  const classes = scenario.classes.length
  const keys = Array.from({ length: placesIn(scenario) * classes }, (_, pair) => {
    const cls = pair % classes
    const capable = groups.map(({ skills }) => (skills[cls].capable ? 1 : 0)).join('')
    const place = Math.floor(pair / classes)
    const barred = place >= scenario.regions.length
    return `${regional ? place : barred} ${byClass ? cls : capable}`
  })
  const distinct = [...new Set(keys)]
  return {
    of: Uint16Array.from(keys, key => distinct.indexOf(key)),
    first: distinct.map(key => keys.indexOf(key)),
    barring: barringIn(scenario, groups),
  }
}
