/** Theory of self-taxation: where burn and mint balance, and where a base fee comes to rest. */

import type { Estimate, Prediction } from '../../measure/output.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

export function taxPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  return [...burnAndMint(world, metrics), ...restingBaseFee(world, metrics)]
}

/**
 * With a share beta of all spending burned and M tokens minted per time, supply settles at S* = M / (beta v), whatever is
 * spent, and by the equation of exchange U = P v S the token at P* = beta U / M.
 */
function burnAndMint({ scenario }: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { burn, burnt } = scenario.protocol
  const { pricing } = scenario.token
  if (burn.rule !== 'burn-and-mint' || pricing.rule !== 'quantity') return []
  const share = burn.share * burnt
  // Before the warm-up is over, all but e^-10 of the way there must lie behind.
  const settled = share * pricing.velocity * scenario.clock.warmup >= 10
  if (!settled || burn.mint === 0 || scenario.market.fee.burn > 0) return []
  return [
    ...predict(metrics, 'supply', burn.mint / (share * pricing.velocity) / MICRO, 'burn and mint, S = M / (beta v)'),
    ...predict(
      metrics,
      'token_price',
      (share * metrics.spending.mean * MICRO) / burn.mint,
      'burn and mint, P = beta U / M',
    ),
  ]
}

/** The base fee at which as many customers as the target has gas for are willing to pay it, if it can come to rest there. */
function restingBaseFee(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { scenario, tables, groups, tickLength } = world
  const { burn } = scenario.protocol
  if (burn.rule !== 'base-fee' || world.classes > 1 || scenario.shocks.length > 0 || !world.customers.reserves)
    return []
  const indifferent = scenario.customers.every(
    ({ pattern, elasticity, budget, trace }) =>
      pattern.daily === 0 && pattern.weekend === 1 && pattern.growth === 0 && elasticity === 0 && !budget && !trace,
  )
  const { posted } = tables.operators
  const oneFee = posted.every(price => price === posted[0]) && groups.every(({ spec }) => spec.pricing.rule === 'fixed')
  const stays = !world.customers.leaving && scenario.token.pricing.rule === 'fixed'
  if (!indifferent || !oneFee || !stays) return []

  const { rate, reserve } = tables.customers
  const { gas } = scenario.classes[0]
  const perTick = gas * tickLength * scenario.market.sampling
  const all = perTick * rate.reduce((sum, each) => sum + each, 0)
  // A rise by one of the base fee is answered by a fall of the gas used: too strong an answer overshoots ever more.
  if (all <= burn.target || all >= burn.target * (2 * burn.denominator + 1)) return []
  const eager = Array.from(reserve.keys()).sort((a, b) => reserve[b] - reserve[a])
  let used = 0
  let last = 0
  while (used < burn.target * (1 - 1e-9)) used += perTick * rate[eager[last++]]
  const marginal = (reserve[eager[last - 1]] + (last < eager.length ? reserve[eager[last]] : 0)) / 2
  const fee = ((marginal - posted[0]) * tables.classRules.price[0]) / gas
  return predict(
    metrics,
    'base_fee',
    fee / MICRO,
    'gas demanded is the target, v (1 - T / lambda) for even values; Leonardos et al. 2021',
  )
}
