/**
 * Bans: the nodes of those who bar a customer do not serve it. A barred customer is at a place of its own: the regions come
 * once more, and lists for those places leave the nodes of the barring operators out. What a ban does is then measured.
 */
import { exp } from '../../engine/numerics.ts'
import { fraction, uniform } from '../../engine/random.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { OperatorGroup } from '../groups.ts'
import { kernelsOf } from '../kernels.ts'
import { PURPOSE } from '../purposes.ts'
import { PORTION } from '../scratch.ts'
import type { World } from '../world.ts'

/** A wave of bans, which a shock or an attack is, and what its draws are keyed by. */
interface Wave {
  readonly at: number
  readonly lasts: number
  readonly share: number
  readonly operators: string
  readonly customers: string
  readonly purpose: number
  readonly index: number
}

const wavesOf = ({ shocks, attacks }: Scenario): Wave[] => [
  ...shocks.flatMap((shock, s) => (shock.kind === 'ban' ? [{ ...shock, purpose: PURPOSE.ban, index: 1 + s }] : [])),
  ...attacks.flatMap((attack, a) =>
    attack.kind === 'ban-wave' ? [{ ...attack, purpose: PURPOSE.attack, index: a }] : [],
  ),
]

/** Whether the scenario ever bars anybody. */
export const mayBar = (scenario: Scenario) => scenario.terms.bans !== undefined || wavesOf(scenario).length > 0

/** Places of customers: the regions and, where somebody may be barred, the regions once more for those who are. */
export const placesIn = (scenario: Scenario) => scenario.regions.length * (mayBar(scenario) ? 2 : 1)

/** By operator: 1 where it bars customers. */
export function barringIn(scenario: Scenario, groups: readonly OperatorGroup[]): Uint8Array {
  const barring = new Uint8Array(groups.reduce((sum, { count }) => sum + count, 0))
  if (!mayBar(scenario)) return barring
  const named = scenario.terms.bans?.operators ?? wavesOf(scenario)[0].operators
  for (const { name, first, count } of groups)
    for (let k = 0; k < count; k++)
      if (named === name || named === `${name}-${k + 1}` || (named === '' && first === 0)) barring[first + k] = 1
  return barring
}

const overAt = ({ at, lasts }: Wave) => at + lasts

/** Lifts the bans of customers `from` to before `to` that are over and bars others: at a rate, and in the waves that begin. */
export function barAndPardon(world: World, from: number, to: number): void {
  const { tables, scenario, customers, key, tick, regions, tickLength } = world
  const { region, group } = tables.customers
  const { until } = tables.bans
  // Starts are rounded products: a tick that starts a bit before a ban ends is after it.
  const now = world.start + 1e-6 * tickLength
  const { rate, lasts } = scenario.terms.bans ?? { rate: 0, lasts: 0 }
  const chance = 1 - exp(-rate * tickLength)
  const waves = wavesOf(scenario).filter(wave => now >= wave.at && now - tickLength < wave.at && now < overAt(wave))
  const bar = (c: number, time: number) => {
    until[c] = Math.max(until[c], time)
    if (region[c] < regions) region[c] += regions
  }
  const { word } = tables.arrivals
  for (let first = from; first < to; first += PORTION) {
    const last = Math.min(to, first + PORTION)
    if (chance > 0) drawLuck(world, first, last - first)
    for (let c = first, at = 0; c < last; c++, at += 4) {
      if (region[c] >= regions && now >= until[c]) region[c] -= regions
      if (chance > 0 && region[c] < regions && fraction(word[at], word[at + 1]) < chance) bar(c, world.start + lasts)
    }
    for (const wave of waves)
      for (let c = first; c < last; c++) {
        if (wave.customers !== '' && wave.customers !== customers.groups[group[c]].spec.name) continue
        if (uniform(key, wave.purpose, tick, c, wave.index) < wave.share) bar(c, overAt(wave))
      }
  }
}

/** Draws what decides on the bans of `rows` customers from `first` on, at once: the words of `uniform(key, PURPOSE.ban, tick, c, 0)`. */
function drawLuck(world: World, first: number, rows: number): void {
  const { customer, round } = world.tables.askers
  const { word } = world.tables.arrivals
  round.fill(0, 0, rows)
  for (let k = 0; k < rows; k++) customer[k] = first + k
  const { drawRows } = kernelsOf(world)
  drawRows(rows, 1, round.byteOffset, 1, customer.byteOffset, word.byteOffset, world.tick, PURPOSE.ban)
}

/** Customers barred now. */
export function countBarred({ tables, customers, regions }: World): number {
  const { region } = tables.customers
  let barred = 0
  for (const { spec, first, count } of customers.groups)
    for (let c = first; c < first + count; c++) if (region[c] >= regions) barred += spec.represents
  return barred
}
