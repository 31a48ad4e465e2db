/**
 * Free entry: firms come in as long as the next one would not lose money *after* it has come in and
 * shares the market. So the market settles at the largest number whose profit is not negative.
 */

/** A profit of zero up to rounding is a profit of zero. */
const ROUNDING = 1e-12

/** Firms that settle, by the profit of each when there are n; it must fall in n. 0 when the first would lose, at most `most`. */
export function settledFirms(profit: (n: number) => number, most = 1e9): number {
  if (!(profit(1) >= 0)) return 0
  let stays = 1
  while (stays < most && profit(Math.min(most, 2 * stays)) >= 0) stays = Math.min(most, 2 * stays)
  let leaves = Math.min(most + 1, 2 * stays)
  while (leaves - stays > 1) {
    const middle = Math.floor((stays + leaves) / 2)
    if (profit(middle) >= 0) stays = middle
    else leaves = middle
  }
  return stays
}

/**
 * Firms in a symmetric logit market without an outside option, where a firm of n earns markup times share of the
 * `market` (units per period) less the fixed cost: μ n / (n - 1) · market / n - F >= 0, so n <= 1 + market μ / F
 * [Anderson, de Palma and Thisse 1992]. At least 1: alone, a firm could ask any price.
 */
export function logitFirms(market: number, mu: number, fixedCost: number): number {
  return settledFirms(n => market * mu * (1 + ROUNDING) - (n - 1) * fixedCost)
}

/**
 * Firms that the protocol's fees can feed when all have equal shares: n = queries (share · fee - serving · cost) / F.
 * Per period: `queries`, fixed cost F of a firm; `share` of the fee that goes to operators; `serving` nodes work on each
 * query at a variable `cost` each, winners or not.
 */
export function protocolFirms(
  queries: number,
  share: number,
  fee: number,
  serving: number,
  cost: number,
  fixedCost: number,
): number {
  return settledFirms(n => queries * (share * fee - serving * cost) * (1 + ROUNDING) - n * fixedCost)
}
