/**
 * Trade: names of their own, shares that sum to one, fees in millionths, as many values as there are bots, blocks that can be
 * counted, auctions whose equilibrium is known.
 */
import { type Checks, isList, round } from './check.ts'

/** Most blocks in a tick. */
const MOST_BLOCKS = 1_000_000

/** Most of a currency in a pool, and most blocks that a price may take to reach a bot. */
const MOST_MONEY = 8e15
const MOST_BEHIND = 10_000

export const tradeChecks: Checks = ({ trade, clock, token }, { fault }) => {
  const { pools, bots, prizes, blocks, auction, to } = trade
  for (const [list, items] of [['pools', pools] as const, ['bots', bots] as const, ['prizes', prizes] as const])
    for (const [i, { name }] of items.entries()) {
      const first = items.findIndex(item => item.name === name)
      if (first < i)
        fault(
          ['trade', list, i, 'name'],
          `expected a name of its own, got "${name}" again (first at trade.${list}[${first}])`,
        )
    }
  for (const [i, { fee, tokens, dollars, quote }] of pools.entries()) {
    if (Math.abs(fee * 1e6 - Math.round(fee * 1e6)) > 1e-6)
      fault(['trade', 'pools', i, 'fee'], `expected a whole number of millionths, got ${fee}`)
    const worth = tokens * token.price
    if (dollars === undefined && quote === 'dollars' && !(worth >= 1000 && worth <= MOST_MONEY))
      fault(
        ['trade', 'pools', i, 'dollars'],
        `expected tokens worth 0.001 to ${MOST_MONEY / 1e6} USD where it is absent, got ${round(worth / 1e6)} USD`,
      )
  }
  for (const [i, group] of bots.entries()) {
    if (group.delay > MOST_BEHIND * blocks.every)
      fault(
        ['trade', 'bots', i, 'delay'],
        `expected at most ${MOST_BEHIND} blocks of ${blocks.every} s, got ${group.delay} s`,
      )
    for (const key of ['wallet', 'dollars'] as const) {
      const value = group[key]
      if (isList(value) && value.values.length !== group.count)
        fault(['trade', 'bots', i, key], `expected ${group.count} values, one a bot, got ${value.values.length}`)
    }
    if (group.venue === 'pools' && pools.length < 2)
      fault(['trade', 'bots', i, 'venue'], `expected two pools or more to trade between, got ${pools.length}`)
    if (group.bidding === 'learning' && auction.rule !== 'first-price')
      fault(['trade', 'bots', i, 'bidding'], `expected a first-price auction to learn in, got "${auction.rule}"`)
    if (group.entry && group.entry.initial > group.count)
      fault(
        ['trade', 'bots', i, 'entry', 'initial'],
        `expected at most ${group.count} bots, got ${group.entry.initial}`,
      )
  }
  if (bots.length > 0 && pools.length + prizes.length === 0)
    fault(['trade', 'bots'], `expected none where there are no pools and no prizes, got ${bots.length}`)
  const reverting = auction.rule === 'first-price' && auction.revert > 0
  for (const [i, { values }] of prizes.entries())
    if (reverting && values === 'uniform')
      fault(['trade', 'prizes', i, 'values'], 'expected "common" where losing bids cost something, got "uniform"')
  const shares = Object.values(to).reduce((sum, share) => sum + share, 0)
  if (Math.abs(shares - 1) > 1e-9) fault(['trade', 'to'], `expected shares that sum to 1, got ${round(shares)}`)
  const most = clock.tick / blocks.every
  if (pools.length + prizes.length > 0 && most > MOST_BLOCKS)
    fault(['trade', 'blocks', 'every'], `expected at most ${MOST_BLOCKS} blocks a tick, got ${round(most)}`)
}
