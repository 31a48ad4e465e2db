/** Theory of the token’s price in pools: it settles where as many tokens are bought for good as are sold. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

/**
 * Customers spend U dollars per time on tokens. A share beta of these is burned, operators sell the rest and the M tokens per
 * time that are minted for them: the price rests at beta U / M, whatever the pools hold. With fees of pools it would not
 * rest, for reserves would grow.
 */
export function exchangePredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { scenario, charter, tables, groups } = world
  const { market, protocol, trade, token } = scenario
  const { burn, burnt, rewards } = protocol
  if (token.pricing.rule !== 'pools' || burn.rule !== 'burn-and-mint') return []
  const calm = trade.reference.law === 'token' && scenario.shocks.length === 0
  const free = trade.pools.every(({ fee }) => fee === 0)
  const { initialPrice } = tables.operators
  const oneFee = initialPrice.every(price => price === initialPrice[0]) && scenario.classes.length === 1
  const oneSize = world.traces.every(({ trace }) => trace.size.every(size => size === 1))
  const all = market.fee.operators === 1 && rewards.operators === 1 && scenario.sovereigns.length === 0
  const sold = groups.every(({ spec }) => spec.payout === 1 && spec.pricing.rule === 'pegged')
  if (!calm || !free || !oneFee || !oneSize || !all || !sold || metrics.upkeep.mean > 0) return []
  const spending = metrics.paid.mean * initialPrice[0] * charter.token.price
  return predict(
    metrics,
    'token_price',
    (burn.share * burnt * spending) / burn.mint,
    'balance of flows, P = beta U / M',
  )
}
