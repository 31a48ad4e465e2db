import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TRADE_FLOWS } from '../flows/trade.ts'
import { balanceOf, moved } from '../ledger.ts'
import { rule } from '../rulings.ts'
import { fork, resume } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'
import { unexplained } from '../unexplained.ts'

/** 100 token and 121 USD where a token costs 1 USD: selling 10 token to it brings 11 USD. */
const tilted = { name: 'tilted', tokens: '100 token', dollars: '121 USD', fee: 0 }
const bot = { name: 'bot', wallet: '50 token', dollars: '40 USD' }
const part = (trade: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  trade: { pools: [tilted], blocks: { every: '1 s' }, bots: [bot], ...trade },
  ...more,
})
const NAMES = [
  'priorityFee',
  'losingFee',
  'priorityTreasury',
  'priorityBurn',
  'priorityStakers',
  'priorityOperators',
] as const
/** Tokens moved in the last tick by priority fees. */
const fees = ({ run }: Trial) =>
  Object.fromEntries(
    NAMES.flatMap(name => (moved(run.world.tables, name) ? [[name, moved(run.world.tables, name) / 1e6]] : [])),
  )
const bots = ({ run }: Trial) => {
  const { wallet, dollars } = run.world.tables.bots
  return Array.from(wallet, (tokens, b) => [tokens / 1e6, dollars[b] / 1e6])
}

test('by hand: a bot sells 10 token for 11 USD, buys them back for 10, and nobody asks for a fee', () => {
  const got = trial(part({}), 1)
  const { tables } = got.run.world
  expect([tables.pools.tokens[0], tables.pools.dollars[0]]).toEqual([110e6, 110e6])
  expect(bots(got)).toEqual([[50, 41]])
  expect(fees(got)).toEqual({})
  // In the next tick there is nothing to gain.
  got.run.step()
  expect(bots(got)).toEqual([[50, 41]])
})

test('by hand: a bot buys 10 token for 11 USD that are worth 12.1, from a pool where they are cheap', () => {
  // The mirror: 121 token and 100 USD, worth 1: pays 10 USD for 11 token.
  const got = trial(part({ pools: [{ ...tilted, tokens: '121 token', dollars: '100 USD' }] }), 1)
  expect(bots(got)).toEqual([[50, 41]])
  expect(got.run.world.tables.pools.tokens[0]).toBe(110e6)
})

test.each([
  ['first-price', { priorityFee: 1, priorityTreasury: 1 }],
  ['second-price', { priorityFee: 1, priorityTreasury: 1 }],
  [
    { rule: 'share', share: 0.25 },
    { priorityFee: 0.25, priorityTreasury: 0.25 },
  ],
])('two like bots, %o: the trade is worth 1 token', (auction, expected) => {
  const got = trial(part({ auction, bots: [{ ...bot, count: 2 }] }), 1)
  expect(fees(got)).toEqual(expected)
  const kept = 1 - expected.priorityFee
  expect(bots(got).sort()).toEqual([
    [50, 40],
    [50, 40 + kept],
  ])
})

test('all pay: the fees of winner and loser are what the trade is worth on average, whoever wins', () => {
  let [sum, squares, lost] = [0, 0, 0]
  const auctions = 250
  for (let seed = 0; seed < auctions; seed++) {
    const got = trial(part({ auction: 'all-pay', bots: [{ ...bot, count: 2 }] }, { seed: `${seed}` }), 1)
    const { priorityFee = 0, losingFee = 0, priorityTreasury = 0 } = fees(got)
    expect(priorityTreasury).toBeCloseTo(priorityFee + losingFee, 9)
    expect(losingFee).toBeLessThanOrEqual(priorityFee)
    sum += priorityTreasury
    squares += priorityTreasury ** 2
    if (losingFee > 0) lost++
  }
  const mean = sum / auctions
  expect(Math.abs(mean - 1)).toBeLessThan((4 * Math.sqrt(squares / auctions - mean ** 2)) / Math.sqrt(auctions))
  expect(lost).toBeGreaterThan(auctions * 0.9)
})

test('who can trade more wins, and pays what the trade is worth to the second', () => {
  // With 4 token of its own the other sells 4 for 121 * 4 / 104 USD: worth 0.6538.
  const other = { name: 'small', wallet: '4 token', dollars: '40 USD' }
  for (const auction of ['first-price', 'second-price']) {
    const got = trial(part({ auction, bots: [other, bot] }), 1)
    // It sells all of its tokens, so that none are left for a fee.
    expect(fees(got)).toEqual(auction === 'first-price' ? { priorityFee: 0.653846, priorityTreasury: 0.653846 } : {})
    expect(bots(got)[0]).toEqual([4, 40])
    expect(got.run.world.tables.pools.tokens[0]).toBe(110e6)
  }
})

