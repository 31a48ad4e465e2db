/** Metrics of chains: what it costs to pay from afar, what is under way, and how far prices of chains are apart. */

import { log } from '../../engine/numerics.ts'
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { bridgeName, chainCount, chainOf, HOME } from '../trade/chains.ts'
import { priceIn } from '../trade/coins.ts'
import { priceOutside } from '../trade/reference.ts'
import { isRemote } from '../trade/remittances.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function chainMetrics(scenario: Scenario): readonly Metric<World>[] {
  const { trade, customers } = scenario
  return [
    ...trade.chains.flatMap(({ name, coin }, c) => (coin ? [coinPrice(name, coin.name, c)] : [])),
    ...trade.chains.flatMap(({ name }, c) =>
      c !== HOME && trade.pools.some(({ chain }) => chain === name) ? [priceGap(name, c)] : [],
    ),
    ...trade.bridges.flatMap((bridge, b) => bridgeMetrics(bridgeName(bridge), b, bridge.capacity)),
    ...customers.flatMap((group, g) => (isRemote(scenario, group) ? remittanceMetrics(group.name, g) : [])),
  ]
}

const coinPrice = (chain: string, coin: string, c: number) =>
  metric(`coin_price_${chain}`, 'USD/coin', `price of ${coin} outside`, ({ tables }) => tables.coins.price[c])

const priceGap = (name: string, c: number) =>
  metric(
    `price_gap_${name}`,
    '1',
    `logarithm of the token’s price in the pools of ${name} over that in the pools of home, or outside where home has none`,
    world => log(priceOn(world, c) / priceOn(world, HOME)),
  )

/** Price of the token in the pools of chain `c`, by their tokens, with coins at their price outside; outside where it has none. */
function priceOn(world: World, c: number): number {
  const { trade } = world.scenario
  const { tokens } = world.tables.pools
  let [value, sum] = [0, 0]
  for (let p = 0; p < tokens.length; p++) {
    if (chainOf(trade, trade.pools[p].chain) !== c) continue
    value += priceIn(world, p) * tokens[p]
    sum += tokens[p]
  }
  return sum === 0 ? priceOutside(world) : value / sum
}

function bridgeMetrics(name: string, b: number, capacity: number | undefined): Metric<World>[] {
  const tally = ({ tables }: World) => tables.bridgeTally
  return [
    metric(
      `bridge_in_flight_${name}`,
      'token',
      `tokens under way over bridge ${name}, on average over the tick`,
      w => tally(w).exposure[b] / MICRO / w.tickLength,
    ),
    metric(
      `bridge_sent_${name}`,
      'token/s',
      `tokens sent over bridge ${name}, its fees taken off`,
      w => (tally(w).taken[b] - tally(w).fees[b]) / MICRO / w.tickLength,
    ),
    metric(`bridge_fees_${name}`, 'token/s', `fees of bridge ${name}`, w => tally(w).fees[b] / MICRO / w.tickLength),
    metric(
      `bridge_waiting_${name}`,
      'token',
      `tokens that were to be sent over bridge ${name} and wait, as the tick ends`,
      w => (tally(w).asked[b] - tally(w).taken[b]) / MICRO,
    ),
    ...(capacity === undefined
      ? []
      : [
          metric(
            `bridge_use_${name}`,
            '1',
            `use of bridge ${name}: what it took over its capacity`,
            w => tally(w).taken[b] / (capacity * w.tickLength),
          ),
        ]),
  ]
}

function remittanceMetrics(name: string, g: number): Metric<World>[] {
  const tally = ({ tables }: World) => tables.remittanceTally
  return [
    quotient(
      `remittance_cost_${name}`,
      '1',
      `cost of paying from afar: what came home to ${name}, at the outside price, is so much less than was spent on it`,
      w => tally(w).spent[g] - tally(w).tokens[g] * priceOutside(w),
      w => tally(w).spent[g],
    ),
    quotient(
      `remittance_time_${name}`,
      's',
      `time from the purchase of tokens by ${name} to when they came home`,
      w => tally(w).time[g],
      w => tally(w).tokens[g],
    ),
    metric(
      `remittance_rate_${name}`,
      'token/s',
      `tokens that came home to ${name}`,
      w => tally(w).tokens[g] / MICRO / w.tickLength,
    ),
    metric(
      `remittance_waiting_${name}`,
      'token',
      `tokens of ${name} that wait on other chains for a bridge, as the tick ends`,
      ({ tables, scenario }) => {
        const chains = chainCount(scenario.trade)
        let sum = 0
        for (let c = 0; c < chains; c++) if (c !== HOME) sum += tables.groupHoldings.tokens[g * chains + c]
        return sum / MICRO
      },
    ),
    metric(
      `penniless_${name}`,
      '1',
      `share of the customers of ${name} who cannot pay a query at the mean price as the tick ends`,
      world => penniless(world, g),
    ),
  ]
}

function penniless({ tables, customers }: World, g: number): number {
  const { first, count } = customers.groups[g]
  const price = tables.market.meanPrice[0]
  let poor = 0
  for (let c = first; c < first + count; c++) if (tables.customers.wallet[c] < price) poor++
  return poor / count
}
