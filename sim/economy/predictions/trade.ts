/** Theory of arbitrage: what a pool loses to it, how often there is something to gain, and what bots compete away. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { studentQuantile } from '../../measure/student.ts'
import { arbitrageLoss, shareCompetedAway } from '../../measure/theory/arbitrage.ts'
import { knownPrize, privatePrize, freeEntry as sharedBy } from '../../measure/theory/auctions.ts'
import { PURPOSES, type Purpose } from '../flows.ts'
import { isVolatile } from '../protocol/token.ts'
import { bestRoundTrip } from '../trade/arbitrage.ts'
import { isLocal } from '../trade/chains.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

export function tradePredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  return [
    ...losses(world, metrics),
    ...competition(world, metrics),
    ...prizes(world, metrics),
    ...freeEntry(world, metrics),
    ...roundTrip(world),
  ]
}

/** Loss versus rebalancing, where the price is a martingale and some bot sees it at once, is always there and rich enough. */
function losses(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { scenario, tables } = world
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
  const served = bots.some(({ delay, activity, entry }, g) => delay === 0 && activity === 1 && !entry && rich(g))
  const seen = bots.every(({ delay, memory, venue }) => delay === 0 && memory === undefined && venue === 'outside')
  const local = pools.every((_, p) => isLocal(world, p))
  if (!alike || !local || !martingale || !free || !served || !seen) return []
  const { fee } = pools[0]
  const { rate, trades, source } = arbitrageLoss({ ...blocks, volatility: reference.volatility, fee })
  return [
    ...predict(metrics, 'lvr_rate', rate, source),
    ...(trades === undefined ? [] : predict(metrics, 'arbitraged', trades, source)),
  ]
}

/** What is paid in any auction among bots to which each trade is worth the same, each there by chance. */
function competition({ scenario, tables }: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { bots, prizes, auction } = scenario.trade
  if (bots.length !== 1 || prizes.length > 0 || bots[0].entry || bots[0].bidding === 'learning') return []
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

/** What is paid for the only prize, by bots who are alike, always there and never short of tokens. */
function prizes({ scenario, tables }: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { pools, prizes, bots, auction, reference } = scenario.trade
  const [prize, another] = prizes
  if (!prize || another || pools.length > 0 || bots.length !== 1) return []
  const [{ count, activity, entry, bidding }] = bots
  const steady = reference.law === 'token' && reference.depth === undefined && !isVolatile(scenario)
  const ample = tables.bots.wallet.every(wallet => wallet * tables.token.price[0] >= prize.worth)
  if (!steady || !ample || activity < 1 || entry || count < 2) return []
  const revert = auction.rule === 'first-price' ? auction.revert / prize.worth : 0
  const share = auction.rule === 'share' ? auction.share : 0
  if (bidding === 'learning') return prize.values === 'uniform' && revert === 0 ? [learnedSlope(tables.bots.slope)] : []
  if (prize.values === 'uniform') {
    const source = 'revenue equivalence; Riley and Samuelson 1981'
    return predict(metrics, 'prize_fees', privatePrize(count, auction.rule, share), source)
  }
  const { fee, lost, bidding: enters, taken, source } = knownPrize(count, auction.rule, { revert, share })
  return [
    ...predict(metrics, 'prize_fee', fee, source),
    ...(lost > 0 ? predict(metrics, 'prize_lost', lost, source) : []),
    ...(enters < 1 ? predict(metrics, 'prize_bidding', enters, source) : []),
    ...(taken < 1 ? predict(metrics, 'prize_taken', taken, source) : []),
  ]
}

/** What all have learned to bid as the run ends; each has learned alone, so that their spread tells how exact it is. */
function learnedSlope(slope: Float64Array): Prediction {
  const n = slope.length
  const measured = slope.reduce((sum, part) => sum + part, 0) / n
  const variance = slope.reduce((sum, part) => sum + (part - measured) * (part - measured), 0) / (n - 1)
  const reach = studentQuantile(0.975, n - 1) * Math.sqrt(variance / n)
  const [low, high] = [measured - reach, measured + reach]
  const source = 'best reply to bids in proportion to values, (n - 1) / n'
  return { name: 'bid_slope', unit: '1', expected: (n - 1) / n, measured, low, high, source }
}

/** Bots of one kind that share known prizes, a part of which is skimmed: as many as what is left of them feeds. */
function freeEntry({ scenario }: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { pools, prizes, bots, auction, blocks } = scenario.trade
  const known = pools.length === 0 && prizes.length > 0 && prizes.every(({ values }) => values === 'common')
  if (!known || bots.length !== 1 || auction.rule !== 'share') return []
  const [{ count, activity, entry, cost }] = bots
  if (!entry || activity < 1 || cost === 0) return []
  const pot = prizes.reduce((sum, { worth, every }) => sum + worth / (every * blocks.every), 0)
  const fed = Math.min(count, sharedBy(pot * (1 - auction.share), cost))
  return predict(metrics, 'bots', fed, 'free entry: floor(pot / cost)')
}

/** The one round trip between two pools that nobody else touches: all that ever goes through them. */
function roundTrip({ scenario, tables }: World): Prediction[] {
  const { pools, bots, reference } = scenario.trade
  const alone = pools.length === 2 && pools[0].chain === pools[1].chain && bots.length > 0 && reference.law === 'token'
  const ownPools = scenario.token.pricing.rule !== 'pools'
  const pure = ownPools && bots.every(({ venue, activity, entry }) => venue === 'pools' && activity === 1 && !entry)
  const [one, two] = pools.map(({ tokens, dollars, fee }) => ({ tokens, dollars, kept: 1 - fee }))
  if (!alone || !pure || one.dollars === undefined || two.dollars === undefined) return []
  const trip = (from: typeof one, into: typeof two) =>
    bestRoundTrip(
      { in: from.dollars ?? 0, out: from.tokens, kept: from.kept },
      { in: into.tokens, out: into.dollars ?? 0, kept: into.kept },
    )
  const [there, back] = [trip(one, two), trip(two, one)]
  const { payment, gain } = there.gain > back.gain ? there : back
  // Who is short of dollars goes round several times.
  if (gain === 0 || Math.min(...tables.bots.dollars) < 2 * payment) return []
  const total = (purpose: Purpose) => tables.flows.total[PURPOSES.indexOf(purpose)]
  const exact = (name: string, expected: number, measured: number): Prediction => ({
    ...{ name, unit: 'USD', expected: expected / 1e6, measured: measured / 1e6 },
    ...{ low: measured / 1e6, high: measured / 1e6, source: 'closed form of the best round trip' },
  })
  return [
    exact('round_trip_payment', payment, total('swapDollars')),
    exact('round_trip_gain', gain, total('swapProceeds') - total('swapDollars')),
  ]
}
