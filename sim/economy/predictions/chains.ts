/** Theory of chains: what is under way over bridges, how long it takes, and what it costs to pay from afar. */
import { exp } from '../../engine/numerics.ts'
import type { Estimate, Prediction } from '../../measure/output.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { isVolatile } from '../protocol/token.ts'
import { bridgeName, chainCount, chainOf, HOME, NONE } from '../trade/chains.ts'
import { isRemote } from '../trade/remittances.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

type Group = Scenario['customers'][number]
type Metrics = Readonly<Record<string, Estimate>>

/** Part of a pool that purchases of a whole run may be and still leave its price as it is. */
const NEGLIGIBLE = 1e-5

export function chainPredictions(world: World, metrics: Metrics): Prediction[] {
  const { scenario } = world
  if (chainCount(scenario.trade) === 1) return []
  const underWay = scenario.trade.bridges.flatMap(bridge => {
    const name = bridgeName(bridge)
    const sent = metrics[`bridge_sent_${name}`]
    const source = 'what is under way is rate times delay; Little 1961'
    return sent ? predict(metrics, `bridge_in_flight_${name}`, sent.mean * bridge.delay, source) : []
  })
  const remote = scenario.customers.filter(group => isRemote(scenario, group))
  return [...underWay, ...remote.flatMap(group => [...time(world, metrics, group), ...cost(world, metrics, group)])]
}

/** The delay, over one bridge on which nothing waits. */
function time({ scenario: { trade }, routes }: World, metrics: Metrics, { name, chain }: Group): Prediction[] {
  const way = routes.homeward[chainOf(trade, chain)]
  const { delay, capacity, fixed } = trade.bridges[way]
  if (routes.to[way] !== HOME || capacity !== undefined || fixed > 0) return []
  return predict(metrics, `remittance_time_${name}`, delay, 'the delay of the bridge')
}

/**
 * What fees leave of a purchase whose slippage is negligible, in a pool whose price nobody moves: prices outside wander
 * about it, and a lognormal one with variance v of its logarithm is exp(v / 2) on average, its inverse likewise.
 */
function cost(world: World, metrics: Metrics, { name, chain }: Group): Prediction[] {
  const { scenario, tables, routes, charter } = world
  const { trade, clock } = scenario
  const c = chainOf(trade, chain)
  const pools = trade.pools.filter(pool => chainOf(trade, pool.chain) === c)
  const fixed = trade.bridges.some(bridge => bridge.fixed > 0)
  const idle = trade.bots.every(({ abroad }) => abroad.length === 0)
  const coin = trade.chains[c].coin
  const spread = coin && pools[0].quote === 'coin' ? variance(coin.reference) : 0
  const outside = trade.reference.depth === undefined && !isVolatile(charter) ? variance(trade.reference) : undefined
  if (pools.length !== 1 || fixed || !idle || scenario.shocks.length > 0) return []
  if (spread === undefined || outside === undefined) return []
  const p = trade.pools.indexOf(pools[0])
  const worth = tables.pools.tokens[p] * charter.token.price
  const spent = tables.remittances.income.reduce((sum, income) => sum + income, 0) * clock.tick * clock.ticks
  // The scenario's own pool begins at the price outside.
  const level = pools[0].dollars === undefined && pools[0].coins === undefined
  if (!level || !(spent <= NEGLIGIBLE * worth) || routes.homeward[c] === NONE) return []
  const kept = routes.keptHomeward[c] * (1 - pools[0].fee)
  const expected = 1 - kept * exp((spread + outside) / 2)
  return predict(
    metrics,
    `remittance_cost_${name}`,
    expected,
    'fees of pool and bridges, 1 - (1 - pool) Π (1 - bridge)',
  )
}

type Movement = Scenario['trade']['reference'] | NonNullable<Scenario['trade']['chains'][number]['coin']>['reference']

/** Variance in the long run of the logarithm of a price; undefined where there is none. */
function variance(movement: Movement): number | undefined {
  if (movement.law === 'fixed' || movement.law === 'token') return 0
  if (movement.law !== 'mean-reverting') return undefined
  return (movement.volatility * movement.volatility * movement.halfLife) / (2 * Math.LN2)
}
