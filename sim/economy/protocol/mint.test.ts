import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceOf, money, moved } from '../ledger.ts'
import { asking, traced, trial } from '../trial.ts'
import { halving } from './mint.ts'

const node = { name: 'node', servers: 1000, wallet: '0 token', price: ['0.001 token/query', '0.003 token/query'] }
/** Two operators who share all races, and what the protocol mints. */
const minting = (protocol: Record<string, unknown>, part: Record<string, unknown> = {}) => ({
  operators: [{ ...node, count: 2, stake: ['10000 token', '30000 token'] }],
  customers: [traced],
  protocol,
  ...part,
})
const nobody = asking([])
const minted = (protocol: Record<string, unknown>, ticks: number, part?: Record<string, unknown>) =>
  money(trial({ ...minting(protocol, part), clock: { tick: '1 s', ticks } }, ticks, nobody).run.world.tables, 'token')
    .minted

test('fractions of a micro-token are carried: after any time as much is minted as the schedule says', () => {
  const rewards = { operators: 0, stakers: 0, treasury: 1, providers: 0 }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 12 }), (rate, ticks) => {
      const mint = { schedule: 'constant', amount: `${rate / 1e9} token/s` }
      expect(minted({ mint, rewards }, ticks)).toBe(Math.floor((rate / 1000) * ticks + 1e-9))
    }),
    { numRuns: 20 },
  )
})

test('a burn-and-mint protocol mints by its own amount', () => {
  expect(minted({ burn: { rule: 'burn-and-mint', mint: '0.0000025 token/s' } }, 5)).toBe(12)
})

test('an amount is halved again and again, also in the middle of a tick', () => {
  // 80 a second for 2.5 s, then 40, then 20: 80, 80, 60, 40, 40, 20.
  const mint = { schedule: 'halving', amount: '0.00008 token/s', every: '2.5 s' }
  expect([1, 2, 3, 4, 5, 6].map(ticks => minted({ mint }, ticks))).toEqual([80, 160, 220, 260, 300, 320])
  // It never mints more than twice what the first period does.
  expect(halving(80, 2.5, 1e9)).toBe(400)
})

test('a steady mint gives back what was burned, so that supply holds in every tick', () => {
  const part = { customers: [{ name: 'c', rate: '20/s' }] }
  const { rows, run } = trial(minting({ burn: { rule: 'share', share: 0.3 }, mint: 'steady' }, part))
  const supply = Object.keys(run.summary().metrics).indexOf('supply')
  expect(new Set(rows.ticks.map(row => row[2 + supply]))).toEqual(new Set([1_000_000]))
  expect(money(run.world.tables, 'token').burned).toBeGreaterThan(1000)
})

test('a steady mint fills up to a level, at most so much a time, and never beyond', () => {
  const mint = (more: Record<string, unknown>) => ({ mint: { schedule: 'steady', ...more } })
  expect(minted(mint({ supply: '1000002 token' }), 3)).toBe(2e6)
  expect(minted(mint({ supply: '1000002 token', most: '0.5 token/s' }), 3)).toBe(1.5e6)
  expect(minted(mint({ supply: '999999 token' }), 3)).toBe(0)
})

test('a formula mints what it says, fractions carried', () => {
  expect(minted({ mint: { schedule: 'formula', formula: 'time + 0.4 * tick' } }, 5)).toBe(0 + 1 + 2 + 3 + 4 + 2)
  expect(minted({ mint: { schedule: 'formula', formula: 'supply / 1e12 + staked / 4e10 + tokenPrice' } }, 1)).toBe(3)
  expect(() => minted({ mint: { schedule: 'formula', formula: '3 - time' } }, 6)).toThrow(
    'tick 4, mint: protocol.mint.formula: expected an amount that is finite and not negative at tick 4, got -1',
  )
})

