/** Theory of agreements: how bargaining divides, when breach stops to pay, how often a jury errs. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { studentQuantile } from '../../measure/student.ts'
import { firstShare, firstShareBefore } from '../../measure/theory/bargaining.ts'
import { shareAbove } from '../../scenario/tail.ts'
import type { AgreementMarket } from '../agents/agreements/markets.ts'
import { expectedLoss } from '../agents/agreements/prospects.ts'
import { STAGE } from '../agents/agreements/tables.ts'
import { constant, temptationOf } from '../agents/agreements/temptation.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

type Metrics = Readonly<Record<string, Estimate>>

/** Batches of an interval: that of a share of sellers is as wide as if it were from as many. */
const BATCHES = 32

export function agreementPredictions(world: World, metrics: Metrics): Prediction[] {
  return world.agreements.flatMap(market => [
    ...divisionOf(market, metrics),
    ...breachesOf(world, market, metrics),
    ...errorsOf(market, metrics),
  ])
}

/** The buyer's share, where discounts are the same for all and nobody has anything outside. */
function divisionOf({ spec }: AgreementMarket, metrics: Metrics): Prediction[] {
  const { name, negotiation, buyers, sellers } = spec
  if (constant(buyers.outside) !== 0 || constant(sellers.outside) !== 0) return []
  const metric = `buyer_share_${name}`
  if (negotiation.rule === 'nash') return predict(metrics, metric, negotiation.power, 'Nash 1950')
  const [b, s] = [constant(buyers.discount), constant(sellers.discount)]
  if (negotiation.rule !== 'alternating' || b === undefined || s === undefined) return []
  const { first, deadline } = negotiation
  const share = (d1: number, d2: number) =>
    deadline === undefined ? firstShare(d1, d2) : firstShareBefore(d1, d2, deadline)
  const shares = { buyer: share(b, s), seller: 1 - share(s, b) }
  const expected = first === 'lot' ? (shares.buyer + shares.seller) / 2 : shares[first]
  return predict(
    metrics,
    metric,
    expected,
    deadline === undefined ? 'Rubinstein 1982' : 'backward induction, Ståhl 1972',
  )
}

/** The share of those whom the penalty does not deter, where whom a buyer comes to has nothing to do with it. */
function breachesOf(world: World, market: AgreementMarket, metrics: Metrics): Prediction[] {
  const { name, negotiation, buyers, sellers, reputation } = market.spec
  const temptation = temptationOf(market)
  const [cost, outside] = [constant(sellers.cost), constant(sellers.outside)]
  const blind = buyers.candidates === 1 && reputation.rule === 'none'
  if (!temptation || !blind || !('price' in negotiation) || cost === undefined || outside === undefined) return []
  const all = cost + expectedLoss(market, market.penalties[0]).broken + outside <= negotiation.price
  const expected = shareAbove(temptation.gain, temptation.loss)
  if (!all || expected === undefined) return []
  const { gain } = temptation
  const drawn = gain.kind !== 'constant' && gain.kind !== 'list'
  return predict(metrics, `shirked_${name}`, expected, 'P(gain > penalty times detection), Becker 1968').map(
    prediction => {
      // Sellers were drawn once, before the run: their number says how well the share is known.
      const error = drawn ? Math.sqrt((expected * (1 - expected)) / serving(world, market)) : 0
      const half = studentQuantile(0.975, BATCHES - 1) * error
      const { measured, low, high } = prediction
      return { ...prediction, low: Math.min(low, measured - half), high: Math.max(high, measured + half) }
    },
  )
}

/** Number of sellers, each serving one, from whom a share would be known as well as from those who serve: (sum n)^2 / sum n^2 (Kish 1965). */
function serving({ tables }: World, { buyers }: AgreementMarket): number {
  const { stage, seller } = tables.agreements
  const served = new Map<number, number>()
  for (let b = buyers.first; b < buyers.first + buyers.count; b++)
    if (stage[b] === STAGE.served) served.set(seller[b], (served.get(seller[b]) ?? 0) + 1)
  let sum = 0
  let squares = 0
  for (const n of served.values()) {
    sum += n
    squares += n * n
  }
  return (sum * sum) / squares
}

/** How often a majority errs. */
function errorsOf({ spec, upheldKept, upheldBroken }: AgreementMarket, metrics: Metrics): Prediction[] {
  const { name, disputes } = spec
  const source = disputes.jury === 1 ? 'error of a judge' : 'majority of judges, Condorcet 1785'
  return [
    ...(upheldKept > 0 ? predict(metrics, `wrongly_upheld_${name}`, upheldKept, source) : []),
    ...(upheldBroken < 1 ? predict(metrics, `wrongly_rejected_${name}`, 1 - upheldBroken, source) : []),
  ]
}
