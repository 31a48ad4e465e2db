/** Theory of agents: what becomes of a wallet that every task fills or empties by the same amount. */
import type { Prediction } from '../../measure/output.ts'
import { studentQuantile } from '../../measure/student.ts'
import { meanDuration, ruinProbability } from '../../measure/theory/ruin.ts'
import { AGENT } from '../agents/tables.ts'
import type { World } from '../world.ts'
import { isZero } from './static.ts'

/** Degrees of freedom of intervals elsewhere: of 32 batches. Here agents are independent, and many more. */
const DEGREES = 31

export function agentPredictions(world: World): Prediction[] {
  return world.agents.flatMap((_, g) => ruinPredictions(world, g))
}

/**
 * Gambler's ruin of a group whose agents do one task in each tick on their own machines, gain or lose the same amount by
 * it, and end dormant with nothing or retired with their target. It ends once for each agent: the estimates are means over
 * agents, who are independent of each other, and there are none before all have ended.
 */
function ruinPredictions(world: World, g: number): Prediction[] {
  const { tables, agents, scenario, tickLength } = world
  const { spec, first, count } = agents[g]
  const { name, tasks, wallet, floor, target, income, upkeep, capacity } = spec
  const { rate, reward: unit, success, work } = tasks
  if (wallet.kind !== 'constant' || rate.kind !== 'constant' || capacity.kind !== 'constant' || target === undefined)
    return []
  const [start, end] = [Math.round(wallet.value / unit), Math.ceil(target / unit)]
  const gambles =
    unit > 0 &&
    tasks.penalty === unit &&
    floor === unit &&
    Number.isInteger(unit) &&
    wallet.value === start * unit &&
    start > 0 &&
    start < end
  const steady =
    tasks.law.law === 'regular' &&
    Math.abs(rate.value * tickLength - 1) < 1e-9 &&
    capacity.value * tickLength >= work &&
    isZero(income) &&
    isZero(upkeep) &&
    scenario.shocks.length === 0
  const { state, since } = tables.agents
  // Nobody still plays, and nobody has got money elsewhere.
  let ended = 0
  for (let i = first; i < first + count; i++)
    if (tables.agents.wallet[i] === (state[i] === AGENT.retired ? end * unit : 0) && state[i] !== AGENT.awake) ended++
  if (!gambles || !steady || ended < count) return []
  const of = { gain: success, start, target: end }
  const ruined = (i: number) => (state[i] === AGENT.dormant ? 1 : 0)
  const source = 'gambler’s ruin, Feller I, XIV'
  return [
    {
      name: `ruined_${name}`,
      unit: '1',
      expected: ruinProbability(of),
      ...meanOver(first, count, ruined),
      source,
    },
    {
      name: `duration_${name}`,
      unit: 'tick',
      expected: meanDuration(of),
      ...meanOver(first, count, i => since[i]),
      source,
    },
  ]
}

/** Mean over independent agents with its 95 % interval. */
function meanOver(first: number, count: number, value: (i: number) => number) {
  let mean = 0
  let squares = 0
  for (let k = 0; k < count; k++) {
    const away = value(first + k) - mean
    mean += away / (k + 1)
    squares += away * (value(first + k) - mean)
  }
  const reach = studentQuantile(0.975, DEGREES) * Math.sqrt(squares / (count - 1) / count)
  return { measured: mean, low: mean - reach, high: mean + reach }
}
