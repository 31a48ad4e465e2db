/** The metrics of a run, one value a tick. Units are those of the report: token, dollar, second. */

import type { Metric } from '../measure/metric.ts'
import type { Scenario } from '../scenario/schema.ts'
import { MICRO } from './accounts.ts'
import { disguiseOf } from './attacks/sybil.ts'
import { stockMetrics } from './metrics/agent-resources.ts'
import { agentMetrics } from './metrics/agents.ts'
import { agreementMetrics } from './metrics/agreements.ts'
import { auctionMetrics } from './metrics/auction.ts'
import { chainMetrics } from './metrics/chains.ts'
import { channelMetrics } from './metrics/channels.ts'
import { metric, quotient } from './metrics/columns.ts'
import { conductMetrics } from './metrics/conduct.ts'
import { creditMetrics } from './metrics/credits.ts'
import { exchangeMetrics } from './metrics/exchange.ts'
import { forecastMetrics } from './metrics/forecasts.ts'
import { GENERAL } from './metrics/general.ts'
import { governanceMetrics } from './metrics/governance.ts'
import { orderMetrics } from './metrics/orders.ts'
import { patronMetrics } from './metrics/patrons.ts'
import { paymentMetrics } from './metrics/payments.ts'
import { plannerMetrics } from './metrics/planner.ts'
import { pricingMetrics } from './metrics/pricing.ts'
import { queueMetrics } from './metrics/queues.ts'
import { agentReciprocityMetrics } from './metrics/reciprocity.ts'
import { resourceMetrics } from './metrics/resources.ts'
import { siteMetrics } from './metrics/sites.ts'
import { stakingMetrics } from './metrics/staking.ts'
import { taxMetrics } from './metrics/taxation.ts'
import { tradeMetrics } from './metrics/trade.ts'
import { upkeepMetrics } from './metrics/upkeep.ts'
import { welfareMetrics } from './metrics/welfare.ts'
import { QUANTILES, quantileError } from './scale.ts'
import type { World } from './world.ts'

/** Most operators of whom the summary lists selection and wins one by one. */
const LISTED = 32

/** The metrics of a scenario's runs: the general ones, prices by class, and races by operator where these are few. */
export function metricsOf(scenario: Scenario): readonly Metric<World>[] {
  const classes = scenario.classes.length === 1 ? [] : scenario.classes
  const operators = [...scenario.operators, ...scenario.entry.candidates].reduce(
    (sum, { name, count }) => sum + count * disguiseOf(scenario, name).identities,
    0,
  )
  return distinct([
    ...GENERAL,
    ...upkeepMetrics(scenario),
    ...taxMetrics(scenario),
    ...orderMetrics(scenario),
    ...siteMetrics(scenario),
    ...welfareMetrics(scenario),
    ...stakingMetrics(scenario),
    ...governanceMetrics(scenario),
    ...conductMetrics(scenario),
    ...classes.map(({ name }, cls) =>
      quotient(
        `price_${name}`,
        'token/query',
        `fee of paid queries of class ${name}`,
        w => w.tables.classTally.fees[cls] / MICRO,
        w => w.tables.classTally.queries[cls],
      ),
    ),
    ...patronMetrics(scenario),
    ...tradeMetrics(scenario),
    ...chainMetrics(scenario),
    ...exchangeMetrics(scenario),
    ...resourceMetrics(scenario),
    ...plannerMetrics(scenario),
    ...auctionMetrics(scenario),
    ...agentMetrics(scenario),
    ...creditMetrics(scenario),
    ...forecastMetrics(scenario),
    ...channelMetrics(scenario),
    ...stockMetrics(scenario),
    ...paymentMetrics(scenario),
    ...agreementMetrics(scenario),
    ...agentReciprocityMetrics(scenario),
    ...pricingMetrics(scenario),
    ...queueMetrics(scenario),
    ...(scenario.market.sampling > 1 ? QUANTILES.map(latencyError) : []),
    ...(operators > LISTED ? [] : Array.from({ length: operators }, (_, o) => races(o))).flat(),
  ])
}

/** The same metrics. Throws where two have one name, which classes, groups, goods and regions of unlucky names can bring about. */
function distinct(metrics: readonly Metric<World>[]): readonly Metric<World>[] {
  const names = new Set<string>()
  for (const { name } of metrics) {
    if (names.has(name))
      throw new Error(
        `metrics: expected each to have a name of its own, got "${name}" twice: rename what it is called after`,
      )
    names.add(name)
  }
  return metrics
}

function latencyError(percent: number): Metric<World> {
  return metric(
    `latency_p${percent}_error`,
    's',
    `standard error that sampling adds to latency_p${percent}`,
    ({ tables, scenario }) => quantileError(tables.latencies.count, percent / 100, scenario.market.sampling) / MICRO,
  )
}

function races(o: number): Metric<World>[] {
  const sum = (columns: readonly ('answered' | 'missing' | 'won')[]) => (world: World) => {
    const { firstNode, mostNodes } = world.tables.operators
    let total = 0
    for (let i = firstNode[o]; i < firstNode[o] + mostNodes[o]; i++)
      for (const column of columns) total += world.tables.nodeTally[column][i]
    return total
  }
  const raced = (world: World) => world.tables.tally.raced[0]
  const hidden = { column: false }
  return [
    {
      ...quotient(
        `selected_${o + 1}`,
        '1',
        `races that operator ${o + 1} entered, per raced query`,
        sum(['answered', 'missing']),
        raced,
      ),
      ...hidden,
    },
    {
      ...quotient(`won_${o + 1}`, '1', `share of raced queries that operator ${o + 1} won`, sum(['won']), raced),
      ...hidden,
    },
  ]
}
