/** Trade: reserves of the pools, money of the bots, the price outside as it was sampled, and the clock of the blocks. */
import { f64, table, u8, u16, u32 } from '../../engine/memory.ts'
import { sumOf } from '../../measure/sum.ts'
import { draw } from '../../scenario/quantity.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { openCoins } from '../coin-ledger.ts'
import { balanceOf, open } from '../ledger.ts'
import { drawnPurpose } from '../purposes.ts'
import type { World } from '../world.ts'
import { isTrading, nextGap } from './blocks.ts'
import { chainOf } from './chains.ts'
import { priceCoins, quoteReserves, quoteValue } from './coins.ts'
import { poolPrice, TRADERS } from './execution.ts'
import { populateHoldings } from './holdings.ts'
import { beginReference, offsetsOf, priceOutside } from './reference.ts'

export function tradeTables(scenario: Scenario) {
  const { pools, bots } = scenario.trade
  const trading = isTrading(scenario) ? 1 : 0
  const count = bots.reduce((sum, group) => sum + group.count, 0)
  return {
    pools: table(pools.length, {
      tokens: f64('micro-token', 'tokens in it'),
      dollars: f64('micro-dollar', 'dollars in it, if these are its quote'),
      coins: f64('micro-coin', 'coins of its chain in it, if these are its quote'),
      gap: f64('1', 'log(pool price / outside price) before the first trade in the last block'),
    }),
    poolOrder: table(pools.length, { pool: u8('1', 'pools in the order of the block') }, { scratch: true }),
    bots: table(count, {
      group: u16('1', 'group of the scenario'),
      there: u8('1', '1 while it is there, 0 while it waits outside'),
      wallet: f64('micro-token', 'tokens at hand'),
      dollars: f64('micro-dollar', 'dollars at hand'),
      owed: f64('micro-dollar', 'running cost that is due and not yet paid'),
      earned: f64(
        'micro-dollar',
        'what it has gained before running costs since it came or their number changed, fading',
      ),
      span: f64('s', 'time in which it has done so, fading'),
      promised: f64('micro-dollar', 'what its trades seemed to bring, forgetting old ones; only where it learns'),
      brought: f64('micro-dollar', 'what they brought, forgetting old ones; only where it learns'),
      trust: f64('1', 'part of what a trade seems to bring that it counts on'),
      slope: f64('1', 'part of what a lot is worth to it that it bids; only where it learns that'),
      lessons: f64('1', 'auctions from which it has learned so'),
    }),
    botGroups: table(bots.length, {
      first: u32('1', 'row of its first bot'),
      there: u32('1', 'bots that are there'),
      earned: f64('micro-dollar', 'what they have gained before running costs since their number changed, fading'),
      span: f64('s', 'time in which they have done so, fading'),
      tooMany: f64('1', 'number that last made a loss'),
      until: f64('s', 'time until which that is remembered'),
    }),
    botGroupTally: table(
      bots.length,
      { profit: f64('micro-dollar', 'what its bots gain in this tick, priority fees taken off') },
      { scratch: true },
    ),
    botPlans: table(
      count,
      {
        buysIn: u8('1', 'pool in which it wants to buy tokens; 255: outside'),
        sellsIn: u8('1', 'pool in which it wants to sell them; 255: outside'),
        payment: f64('1', 'what it wants to pay into the first pool, micro-units'),
        takes: f64('micro-token', 'tokens of its wallet that it wants to pay'),
        worth: f64('micro-token', 'what the trade or prize is worth to it'),
        zeal: f64('1', 'part of its chances that it takes'),
        contender: u32('1', 'bots to which it is worth something, then those who bid, one after another'),
        bid: f64('micro-token', 'what it bids for the first place'),
        luck: f64('1', 'settles ties, the least first'),
      },
      { scratch: true },
    ),
    reference: table(trading, {
      deviation: f64('1', 'logarithm of the outside price over that of the token'),
      time: f64('s', 'when it was last sampled'),
      samples: u32('1', 'samples so far'),
      bought: f64('micro-token', 'tokens that bots have bought outside on net, up to the last tick'),
      found: f64('micro-token', 'those that they had when it was last sampled'),
    }),
    // The newest samples, over and over.
    referenceSamples: table(trading * samplesKept(scenario), {
      time: f64('s', 'when the outside price was this'),
      price: f64('micro-dollar/micro-token', 'outside price'),
    }),
    blockClock: table(trading, {
      count: u32('1', 'blocks so far'),
      last: f64('s', 'time of the last block'),
      next: f64('s', 'time of the next block'),
    }),
    // Trade of all but bots, who have a tally of their own.
    orders: table(
      trading * TRADERS.length,
      {
        turnover: f64('micro-dollar', 'tokens bought and sold in this tick, at the pools’ price before each order'),
        slippage: f64('micro-dollar', 'what that cost more, or brought less, than at this price'),
      },
      { scratch: true },
    ),
    mispricing: table(trading, {
      squares: f64('1', 'sum over blocks and pools of the square of the gap in the block before'),
      products: f64('1', 'sum of its products with the gap in the block'),
    }),
    prizeTally: table(
      trading,
      {
        offered: u32('1', 'prizes in this tick'),
        taken: u32('1', 'those for which somebody bid'),
        worth: f64('micro-dollar', 'what they are worth, or may be'),
        gain: f64('micro-dollar', 'what they were worth to those who won them'),
        fee: f64('micro-dollar', 'fees of those who won them'),
        paid: f64('micro-dollar', 'fees of all'),
        contenders: u32('1', 'sum over prizes of the bots to which they are worth something'),
        bidders: u32('1', 'sum over prizes of those who bid'),
      },
      { scratch: true },
    ),
    tradeTally: table(
      trading,
      {
        blocks: u32('1', 'blocks in this tick'),
        trades: u32('1', 'trades of bots with pools'),
        mispricing: f64('1', 'sum over blocks and pools of |log(pool price / outside price)| before the trade'),
        left: f64('1', 'the same after it'),
        mispriced: u32('1', 'how often that was beyond the fee before it'),
        squares: f64('1', 'sum of the squares of the gap in the block before'),
        products: f64('1', 'sum of its products with the gap in the block'),
        exposure: f64('micro-dollar s', 'value of all pools times time'),
        turnover: f64('micro-dollar', 'tokens that bots and pools exchanged, at the pool’s price before each trade'),
        slippage: f64('micro-dollar', 'what that cost bots more, or brought less, than at this price'),
        expected: f64('micro-dollar', 'what trades were worth to the bots that made them'),
        gain: f64('micro-dollar', 'what trades brought at the outside price; what pools lost'),
        feeValue: f64('micro-dollar', 'priority fees, losers’ among them, at the outside price'),
        tokensIn: f64('micro-token', 'tokens sold to pools'),
        dollarsOut: f64('micro-dollar', 'dollars paid by pools'),
        dollarsIn: f64('micro-dollar', 'dollars paid to pools'),
        tokensOut: f64('micro-token', 'tokens bought from pools'),
        sold: f64('micro-token', 'tokens that bots sold outside'),
        proceeds: f64('micro-dollar', 'dollars that they got for them'),
        bought: f64('micro-token', 'tokens that bots bought outside'),
        cost: f64('micro-dollar', 'dollars that they paid for them'),
        fees: f64('micro-token', 'priority fees of winners'),
        lost: f64('micro-token', 'what losers paid'),
        coinCost: f64('micro-dollar', 'dollars that bots paid for coins'),
        coinProceeds: f64('micro-dollar', 'dollars that they got for coins'),
        running: f64('micro-dollar', 'running costs'),
      },
      { scratch: true },
    ),
  }
}

