/**
 * Double auctions of zero-intelligence traders (Gode and Sunder 1993), one unit each: what they gain over what they could.
 * Prices are whole numbers 1 … `prices`; so are limits.
 */

/** What a session is expected to bring. */
export interface Expected {
  /** Gains over the largest possible. */
  readonly efficiency: number
  readonly trades: number
}

/** Largest gains that single units can bring: worths from the top against costs from the bottom. */
export function largestGain(worths: readonly number[], costs: readonly number[]): number {
  const demand = worths.toSorted((a, b) => b - a)
  const supply = costs.toSorted((a, b) => a - b)
  let gain = 0
  for (let k = 0; k < Math.min(demand.length, supply.length) && demand[k] > supply[k]; k++)
    gain += demand[k] - supply[k]
  return gain
}

/**
 * Traders who do not know their limits, in a session long enough: all of the short side trade, with chance partners of
 * the long side, as quotes do not tell who made them. Exact.
 */
export function unconstrainedAuction(worths: readonly number[], costs: readonly number[]): Expected {
  const trades = Math.min(worths.length, costs.length)
  return { efficiency: (trades * (mean(worths) - mean(costs))) / largestGain(worths, costs), trades }
}

/** Pairs of standing quotes that `constrainedAuction` goes through at most: some seconds. */
const MOST_STEPS = 1.5e8

/**
 * Traders who never bid above their worth or ask below their cost, in a session without end whose book is cleared after
 * each trade. Exact, by recursion over the sets of traders that are left. Whoever of them could have made the standing
 * bid b did so with a chance in proportion to the density of his quotes at b, whatever went before; so the two standing
 * quotes are a Markov chain, and from its visits follows who trades with whom. The number of sets grows as 4^n: undefined where
 * that takes too long, from some ten traders a side on.
 */
export function constrainedAuction(
  worths: readonly number[],
  costs: readonly number[],
  prices: number,
): Expected | undefined {
  const name = `${worths}|${costs}|${prices}`
  const found = answers.get(name)
  if (found) return found.expected
  const session = { worths, costs, prices, known: new Map<string, Outcome>(), stepsLeft: MOST_STEPS }
  const { gain, trades } = outcome(session, all(worths), all(costs))
  const expected = session.stepsLeft < 0 ? undefined : { efficiency: gain / largestGain(worths, costs), trades }
  answers.set(name, { expected })
  return expected
}

/** What has been found for a session: a summary that is asked for again should not take seconds again. */
const answers = new Map<string, { readonly expected: Expected | undefined }>()

interface Session {
  readonly worths: readonly number[]
  readonly costs: readonly number[]
  readonly prices: number
  /** What is expected of sets of traders, by their numbers. */
  readonly known: Map<string, Outcome>
  stepsLeft: number
}

interface Outcome {
  readonly gain: number
  readonly trades: number
}

const NOTHING: Outcome = { gain: 0, trades: 0 }

/** What is expected when the book is empty and these buyers and sellers are left. */
function outcome(session: Session, buyers: readonly number[], sellers: readonly number[]): Outcome {
  const { worths, costs, known } = session
  // Who can trade with nobody quotes in vain.
  const cheapest = Math.min(...sellers.map(j => costs[j]))
  const dearest = Math.max(...buyers.map(i => worths[i]))
  if (!(dearest >= cheapest) || session.stepsLeft < 0) return NOTHING
  const live = { buyers: buyers.filter(i => worths[i] >= cheapest), sellers: sellers.filter(j => costs[j] <= dearest) }
  const name = `${live.buyers}|${live.sellers}`
  const found = known.get(name)
  if (found) return found
  const levels = dearest - cheapest + 1
  session.stepsLeft -= (levels * levels) / 2
  const chances = matches(session, live.buyers, live.sellers, cheapest, dearest)
  let gain = 0
  let trades = 0
  for (const [x, i] of live.buyers.entries())
    for (const [y, j] of live.sellers.entries()) {
      const chance = chances[x * live.sellers.length + y]
      if (chance === 0) continue
      const after = outcome(session, without(live.buyers, i), without(live.sellers, j))
      gain += chance * (worths[i] - costs[j] + after.gain)
      trades += chance * (1 + after.trades)
    }
  const result = { gain, trades }
  known.set(name, result)
  return result
}