test('losers pay for reverted trades, and stay away as often as that costs them the gain', () => {
  const auction = { rule: 'first-price', revert: '0.1 USD' }
  let [gains, reverted, entered] = [0, 0, 0]
  const runs = 250
  for (let seed = 0; seed < runs; seed++) {
    const got = trial(part({ auction, bots: [{ ...bot, count: 2 }] }, { seed: `${seed}` }), 1)
    const { losingFee = 0 } = fees(got)
    const traded = got.run.world.tables.tradeTally.trades[0]
    expect([0, 0.1]).toContain(losingFee)
    reverted += losingFee / 0.1
    entered += traded + losingFee / 0.1
    gains += bots(got).reduce((sum, [, dollars]) => sum + dollars - 40, 0)
  }
  // Each bids with chance 10/11; together they gain nothing.
  const chance = 10 / 11
  expect(Math.abs(entered / (2 * runs) - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / (2 * runs)))
  expect(reverted).toBeGreaterThan(0)
  expect(Math.abs(gains / runs)).toBeLessThan(0.08)
})

test('fees are shared out to the last micro-token: operators by their nodes, the rest to the treasury', () => {
  const operators = [
    { name: 'small', nodes: 1, servers: 1000, stake: '0 token' },
    { name: 'large', nodes: 2, servers: 1000, stake: '0 token' },
  ]
  const to = { treasury: 0.1, burn: 0.2, stakers: 0.3, operators: 0.4 }
  const customers = [{ name: 'nobody', rate: '0/s' }]
  const got = trial(
    part({ to, bots: [{ ...bot, count: 2 }] }, { operators, customers, staking: { minimum: '0 token' } }),
    1,
  )
  expect(fees(got)).toEqual({
    priorityFee: 1,
    priorityBurn: 0.2,
    priorityStakers: 0.3,
    // 133,333 and 266,666 micro-token.
    priorityOperators: 0.399999,
    priorityTreasury: 0.100001,
  })
  const { earnedTotal } = got.run.world.tables.operators
  expect([...earnedTotal]).toEqual([133_333, 266_666])
})

test('the share that the protocol skims, and where it goes, can be voted', () => {
  const votable = ['trade.auction.share', 'trade.to.treasury', 'trade.to.burn']
  const auction = { rule: 'share', share: 0.25 }
  const got = trial(part({ auction }, { governance: { votable } }), 0)
  rule(got.run.world, Float64Array.of(0.5, 0.2, 0.8))
  got.run.step()
  expect(fees(got)).toEqual({ priorityFee: 0.5, priorityTreasury: 0.1, priorityBurn: 0.4 })
})

test('without operators their share goes to the treasury', () => {
  const got = trial(part({ to: { treasury: 0, operators: 1 }, bots: [{ ...bot, count: 2 }] }, { operators: [] }), 1)
  expect(fees(got)).toEqual({ priorityFee: 1, priorityTreasury: 1 })
})

const moving = {
  pools: [
    { name: 'main', tokens: '1000 token' },
    { name: 'other', tokens: '300 token', dollars: '290 USD', fee: 0.01 },
  ],
  reference: { law: 'jumps', volatility: '5 %/s^0.5', every: '5 s' },
  blocks: { every: '300 ms', law: 'poisson' },
  bots: [
    { name: 'near', count: 2, activity: 0.7, wallet: { uniform: ['1 token', '50 token'] }, memory: 20 },
    { name: 'far', count: 3, delay: '500 ms', dollars: { uniform: ['0 USD', '50 USD'] } },
  ],
  auction: { rule: 'first-price', revert: '0.001 USD' },
  to: { treasury: 0.25, burn: 0.25, stakers: 0.25, operators: 0.25 },
}

/** All that bots can do, at once. */
const everything = {
  ...moving,
  bots: [
    ...moving.bots,
    { name: 'round', count: 2, venue: 'pools' },
    { name: 'guest', count: 5, cost: '3000 USD/day', entry: { initial: 2, every: '1 s', memory: '3 s' } },
    { name: 'pupil', bidding: 'learning', venue: 'pools', cost: '1 USD/day' },
  ],
  prizes: [
    { name: 'mint', every: 2, worth: '0.1 USD' },
    { name: 'liquidation', worth: '0.05 USD' },
  ],
}

