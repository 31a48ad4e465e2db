/**
 * Prices in a logit market: customers choose offer i with probability proportional to
 * exp((a_i - p_i) / μ), μ the spread of tastes, and may choose an outside option of value a_0. Every
 * firm's best price obeys p_i - c_i = μ / (1 - s_i), and the firms' equations meet in a single number,
 * L = ln Σ exp((a - p) / μ): each share follows from L alone and falls in it, so L is the root of one
 * monotone equation with known bounds, for two firms or a thousand.
 */

import { exp, log } from '../../engine/numerics.ts'

const HALF = 2 - Math.LN2 // oddsAt(HALF) = 1: the share there is one half

/** Markup p - c of n alike firms without an outside option: μ n / (n - 1) [Anderson, de Palma and Thisse 1992]. */
export function symmetricMarkup(mu: number, n: number): number {
  return (mu * n) / (n - 1)
}

/** Choice probabilities at given prices into `shares`; returns that of the outside option (value `outside`, -Infinity: none). */
export function logitShares(
  values: Float64Array,
  prices: Float64Array,
  mu: number,
  outside: number,
  shares: Float64Array,
): number {
  let best = outside
  for (let i = 0; i < values.length; i++) best = Math.max(best, values[i] - prices[i])
  let total = outside === -Infinity ? 0 : exp((outside - best) / mu)
  const stayOut = total
  for (let i = 0; i < values.length; i++) {
    shares[i] = exp((values[i] - prices[i] - best) / mu)
    total += shares[i]
  }
  for (let i = 0; i < values.length; i++) shares[i] /= total
  return stayOut / total
}

/**
 * Bertrand-Nash prices of firms with marginal `costs` and non-price `values`, in the unit of the prices as `mu` and the
 * value `outside` of buying nothing (-Infinity: everybody buys). Writes them into `prices`, whose content is the start
 * (any numbers will do), and returns the number of Newton steps. A firm of value -Infinity is out of the market and
 * asks its cost plus `mu`. Throws when no equilibrium exists: one firm without an outside option could ask any price.
 * Existence, uniqueness and the reduction to one sum: Caplin and Nalebuff 1991; Nocke and Schutz 2018.
 */
export function bertrand(
  costs: Float64Array,
  values: Float64Array,
  mu: number,
  outside: number,
  prices: Float64Array,
): number {
  const n = costs.length
  if (!(mu > 0 && mu < Infinity)) throw new RangeError(`bertrand: expected mu above 0, got ${mu}`)
  let giant = 0
  let first = -Infinity
  let second = -Infinity
  let best = outside / mu
  for (let i = 0; i < n; i++) {
    const gain = (values[i] - costs[i]) / mu
    second = Math.max(second, Math.min(first, gain))
    if (gain > first) giant = i
    first = Math.max(first, gain)
    best = Math.max(best, (values[i] - prices[i]) / mu)
  }
  // There two firms have half the market each, or the outside option has all of it: the root is not below.
  let low = Math.max(outside / mu, second - HALF)
  if (!(low > -Infinity && low < Infinity && first > -Infinity && first < Infinity)) {
    throw new RangeError('bertrand: expected finite values of two firms, or of one and the outside option')
  }
  let start = exp(outside / mu - best)
  for (let i = 0; i < n; i++) start += exp((values[i] - prices[i]) / mu - best)
  start = best + log(start)
  let L = start > low && start < Infinity ? start : low
  let high = Infinity

  // Newton on ln (share of all but the giant) - ln (1 - share of the giant), which loses no digits when the giant has
  // nearly everything. Above `low` its slope lies between -1/3 and -4/3.
  let steps = 0
  for (let step = 1; Math.abs(step) > 1e-8 + 1e-14 * Math.abs(L) && steps < 200; steps++) {
    let rest = exp(outside / mu - L)
    let falls = rest
    for (let i = 0; i < n; i++) {
      if (i === giant) continue
      const x = oddsAt((values[i] - costs[i]) / mu - L)
      rest += x / (1 + x)
      falls += x / ((1 + x) * (1 + x + x * x))
    }
    const x = oddsAt(first - L)
    const excess = log(rest * (1 + x))
    if (excess > 0) low = L
    else high = L
    let next = L + excess / (falls / rest + x / (1 + x + x * x))
    if (!(next >= low && next <= high)) next = (low + high) / 2
    step = next - L // the error left is of the order of its square
    L = next
  }
  for (let i = 0; i < n; i++) prices[i] = costs[i] + mu * (1 + oddsAt((values[i] - costs[i]) / mu - L))
  return steps
}

/**
 * The markup p - c, the same for every firm, that maximises their joint profit: m = μ / s_0, with s_0 the share of the
 * outside option at those prices. Throws without an outside option: the cartel could ask any price.
 */
export function monopolyMarkup(costs: Float64Array, values: Float64Array, mu: number, outside: number): number {
  let best = -Infinity
  for (let i = 0; i < costs.length; i++) best = Math.max(best, (values[i] - costs[i]) / mu)
  if (!(outside > -Infinity && best > -Infinity))
    throw new RangeError('monopolyMarkup: expected a firm and an outside option')
  let total = 0
  for (let i = 0; i < costs.length; i++) total += exp((values[i] - costs[i]) / mu - best)
  // Odds x = S / s_0 of buying at all: ln x + x = ln Σ exp(gain) - a_0 / μ - 1, and m = μ (1 + x).
  const k = best + log(total) - outside / mu - 1
  let x = k > 1 ? k - log(k) : exp(k) // 1 or less: to the right; above 1: to the left of the root
  for (let i = 0; i < 50; i++) {
    const next = (x * (1 + k - log(x))) / (1 + x)
    if (!(Math.abs(next - x) > 1e-15 * x) || next <= 0) break
    x = next
  }
  return mu * (1 + x)
}

/**
 * The odds x = s / (1 - s) with ln s + 1 / (1 - s) = k, that is 1 + x + ln(x / (1 + x)) = k. The left side is concave and
 * rising: from its left Newton's steps climb to the root, and from exp(k - 1) on the right the first lands on its left.
 */
function oddsAt(k: number): number {
  let x = k > 2 ? k - 1 : exp(k - 1)
  if (x < 1e-17) return x
  for (let i = 0; i < 50; i++) {
    const step = ((k - 1 - x - log(x / (1 + x))) * x * (1 + x)) / (1 + x + x * x)
    x += step
    if (Math.abs(step) <= 1e-8 * x) break // the error left is of the order of its square
  }
  return x
}
