/** Temptation: what breaking the terms saves sellers, and costs them, where both follow from the scenario alone. */
import type { Estimate, TemptationMap } from '../../../measure/output.ts'
import type { Quantity } from '../../../scenario/law.ts'
import { shareAbove } from '../../../scenario/tail.ts'
import { MICRO } from '../../accounts.ts'
import type { World } from '../../world.ts'
import type { AgreementMarket } from './markets.ts'
import { expectedLoss } from './prospects.ts'

/** Points of a curve. */
const STEPS = 60
/** How far a curve goes beyond the farthest market. */
const BEYOND = 1.2

/**
 * Every market with what its agreements threaten a breach with, and the share of periods without effort; and for each law of
 * gains that is known the share that it says, P(gain > loss). Undefined where no market threatens anybody.
 */
export function temptations(
  { agreements }: World,
  metrics: Readonly<Record<string, Estimate>>,
): TemptationMap | undefined {
  const points = agreements.map(({ spec: { name } }) => ({
    name,
    loss: metrics[`threat_${name}`],
    shirked: metrics[`shirked_${name}`],
  }))
  const most = Math.max(0, ...points.map(({ loss }) => loss.mean).filter(Number.isFinite))
  if (most === 0) return undefined
  const gains = new Map<string, Quantity>()
  for (const market of agreements) {
    const temptation = temptationOf(market)
    if (temptation) gains.set(JSON.stringify(temptation.gain), temptation.gain)
  }
  // One point is no picture.
  if (points.length + gains.size < 2) return undefined
  const losses = Array.from({ length: STEPS + 1 }, (_, k) => (k / STEPS) * BEYOND * most)
  const curves = [...gains.values()].map(gain => ({
    law: gain.kind,
    loss: losses,
    share: losses.map(loss => shareAbove(gain, loss * MICRO) ?? NaN),
  }))
  return { points, curves }
}

/** What breaking the terms of a posted contract saves a seller, and costs it more than keeping them, micro-token. */
export function temptationOf(market: AgreementMarket): { readonly gain: Quantity; readonly loss: number } | undefined {
  const { spec, levels, promises, penalties } = market
  const { negotiation, sellers, reputation } = spec
  const posted = negotiation.rule === 'fixed' || negotiation.rule === 'none'
  const plain = sellers.opportunists === 1 && constant(sellers.failure) === 0
  if (!posted || !plain || (sellers.foresight > 0 && reputation.rule !== 'none')) return undefined
  const { speed, nines } = levels[promises[0]]
  const { broken, kept } = expectedLoss(market, penalties[0])
  const parts = [
    { law: sellers.speed, times: speed },
    { law: sellers.nine, times: nines },
  ].filter(({ law, times }) => times > 0 && constant(law) !== 0)
  if (parts.length !== 1 || parts[0].law.kind === 'formula' || parts[0].law.kind === 'column') return undefined
  return { gain: scaled(parts[0].law, parts[0].times), loss: broken - kept }
}

/** The value of a quantity that is the same for all. */
export const constant = (quantity: Quantity) => (quantity.kind === 'constant' ? quantity.value : undefined)

/** The law of `times` a value. */
function scaled(law: Quantity, times: number): Quantity {
  const bounds = {
    ...(law.min !== undefined && { min: law.min * times }),
    ...(law.max !== undefined && { max: law.max * times }),
  }
  switch (law.kind) {
    case 'constant':
      return { ...law, ...bounds, value: law.value * times }
    case 'list':
      return { ...law, ...bounds, values: law.values.map(value => value * times) }
    case 'uniform':
      return { ...law, ...bounds, low: law.low * times, high: law.high * times }
    case 'normal':
      return { ...law, ...bounds, mean: law.mean * times, sd: law.sd * times }
    case 'lognormal':
      return { ...law, ...bounds, median: law.median * times }
    case 'exponential':
      return { ...law, ...bounds, mean: law.mean * times }
    case 'pareto':
      return { ...law, ...bounds, minimum: law.minimum * times }
    default:
      throw new TypeError(`expected a law with a closed form, got a ${law.kind}`)
  }
}
