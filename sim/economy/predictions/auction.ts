/** Theory of double auctions: zero-intelligence traders in one place, each with one lot, in sessions long enough. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { constrainedAuction, type Expected, unconstrainedAuction } from '../../measure/theory/auction.ts'
import { isBuying } from '../resources/bids.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

/** Activations of a trader from which on next to nobody is left who could still gain. */
const ENOUGH = 100

export function auctionPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { clearing, goods, stores, ways, demand, supply } = world.scenario.resources
  if (goods.length === 0 || clearing.rule !== 'auction') return []
  const { traders, lots, prices, cleared, constrained, activations } = clearing
  const alone = world.resources.places.length === 1 && ways.length === 0 && stores.length === 0
  const steady = [...demand, ...supply].every(
    ({ pattern: { daily, weekend, growth }, prices: moving, quantities }) =>
      daily === 0 && weekend === 1 && growth === 0 && !moving && !quantities,
  )
  const declared = [demand, supply].every(list =>
    list.every(({ curve }) => curve.law === 'steps' || curve.law === 'linear'),
  )
  if (!alone || !steady || !declared || lots > 1 || activations < ENOUGH) return []
  const { bids } = world.resources
  const sizes = new Set(bids.map(({ quantity }) => quantity))
  const [worths, costs] = [true, false].map(buying =>
    bids
      .filter(({ kind }) => isBuying(kind) === buying)
      .flatMap(({ first, last }) =>
        Array.from({ length: traders }, (_, k) => first + ((k + 0.5) / traders) * (last - first)),
      ),
  )
  if (sizes.size !== 1 || worths.length === 0 || costs.length === 0) return []
  const step = (clearing.highest ?? 2 * Math.max(...worths, ...costs)) / prices
  const limits = [worths, costs].map(list => list.map(price => price / step))
  const whole = limits.flat().every(limit => Number.isInteger(limit) && limit >= 1 && limit <= prices)
  if (!constrained)
    return both(
      metrics,
      unconstrainedAuction(worths, costs),
      'without limits all of the short side trade, with anybody',
    )
  if (!whole || !cleared) return []
  return both(
    metrics,
    constrainedAuction(limits[0], limits[1], prices),
    'zero intelligence, Gode and Sunder 1993: exact recursion over who is left',
  )
}

const both = (metrics: Readonly<Record<string, Estimate>>, expected: Expected | undefined, source: string) =>
  expected
    ? [
        ...predict(metrics, 'auction_efficiency', expected.efficiency, source),
        ...predict(metrics, 'auction_trades', expected.trades, source),
      ]
    : []