test('the books balance in every tick, and nobody owes, whatever is traded by whatever rules', () => {
  const rules = fc.constantFrom('first-price', 'second-price', 'all-pay', 'share', {
    rule: 'first-price',
    revert: '0.01 USD',
  })
  const law = fc.constantFrom('token', 'gbm', 'mean-reverting', 'jumps')
  const wealth = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(
      rules,
      law,
      wealth,
      wealth,
      fc.integer({ min: 0, max: 900 }),
      fc.boolean(),
      fc.string(),
      (auction, reference, w, d, ms, pure, seed) => {
        const learning = typeof auction === 'object' || auction === 'first-price'
        const [guests, pupils] = everything.bots.slice(-2)
        const got = trial(
          {
            seed,
            clock: { tick: '1 s', ticks: 8 },
            trade: {
              ...everything,
              auction,
              reference: reference === 'token' ? reference : { law: reference, volatility: '10 %/s^0.5' },
              bots: [
                { name: 'near', count: 2, wallet: `${w} token`, dollars: `${d} USD`, cost: `${d} USD/s` },
                { name: 'far', count: 2, wallet: `${d} token`, dollars: `${w} USD`, delay: `${ms} ms` },
                { name: 'round', count: 2, wallet: `${d} token`, dollars: `${w} USD`, venue: 'pools' },
                { ...guests, wallet: `${w} token`, dollars: `${d} USD`, ...(pure && { venue: 'pools' }) },
                ...(learning ? [pupils] : []),
              ],
            },
          },
          8,
        )
        const { tables } = got.run.world
        for (const column of [tables.bots.wallet, tables.bots.dollars, tables.pools.tokens, tables.pools.dollars])
          for (const value of column) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
        expect(unexplained({ flows: got.rows.flows, balances: got.rows.balances })).toEqual([])
        expect(balanceOf(tables, 'escrow', 'token')).toBe(0)
      },
    ),
    { numRuns: 40 },
  )
})

test('same bits twice and over a snapshot', () => {
  const [one, two] = [trial({ trade: everything }), trial({ trade: everything })]
  expect(one.run.world.tables.tradeTally.blocks[0]).toBeGreaterThan(0)
  expect(two.run.fingerprint()).toBe(one.run.fingerprint())
  const half = trial({ trade: everything }, 4)
  const rest = resume(scenarioOf({ trade: everything }), [], half.run.snapshot(), { row: () => undefined })
  while (!rest.done) rest.step()
  expect(rest.fingerprint()).toBe(one.run.fingerprint())
  expect(rest.summary().history).toBe(one.run.summary().history)
})

test('what if: from here on the protocol skims a share, and losers pay nothing', () => {
  const allPay = { ...moving, auction: 'all-pay' }
  const half = trial({ trade: allPay }, 5)
  const total = (run: Trial['run'], purpose: string) =>
    Number(run.summary().flows.find(flow => flow.purpose === purpose)?.amount ?? 0)
  const run = fork(scenarioOf({ trade: { ...moving, auction: 'share' } }), [], half.run.snapshot(), {
    row: () => undefined,
  })
  while (!run.done) run.step()
  expect(total(half.run, 'losingFee')).toBeGreaterThan(0)
  expect(total(run, 'losingFee')).toBe(total(half.run, 'losingFee'))
  expect(total(run, 'priorityFee')).toBeGreaterThan(total(half.run, 'priorityFee'))
})

test('without trade exactly its flows are gone', () => {
  const { pools: _p, bots: _b, prizes: _z, ...rest } = everything
  const [on, off] = [trial({ trade: everything }), trial({ trade: rest })]
  const used = ({ rows }: Trial) => new Set(rows.flows.map(([, , , purpose]) => purpose))
  expect(used(off).difference(used(on))).toEqual(new Set())
  // Priority fees are all that stakers ever get here.
  expect(used(on).difference(used(off))).toEqual(new Set([...Object.keys(TRADE_FLOWS), 'stakeReward']))
  // Queries are the same: nothing of trade draws their numbers.
  const asked = ({ rows }: Trial) => rows.flows.filter(([, , , purpose]) => purpose === 'fee')
  expect(asked(on)).toEqual(asked(off))
})

test('a tick has as many blocks as fit, and longer gaps leave ticks without one', () => {
  const count = (every: string, ticks: number) =>
    trial(part({ blocks: { every } }), ticks).run.world.tables.blockClock.count[0]
  expect(count('100 ms', 3)).toBe(30)
  expect(count('1 s', 3)).toBe(3)
  expect(count('1.5 s', 3)).toBe(2)
  expect(count('4 s', 3)).toBe(0)
})

test('a bot to which the price takes a block trades a block later than one that sees it at once', () => {
  const level = { ...tilted, dollars: '100 USD' }
  const traded = (delay: string) => {
    const { run } = trial(part({ pools: [level], bots: [{ ...bot, delay }] }, { clock: { tick: '1 s', ticks: 4 } }), 1)
    const { world } = run
    // A vote, say, raises the price of the token to 1.21 USD.
    world.scenario = { ...world.scenario, token: { ...world.scenario.token, price: 1.21 } }
    return [2, 3, 4].map(() => {
      run.step()
      return world.tables.pools.dollars[0] / 1e6
    })
  }
  expect(traded('0 s')).toEqual([110, 110, 110])
  expect(traded('1 s')).toEqual([100, 110, 110])
  expect(traded('2 s')).toEqual([100, 100, 110])
})
