/** Trade: names of their own, shares that sum to one, fees in millionths, as many values as there are bots, blocks that can be counted. */
import { type Checks, isList, round } from './check.ts'

/** Most blocks in a tick. */
const MOST_BLOCKS = 1_000_000

/** Most of a currency in a pool, and most blocks that a price may take to reach a bot. */
const MOST_MONEY = 8e15
const MOST_BEHIND = 10_000

export const tradeChecks: Checks = ({ trade, clock, token }, { fault }) => {
  const { pools, bots, blocks, to } = trade
  for (const [list, items] of [['pools', pools] as const, ['bots', bots] as const])
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
  }
  if (bots.length > 0 && pools.length === 0)
    fault(['trade', 'bots'], `expected none where there are no pools, got ${bots.length}`)
  const shares = Object.values(to).reduce((sum, share) => sum + share, 0)
  if (Math.abs(shares - 1) > 1e-9) fault(['trade', 'to'], `expected shares that sum to 1, got ${round(shares)}`)
  const most = clock.tick / blocks.every
  if (pools.length > 0 && most > MOST_BLOCKS)
    fault(['trade', 'blocks', 'every'], `expected at most ${MOST_BLOCKS} blocks a tick, got ${round(most)}`)
}