/** Samples to be kept for the bot that hears of prices last: as many as its delay is likely ever to hold. */
function samplesKept({ trade }: Scenario): number {
  const blocks = Math.max(0, ...trade.bots.map(({ delay }) => delay)) / trade.blocks.every
  return (offsetsOf(trade).length + 1) * Math.ceil(blocks + 6 * Math.sqrt(blocks) + 16)
}

/** Draws the bots and fills the pools with tokens of the outside market. Throws when that has too few. */
export function populateTrade(world: World): void {
  const { tables, scenario, key } = world
  const { pools, bots } = scenario.trade
  if (!isTrading(scenario)) return
  beginReference(world)
  const price = priceOutside(world)
  priceCoins(world)
  for (const [p, { tokens, dollars, coins, quote }] of pools.entries()) {
    tables.pools.tokens[p] = Math.round(tokens)
    quoteReserves(world, p)[p] = Math.round(
      (quote === 'coin' ? coins : dollars) ?? (tokens * price) / quoteValue(world, p),
    )
  }
  let first = 0
  for (const [g, { count, wallet, dollars, entry }] of bots.entries()) {
    const values = (name: 'botWallet' | 'botDollars', quantity: typeof wallet) =>
      draw(quantity, count, { key, purpose: drawnPurpose(name), first }).map(Math.round)
    const own = tables.bots
    const end = first + count
    tables.botGroups.first[g] = first
    tables.botGroups.there[g] = entry?.initial ?? count
    own.group.fill(g, first, end)
    own.wallet.set(values('botWallet', wallet), first)
    own.dollars.set(values('botDollars', dollars), first)
    own.trust.fill(1, first, end)
    own.slope.fill(1, first, end)
    own.there.fill(1, first, first + tables.botGroups.there[g])
    first = end
  }
  tables.blockClock.next[0] = nextGap(world)
  openAccounts(world, populateHoldings(world))
  if (scenario.token.pricing.rule === 'pools') tables.token.price[0] = poolPrice(world)
}

/** Opens the books of pools and bots, which have `abroad` tokens on other chains than home. */
function openAccounts(world: World, abroad: number): void {
  const { tables, scenario } = world
  const { pools, bots } = tables
  const held = sumOf(pools.tokens) + sumOf(bots.wallet) + abroad
  const reserve = balanceOf(tables, 'exchange', 'token')
  if (held > reserve)
    throw new Error(
      `token.supply: expected at least the ${held / 1e6} token that pools and bots hold besides the other actors, got ${reserve / 1e6} token`,
    )
  open(tables, 'pools', 'token', sumOf(pools.tokens))
  open(tables, 'pools', 'dollar', sumOf(pools.dollars))
  open(tables, 'arbitrageurs', 'token', sumOf(bots.wallet) + abroad)
  open(tables, 'arbitrageurs', 'dollar', sumOf(bots.dollars))
  open(tables, 'exchange', 'token', reserve - held)
  for (const [c, { coin }] of scenario.trade.chains.entries()) {
    const here = pools.coins.filter((_, p) => chainOf(scenario.trade, scenario.trade.pools[p].chain) === c)
    if (coin) openCoins(world, c, 'pools', sumOf(here))
  }
}
