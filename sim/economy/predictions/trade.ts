/** Theory of arbitrage: what a pool loses to it, how often there is something to gain, and what bots compete away. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { arbitrageLoss, shareCompetedAway } from '../../measure/theory/arbitrage.ts'
import { isVolatile } from '../protocol/token.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

export function tradePredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  return [...losses(world, metrics), ...competition(world, metrics)]
}

/** Loss versus rebalancing, where the price is a martingale and some bot sees it at once, is always there and rich enough. */
function losses({ scenario, tables }: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { pools, reference, blocks, bots, auction } = scenario.trade
  const alike = pools.length > 0 && pools.every(({ fee }) => fee === pools[0].fee)
  const martingale =
    reference.law === 'gbm' && reference.drift === 0 && reference.depth === undefined && !isVolatile(scenario)
  const free = auction.rule !== 'first-price' || auction.revert === 0
  const rich = (g: number) => {
    const [wallet, dollars] = (['wallet', 'dollars'] as const).map(key =>
      Math.max(...tables.bots[key].filter((_, b) => tables.bots.group[b] === g)),
    )
    return wallet >= Math.max(...tables.pools.tokens) / 10 && dollars >= Math.max(...tables.pools.dollars) / 10
  }
  const served = bots.some(({ delay, activity }, g) => delay === 0 && activity === 1 && rich(g))
  const seen = bots.every(({ delay, memory }) => delay === 0 && memory === undefined)
  if (!alike || !martingale || !free || !served || !seen) return []
  const { fee } = pools[0]
  const { rate, trades, source } = arbitrageLoss({ ...blocks, volatility: reference.volatility, fee })
  return [
    ...predict(metrics, 'lvr_rate', rate, source),
    ...(trades === undefined ? [] : predict(metrics, 'arbitraged', trades, source)),
  ]
}

/** What is paid in any auction among bots to which each trade is worth the same, each there by chance. */
function competition({ scenario, tables }: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { bots, auction } = scenario.trade
  if (bots.length !== 1) return []
  const [{ count, delay, activity, memory, wallet, dollars }] = bots
  const alike = delay === 0 && memory === undefined && wallet.kind === 'constant' && dollars.kind === 'constant'
  const ample = Math.min(...tables.bots.wallet) >= Math.max(...tables.pools.tokens) / 10
  const free = auction.rule !== 'first-price' || auction.revert === 0
  if (!alike || !ample || !free || activity === 0 || auction.rule === 'share') return []
  // Where nothing is left to chance fees are what trades are worth, but for roundings.
  if (activity === 1 && auction.rule !== 'all-pay') return []
  return predict(
    metrics,
    'competed_away',
    shareCompetedAway(count, activity),
    'all but the rents of the n a (1 - a)^(n - 1) times that one is alone; revenue equivalence',
  )
}
