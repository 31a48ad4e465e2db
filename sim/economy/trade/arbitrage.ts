/** Optimal arbitrage with constant-product pools, in closed form. Amounts are in any units, prices in those of out over in. */

/** A pool as a trader meets it: reserves of what is paid in and of what is taken out, and the part of a payment that is priced. */
export interface Side {
  readonly in: number
  readonly out: number
  /** 1 less the pool's fee. */
  readonly kept: number
}

/** What the pool pays out for `amount`, roundings apart. */
export const paidOut = (side: Side, amount: number) => (side.out * side.kept * amount) / (side.in + side.kept * amount)

/**
 * Payment that gains most when what comes out is worth `worth` of what goes in, each: gain(d) = w out(d) - d is concave
 * and greatest at d* = (sqrt(w g X Y) - X) / g with reserves X in and Y out and g = 1 - fee (Angeris et al. 2019). 0 where
 * no payment gains. Where it must be sold to a constant product that holds `market` of it, w out m / (m + out) in place of
 * w out, the best is d* m / (m + Y): the round trip below, through a second pool of reserves m and w m.
 */
export function bestPayment(side: Side, worth: number, market = Infinity): number {
  const best = (Math.sqrt(worth * side.kept * side.in * side.out) - side.in) / side.kept
  return Math.max(0, best / (1 + side.out / market))
}

/** What `amount` paid in gains when what comes out is worth `worth` of it, each, to a market that holds `market` of it. */
export function gainOf(side: Side, amount: number, worth: number, market = Infinity): number {
  const out = paidOut(side, amount)
  return (worth * out) / (1 + out / market) - amount
}

/**
 * Payment into the first pool that gains most when what comes out of it goes into the second, and its gain: with
 * A = g1 g2 x1 y2, B = y1 x2 and C = g1 (x2 + g2 x1) of reserves out x and in y
 * d* = (sqrt(A B) - B) / C and gain (sqrt(A) - sqrt(B))^2 / C. Both are 0 where no payment gains.
 */
export function bestRoundTrip(first: Side, second: Side): { readonly payment: number; readonly gain: number } {
  const a = first.kept * second.kept * first.out * second.out
  const b = first.in * second.in
  const c = first.kept * (second.in + second.kept * first.out)
  if (a <= b) return { payment: 0, gain: 0 }
  const root = Math.sqrt(a) - Math.sqrt(b)
  return { payment: (Math.sqrt(a * b) - b) / c, gain: (root * root) / c }
}
