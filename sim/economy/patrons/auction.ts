/** The uniform-price auction of many equal units, and shares in whole units. Pure functions. */

/** Bids, side by side: what a unit is worth, how many units are wanted, and a number that settles ties. */
export interface Bids {
  readonly price: ArrayLike<number>
  readonly quantity: ArrayLike<number>
  readonly luck: ArrayLike<number>
}

export interface Sale {
  /** What every unit costs. */
  readonly price: number
  /** Units won, by bid. */
  readonly won: Float64Array
  /** Units sold in all. */
  readonly sold: number
}

/**
 * Sells `supply` units: the highest bids not below `reserve` win, and all pay the highest bid for a unit that got none, or
 * the reserve: the lowest price at which supply meets demand. Equal bids go by luck, the least first. The last winner
 * may get a part of what it wants (Krishna 2010, Auction Theory, ch. 12).
 */
export function uniformPrice(bids: Bids, supply: number, reserve: number): Sale {
  const { price, quantity, luck } = bids
  const won = new Float64Array(price.length)
  const order = Array.from(won.keys())
    .filter(bid => price[bid] >= reserve && quantity[bid] > 0)
    .sort((a, b) => price[b] - price[a] || luck[a] - luck[b] || a - b)
  let left = supply
  for (const bid of order) {
    won[bid] = Math.min(left, quantity[bid])
    left -= won[bid]
    if (won[bid] < quantity[bid]) return { price: price[bid], won, sold: supply - left }
  }
  return { price: reserve, won, sold: supply - left }
}

/**
 * Shares `total` whole units out in proportion to `weights`, at most their sum: whole quotas first, then one more by the
 * largest remainders, of equal ones the first (Hamilton). With whole weights nobody gets more than its weight.
 */
export function largestRemainder(total: number, weights: ArrayLike<number>): Float64Array {
  const shares = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i]
  if (sum === 0) return shares
  let left = total
  const rest = new Float64Array(weights.length)
  for (let i = 0; i < weights.length; i++) {
    const quota = (total * weights[i]) / sum
    shares[i] = Math.floor(quota)
    rest[i] = quota - shares[i]
    left -= shares[i]
  }
  const order = Array.from(rest.keys()).sort((a, b) => rest[b] - rest[a] || a - b)
  for (let at = 0; at < left; at++) shares[order[at]]++
  return shares
}
