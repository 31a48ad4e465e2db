/** Metrics of reciprocity between agents: what they do for each other, what nobody does, and how far the books are from even. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { membersOf, takesPart } from '../agents/scrip/circle.ts'
import { netBalance } from '../agents/scrip/partners.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

/** Thresholds up to which the summary tells how many have how much scrip. */
const LISTED = 16
const HOUR = 3600

export function agentReciprocityMetrics(scenario: Scenario): readonly Metric<World>[] {
  const { reciprocity, groups } = scenario.agents
  if (!reciprocity) return []
  const { books, unit } = reciprocity
  const perHour = (unit * HOUR) / scenario.clock.tick
  return [
    ...groups.flatMap(({ name }, g) => (takesPart(scenario, name) ? ofGroup(name, g, perHour) : [])),
    ...(books.rule === 'scrip' ? scripMetrics(membersOf(scenario), books.threshold) : debtMetrics(membersOf(scenario))),
  ]
}

const ofGroup = (name: string, g: number, perHour: number): Metric<World>[] => [
  metric(
    `given_${name}`,
    '1/h',
    `compute that ${name} do for others, credits`,
    w => w.tables.reciprocityTotals.given[g] * perHour,
  ),
  metric(`taken_${name}`, '1/h', 'compute that others do for them', w => w.tables.reciprocityTotals.taken[g] * perHour),
  quotient(
    `unmet_${name}`,
    '1',
    'units that they asked others for and did not get, per unit asked for',
    w => w.tables.reciprocityTotals.asked[g] - w.tables.reciprocityTotals.taken[g],
    w => w.tables.reciprocityTotals.asked[g],
  ),
  metric(
    `saved_${name}`,
    'token/h',
    'what the compute that others do for them costs on the spot',
    w => (w.tables.reciprocityTotals.taken[g] * perHour * w.tables.creditMarket.price[0]) / MICRO,
  ),
]

const scripMetrics = (members: number, threshold: number): Metric<World>[] => [
  metric('gini_scrip', '1', 'Gini coefficient of the scrip', w => giniOfWhole(w.tables.purses.scrip)),
  ...Array.from({ length: threshold <= LISTED ? threshold + 1 : 0 }, (_, units) =>
    metric(`scrip_${units}`, '1', `share of agents who have ${units} scrip`, ({ tables }) => {
      const { scrip } = tables.purses
      let holders = 0
      for (let m = 0; m < scrip.length; m++) if (scrip[m] === units) holders++
      return holders / members
    }),
  ),
]

const debtMetrics = (members: number): Metric<World>[] => [
  metric('debt', '1', 'units owed between two partners, mean of all pairs', ({ tables }) => {
    const { balance } = tables.debts
    let owed = 0
    for (let pair = 0; pair < balance.length; pair++) owed += Math.abs(balance[pair])
    return owed / balance.length
  }),
  metric(
    'net_debt',
    '1',
    'units that an agent has done for all its partners less those done for it, mean of their sizes',
    ({ tables, circle }) => {
      let sum = 0
      for (let m = 0; m < members; m++) sum += Math.abs(netBalance(tables, circle!, m))
      return sum / members
    },
  ),
]

/** Gini coefficient of whole numbers, as in `concentration.ts`, by counting them in place of putting them in order. */
function giniOfWhole(amounts: Uint32Array): number {
  let most = 0
  for (let i = 0; i < amounts.length; i++) most = Math.max(most, amounts[i])
  const holders = new Float64Array(most + 1)
  for (let i = 0; i < amounts.length; i++) holders[amounts[i]]++
  let ranked = 0
  let total = 0
  let poorer = 0
  for (let amount = 0; amount <= most; amount++) {
    ranked += amount * holders[amount] * (2 * poorer + holders[amount] - amounts.length)
    total += amount * holders[amount]
    poorer += holders[amount]
  }
  return ranked / (amounts.length * total)
}
