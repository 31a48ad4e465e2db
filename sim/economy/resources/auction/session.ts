/**
 * A session of a continuous double auction in every place at once: traders are activated at random, and quote at random
 * between their limit and the end of the prices (zero intelligence: Gode and Sunder 1993). Words are keyed by session and
 * activation: nothing depends on what was drawn before.
 */
import { blocks } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import { PURPOSE } from '../../purposes.ts'
import { type BookRules, isActive, quote, reopen } from './book.ts'
import { carry, type Ways } from './carriers.ts'
import type { Auction } from './tables.ts'

export interface SessionRules extends BookRules {
  /** Mean number of times that a trader is activated. */
  readonly activations: number
}

/** Blocks of words that are drawn at once; each serves two activations. */
const BATCH = 256
const words = new Int32Array(4 * BATCH)

/** Holds session number `session`: from traders with lots and empty books to what has been traded. */
export function holdSession(
  auction: Auction,
  rules: SessionRules,
  ways: Ways | undefined,
  key: Uint32Array,
  session: number,
): void {
  const { buys, lot, place } = auction.auctionTraders
  const { limit } = auction.auctionLots
  const traders = buys.length
  for (let p = 0; p < auction.auctionPlaces.bid.length; p++) reopen(auction, rules, p)
  const activations = rules.activations * traders
  for (let n = 0; n < activations; n++) {
    const at = 2 * (n % (2 * BATCH))
    if (at === 0) blocks(words, BATCH, key, n / 2, 0, session, PURPOSE.quote)
    const t = Math.floor(unit(words[at]) * traders)
    if (!isActive(auction, t)) continue
    const own = limit[lot[t]]
    const low = buys[t] === 1 ? 1 : own
    const high = buys[t] === 1 ? own : rules.prices
    if (high < low) continue
    const price = low + Math.floor(unit(words[at + 1]) * (high - low + 1))
    if (quote(auction, rules, t, price) && ways) carry(auction, rules, ways, place[t], key, session, n)
  }
}