test('a formula sees what was burned in its tick', () => {
  const protocol = { burn: { rule: 'share', share: 0.5 }, mint: { schedule: 'formula', formula: 'burned * 2' } }
  const { tables } = trial(
    minting(protocol, { operators: [{ ...node, price: '0.001 token/query' }] }),
    1,
    asking([0.5]),
  ).run.world
  expect([moved(tables, 'tollBurn'), money(tables, 'token').minted]).toEqual([500, 1000])
})

const mint = { schedule: 'constant', amount: '0.001001 token/s' }
const rewards = { operators: 0.5, stakers: 0.2, treasury: 0.2, providers: 0.1 }

test('operators are rewarded in proportion to fees earned, stakers to stake; the treasury takes roundings', () => {
  const times = Array.from({ length: 40 }, (_, i) => i / 40)
  const { tables } = trial(minting({ mint, rewards }), 1, asking(times)).run.world
  const { fees, wallet } = tables.operators
  const all = fees[0] + fees[1]
  expect(Math.min(...fees)).toBeGreaterThan(0)
  const work = Array.from(fees, fee => Math.floor((500 * fee) / all))
  expect(Array.from(wallet, (tokens, o) => tokens - fees[o])).toEqual([work[0] + 50, work[1] + 150])
  expect(moved(tables, 'workReward')).toBe(work[0] + work[1])
  expect([moved(tables, 'stakeMint'), moved(tables, 'providerMint')]).toEqual([200, 100])
  expect(moved(tables, 'treasuryMint')).toBe(1001 - work[0] - work[1] - 300)
})

test('shares for which nobody qualifies go to the treasury', () => {
  const idle = trial(minting({ mint, rewards }), 1, nobody).run.world.tables
  expect([moved(idle, 'workReward'), moved(idle, 'stakeMint'), moved(idle, 'treasuryMint')]).toEqual([0, 200, 701])
  const part = { operators: [{ ...node, count: 2, stake: '0 token' }], staking: { minimum: '0 token' } }
  const unstaked = trial(minting({ mint, rewards }, part), 1, nobody).run.world.tables
  expect([moved(unstaked, 'stakeMint'), moved(unstaked, 'treasuryMint')]).toEqual([0, 901])
  expect(balanceOf(unstaked, 'stakers', 'token')).toBe(0)
})

test('minted rewards are income: they count in what an operator earned', () => {
  const { tables } = trial(minting({ mint, rewards: { operators: 1, stakers: 0 } }), 1, asking([0.5])).run.world
  const { earned, fees } = tables.operators
  expect(earned[0] + earned[1]).toBe(fees[0] + fees[1] + 1001)
})

test('a mint that would outgrow the books stops the run', () => {
  const amount = '3e9 token/s'
  expect(minted({ mint: { schedule: 'constant', amount } }, 3)).toBe(9e15)
  expect(() => minted({ mint: { schedule: 'constant', amount } }, 4)).toThrow(
    'tick 3, mint: protocol.mint: expected at most 9007199254 token from the start to tick 3, got 12001000000',
  )
})

test('without a mint nothing is minted', () => {
  expect(minted({}, 4)).toBe(0)
})

test('agents are rewarded in proportion to the work that they did', () => {
  const tasks = { rate: '2/s', work: 0.5 }
  const groups = [
    { name: 'idle', count: 2, wallet: '1 token' },
    { name: 'busy', count: 5, wallet: '1 token', tasks },
  ]
  const credits = { price: '0 token' }
  const part = {
    agents: { groups, credits },
    protocol: { mint, rewards: { operators: 0, stakers: 0.1, agents: 0.9 } },
  }
  const { tables } = trial({ ...part, operators: [], customers: [] }, 1).run.world
  const { done } = tables.agentWork
  const all = done.reduce((sum, n) => sum + n, 0)
  expect(all).toBeGreaterThan(0)
  expect(Array.from(tables.agents.wallet)).toEqual(
    Array.from(done, n => 1e6 + Math.floor(Math.floor(1001 * 0.9) * (n / all))),
  )
})