/**
 * Chance that the next trade is that of buyer x with seller y, by x and y. Only quotes between the lowest cost and the highest worth can
 * lead to a trade: levels 1 … L of a bid and of an ask, 0 and L + 1 where there is none. A visit of (bid, ask) weighs 1 over
 * the rate of what may happen then.
 */
function matches(
  { worths, costs, prices }: Session,
  buyers: readonly number[],
  sellers: readonly number[],
  cheapest: number,
  dearest: number,
): Float64Array {
  const levels = dearest - cheapest + 1
  const highest = buyers.map(i => worths[i] - cheapest + 1)
  const lowest = sellers.map(j => costs[j] - cheapest + 1)
  const bidRate = buyers.map(i => 1 / worths[i])
  const askRate = sellers.map(j => 1 / (prices - costs[j] + 1))
  const bids = new Float64Array(levels + 2)
  const asks = new Float64Array(levels + 2)
  for (let q = 1; q <= levels; q++) {
    for (let x = 0; x < buyers.length; x++) if (q <= highest[x]) bids[q] += bidRate[x]
    for (let y = 0; y < sellers.length; y++) if (q >= lowest[y]) asks[q] += askRate[y]
  }
  // Rates of bids above a level and of asks below it.
  const above = new Float64Array(levels + 2)
  const below = new Float64Array(levels + 2)
  for (let q = levels; q >= 0; q--) above[q] = above[q + 1] + bids[q + 1]
  for (let q = 1; q <= levels + 1; q++) below[q] = below[q - 1] + asks[q - 1]

  const byBid = new Float64Array(levels + 2)
  const byAsk = new Float64Array(levels + 2)
  for (let ask = levels + 1; ask >= 1; ask--) {
    let row = 0
    for (let bid = 0; bid < ask; bid++) {
      const start = bid === 0 && ask === levels + 1 ? 1 : 0
      const rate = above[bid] + below[ask]
      const chance = start + bids[bid] * row + asks[ask] * byBid[bid]
      if (chance === 0 || rate === 0) continue
      row += chance / rate
      byBid[bid] += chance / rate
    }
    byAsk[ask] = row
  }

  // Buyer x takes an ask of q at highest - q + 1 of his prices, a seller a bid of q at q - lowest + 1 of his: sums up to q.
  const [taken, takenBy, hit, hitBy] = Array.from({ length: 4 }, () => new Float64Array(levels + 1))
  for (let q = 1; q <= levels; q++) {
    const atAsk = asks[q] > 0 ? byAsk[q] / asks[q] : 0
    const atBid = bids[q] > 0 ? byBid[q] / bids[q] : 0
    taken[q] = taken[q - 1] + atAsk
    takenBy[q] = takenBy[q - 1] + atAsk * q
    hit[q] = hit[q - 1] + atBid
    hitBy[q] = hitBy[q - 1] + atBid * q
  }
  const chances = new Float64Array(buyers.length * sellers.length)
  for (let x = 0; x < buyers.length; x++)
    for (let y = 0; y < sellers.length; y++) {
      const low = lowest[y] - 1
      const high = highest[x]
      if (high <= low) continue
      const accepted = (high + 1) * (taken[high] - taken[low]) - (takenBy[high] - takenBy[low])
      const met = hitBy[high] - hitBy[low] - low * (hit[high] - hit[low])
      chances[x * sellers.length + y] = bidRate[x] * askRate[y] * (accepted + met)
    }
  return chances
}

const all = (list: readonly number[]) => list.map((_, k) => k)
const without = (list: readonly number[], k: number) => list.filter(other => other !== k)
const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
