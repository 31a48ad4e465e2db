/**
 * What an attack brings the attackers and does to the others: the difference between a run with the attack and one without, on
 * the same random numbers. A deterrent is a parameter at several values, each with pairs of runs of its own.
 */
import type { Scenario } from '../scenario/schema.ts'
import { type Interval, lastCrossing, pairedInterval } from './paired.ts'
import type { Outcome, Party } from './wealth.ts'

/** What is reported of an attack; harm is what others lose by it, and negative where they gain. */
export const EFFECTS = [
  { name: 'gain', unit: 'USD', doc: 'wealth that the attack adds to the attackers' },
  { name: 'harm', unit: 'USD', doc: 'sum of the harms in USD' },
  { name: 'rivals', unit: 'USD', doc: 'harm to other operators: wealth' },
  { name: 'customers', unit: 'USD', doc: 'harm to customers: surplus, or what they pay where it is not known' },
  { name: 'treasury', unit: 'USD', doc: 'harm to the treasury' },
  { name: 'providers', unit: 'USD', doc: 'harm to data providers' },
  { name: 'holders', unit: 'USD', doc: 'harm to all who hold tokens: minted, less burned' },
  { name: 'others', unit: 'USD', doc: 'harm to delegators, sovereigns, builders and prosumers’ pool' },
  { name: 'wrong', unit: 'query', doc: 'queries settled on a wrong answer, more than without the attack' },
  { name: 'late', unit: 'query', doc: 'queries not answered in time, more than without' },
  { name: 'lost', unit: 'query', doc: 'queries taken elsewhere or not served, more than without' },
  { name: 'stranded', unit: 'customer·day', doc: 'time in which nobody serves customers who are barred' },
] as const

export type EffectName = (typeof EFFECTS)[number]['name']
export type Effect = Readonly<Record<EffectName, number>>

const PARTIES = ['rivals', 'customers', 'treasury', 'providers', 'holders', 'others'] as const

/** Who attacks in a scenario. */
export function attackersOf({ attacks }: Scenario): Party {
  return {
    operators: attacks.map(({ operators }) => operators),
    customers: attacks.flatMap(attack => (attack.kind === 'wash' ? [attack.customers] : [])),
  }
}

/** The scenario as it would be without its attacks. */
export const peaceful = (scenario: Scenario): Scenario => ({ ...scenario, attacks: [] })

/** The effect of an attack: its outcome compared with that of peace. */
export function effectOf(attack: Outcome, peace: Outcome): Effect {
  const harms = Object.fromEntries(PARTIES.map(name => [name, peace[name] - attack[name]]))
  return {
    gain: attack.party - peace.party,
    harm: PARTIES.reduce((sum, name) => sum + harms[name], 0),
    ...(harms as Record<(typeof PARTIES)[number], number>),
    wrong: attack.wrong - peace.wrong,
    late: attack.late - peace.late,
    lost: attack.lost - peace.lost,
    stranded: attack.stranded - peace.stranded,
  }
}

/** Effects at one value of the deterrent. */
export interface Trial {
  /** The value as it was written, and its number (NaN where it is none). */
  readonly value: string
  readonly x: number
  /** One of each pair of runs. */
  readonly effects: readonly Effect[]
}

/** Mean and interval of an effect over the pairs. */
export const estimate = ({ effects }: Trial, name: EffectName): Interval =>
  pairedInterval(effects.map(effect => effect[name]))

/**
 * The value from which on the attack has the sign that it has at the greatest value tried, and whether that is a gain; by linear
 * interpolation of the mean gain, -Infinity where the sign is the same at all values.
 */
export function breakEven(trials: readonly Trial[]): { readonly from: number; readonly pays: boolean } {
  const sorted = trials.toSorted((a, b) => a.x - b.x)
  const gains = sorted.map(trial => estimate(trial, 'gain').mean)
  const pays = gains[gains.length - 1] > 0
  const x = sorted.map(trial => trial.x)
  return { from: lastCrossing(x, pays ? gains.map(gain => -gain) : gains), pays }
}

/**
 * Values of a deterrent as numbers, and the unit that all of them are written in; NaN where they are not numbers of one unit.
 */
export function numbersOf(values: readonly string[]): { readonly x: readonly number[]; readonly unit: string } {
  const parts = values.map(value => /^(-?[\d.]+(?:e[+-]?\d+)?)\s*(.*)$/i.exec(value.trim()))
  const unit = parts[0]?.[2] ?? ''
  return { x: parts.map(part => (part?.[2] === unit ? Number(part[1]) : NaN)), unit }
}
