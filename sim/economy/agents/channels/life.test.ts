import { expect, test } from 'vitest'
import { balanceOf } from '../../ledger.ts'
import { resume } from '../../run.ts'
import { collector, scenarioOf, type Trial, trial } from '../../trial.ts'
import type { World } from '../../world.ts'
import { payOverChannels } from './pay.ts'
import { CHANNEL } from './tables.ts'

type Part = Readonly<Record<string, unknown>>

const TOKEN = 1e6

/** Two agents of 100 token with a channel of 10 and 10, as the first tick ends. */
const two = (channels: Part, ticks = 1): Trial =>
  trial(
    {
      customers: [],
      operators: [],
      clock: { tick: '1 s', ticks: 50 },
      agents: {
        groups: [
          { name: 'ann', count: 1, wallet: '100 token' },
          { name: 'ben', count: 1, wallet: '100 token' },
        ],
        channels: { graph: { shape: 'list', links: [{ from: 'ann', to: 'ben' }] }, ...channels },
      },
    },
    ticks,
  )

const wallets = ({ tables }: World) => [...tables.agents.wallet].map(tokens => tokens / TOKEN)
const balances = ({ tables }: World) => [...tables.channelSides.balance].map(tokens => tokens / TOKEN)
const state = ({ tables }: World) => tables.channels.state[0]

test('the first end pays for the opening, a part of which is burned', () => {
  const { world } = two({ fee: '1 token', burned: 0.25 }).run
  expect(wallets(world)).toEqual([89, 90])
  expect(balanceOf(world.tables, 'treasury', 'token')).toBe(0.75 * TOKEN)
  expect(balanceOf(world.tables, 'burned', 'token')).toBe(0.25 * TOKEN)
  expect(world.tables.channelTally.transactions[0]).toBe(1)
})

test('a deposit above the wallet is one clear line', () => {
  expect(() => two({ deposit: '101 token' })).toThrow(
    'agents.channels: expected ann to have the 101 token that its channels take at the start, got a wallet of 100 token',
  )
})

test('a side that falls below its mark is topped up to its first deposit, if its wallet can pay', () => {
  const { run } = two({ mark: 0.5, fee: '1 token' })
  expect(payOverChannels(run.world, 0, 1, 5 * TOKEN)).toBe(true)
  expect(balances(run.world)).toEqual([5, 15])
  payOverChannels(run.world, 0, 1, TOKEN)
  expect(balances(run.world)).toEqual([10, 16])
  expect(wallets(run.world)).toEqual([82, 90])
  run.world.tables.agents.wallet[0] = 0
  payOverChannels(run.world, 0, 1, 6 * TOKEN)
  expect(balances(run.world)).toEqual([4, 22])
})

test('a topping up takes effect when it is on the ledger', () => {
  const { run } = two({ mark: 0.5, delay: '1.5 s' })
  payOverChannels(run.world, 0, 1, 6 * TOKEN)
  payOverChannels(run.world, 0, 1, TOKEN)
  expect(balances(run.world)).toEqual([3, 17])
  run.step()
  expect(balances(run.world)).toEqual([3, 17])
  run.step()
  expect(balances(run.world)).toEqual([10, 17])
  expect(wallets(run.world)).toEqual([83, 90])
  run.step()
  expect(wallets(run.world)).toEqual([83, 90])
})

test('after a topping up the states before it are void', () => {
  const { world } = two({ mark: 0.5 }).run
  const best = () => [...world.tables.channelSides.best].map(tokens => tokens / TOKEN)
  payOverChannels(world, 0, 1, 3 * TOKEN)
  expect(best()).toEqual([10, 13])
  payOverChannels(world, 0, 1, 3 * TOKEN)
  expect(best()).toEqual([10, 16])
  payOverChannels(world, 1, 0, 4 * TOKEN)
  expect(best()).toEqual([14, 16])
  payOverChannels(world, 1, 0, 8 * TOKEN)
  expect(balances(world)).toEqual([22, 10])
  expect(best()).toEqual([22, 10])
})

test('with "reopen" a channel that has run out is settled and opened anew', () => {
  const { run } = two({ exhausted: 'reopen', fee: '1 token' })
  for (let payment = 0; payment < 10; payment++) payOverChannels(run.world, 0, 1, TOKEN)
  // Ann has paid for two openings, and Ben, to whom all was paid out, for the closing.
  expect(balances(run.world)).toEqual([10, 10])
  expect(wallets(run.world)).toEqual([78, 99])
  const { lives, lifePayments } = run.world.tables.channelTally
  expect([lives[0], lifePayments[0]]).toEqual([1, 10])
  // So does one that a payment is too large for; it is then made.
  payOverChannels(run.world, 1, 0, 9 * TOKEN)
  expect(payOverChannels(run.world, 1, 0, 8 * TOKEN)).toBe(true)
  expect(balances(run.world)).toEqual([18, 2])
})

test('until the new one is open nothing can be paid', () => {
  const { run } = two({ exhausted: 'reopen', delay: '1.5 s' })
  payOverChannels(run.world, 0, 1, 10 * TOKEN)
  expect(state(run.world)).toBe(CHANNEL.opening)
  expect(wallets(run.world)).toEqual([90, 110])
  expect(payOverChannels(run.world, 1, 0, TOKEN)).toBe(false)
  run.step()
  run.step()
  expect(state(run.world)).toBe(CHANNEL.open)
  expect(payOverChannels(run.world, 1, 0, TOKEN)).toBe(true)
})

test('with "top-up" the end that lacks something adds it when it is needed', () => {
  const { run } = two({ exhausted: 'top-up' })
  payOverChannels(run.world, 0, 1, 8 * TOKEN)
  expect(balances(run.world)).toEqual([2, 18])
  expect(payOverChannels(run.world, 0, 1, 3 * TOKEN)).toBe(true)
  expect(balances(run.world)).toEqual([7, 21])
  expect(payOverChannels(run.world, 0, 1, 11 * TOKEN)).toBe(false)
})

test('with "rebalance" an end pays itself in a circle, and those on it their fee', () => {
  const names = [
    ['a-1', 'a-2'],
    ['a-2', 'a-3'],
    ['a-3', 'a-1'],
  ]
  const { world } = trial(
    {
      customers: [],
      operators: [],
      agents: {
        groups: [{ name: 'a', count: 3, wallet: '100 token' }],
        channels: {
          graph: { shape: 'list', links: names.map(([from, to]) => ({ from, to })) },
          routing: { base: '0.1 token' },
          exhausted: 'rebalance',
        },
      },
    },
    1,
  ).run
  payOverChannels(world, 0, 1, 6 * TOKEN)
  expect(balances(world)).toEqual([4, 16, 10, 10, 10, 10])
  // Over 3 it would take 10.1. So 6.2 go out to 3, who sends 6.1 on to 2, and 6 come back; then 10 are there.
  expect(payOverChannels(world, 0, 1, 10 * TOKEN)).toBe(true)
  expect(balances(world)).toEqual([0, 20, 16.1, 3.9, 16.2, 3.8])
  expect(world.tables.channelTally.fees[0] / TOKEN).toBe(0.2)
})

test('at its end a channel is closed and paid out, or goes on for a fee', () => {
  const closed = two({ lifetime: '2.5 s', fee: '1 token' }, 4).run.world
  expect(state(closed)).toBe(CHANNEL.closed)
  expect(wallets(closed)).toEqual([98, 100])
  const renewed = two({ lifetime: '2.5 s', fee: '1 token', renewed: true }, 6).run.world
  expect(state(renewed)).toBe(CHANNEL.open)
  expect(wallets(renewed)).toEqual([87, 90])
})

test('a closed channel is opened anew after its time', () => {
  const { run } = two({ lifetime: '2.5 s', reopening: '2 s' }, 4)
  expect(state(run.world)).toBe(CHANNEL.opening)
  run.step()
  expect(state(run.world)).toBe(CHANNEL.open)
  expect(run.world.tables.channels.opened[0]).toBe(2)
})

test('one that cannot be paid for is tried again a tick later', () => {
  const { run } = two({ lifetime: '2.5 s', reopening: '0 s' }, 2)
  run.world.tables.channelSides.deposit[0] = 101 * TOKEN
  run.step()
  expect(state(run.world)).toBe(CHANNEL.opening)
  run.world.tables.channelSides.deposit[0] = 10 * TOKEN
  run.step()
  expect(state(run.world)).toBe(CHANNEL.open)
})

test('a stream without end flows over a channel to the micro-token, until nothing is left', () => {
  const { run } = trial(
    {
      customers: [],
      operators: [],
      clock: { tick: '0.1 s', ticks: 100 },
      agents: {
        groups: ['ann', 'ben'].map(name => ({ name, count: 1, wallet: '1 token' })),
        payments: [
          {
            name: 'stream',
            from: 'ann',
            to: 'ben',
            when: { rule: 'continuous', rate: '0.00001234 token/s' },
            settlement: 'channel',
          },
        ],
        channels: {
          graph: { shape: 'pairs', from: 'ann', to: 'ben' },
          deposit: '0.0001 token',
          otherDeposit: '0 token',
        },
      },
    },
    50,
  )
  const { balance } = run.world.tables.channelSides
  // 12.34 micro-token a second for 5 seconds.
  expect([...balance]).toEqual([39, 61])
  while (!run.done) run.step()
  // 123.4 are not there: 1.234 a tick, as long as they are.
  expect(balance[0]).toBeLessThan(2)
  expect(balance[0] + balance[1]).toBe(100)
})

/** Payments of peers with all that can happen to channels. */
const busy = {
  customers: [],
  operators: [],
  clock: { tick: '1 s', ticks: 60 },
  agents: {
    groups: [{ name: 'peer', count: 30, wallet: { uniform: ['60 token', '200 token'] } }],
    payments: [
      {
        name: 'data',
        from: 'peer',
        to: 'peer',
        when: { rule: 'random', rate: '2/s', amount: '0.7 token' },
        settlement: 'channel',
      },
    ],
    channels: {
      graph: { shape: 'peers', groups: ['peer'], degree: 4, rewiring: 0.3 },
      deposit: { uniform: ['1 token', '6 token'] },
      otherDeposit: '3 token',
      fee: '0.05 token',
      burned: 0.5,
      delay: '0.3 s',
      mark: 0.1,
      lifetime: '20 s',
      reopening: '2 s',
      reserve: 0.01,
      closing: { rate: '2/min', window: '3 s', cheating: { rule: 'chance', probability: 0.5 }, watching: 0.5 },
      routing: { base: { uniform: ['0 token', '0.01 token'] }, share: 0.01 },
    },
  },
}

test.each(['fail', 'reopen', 'rebalance', 'top-up'])(
  'with "%s" the books balance in every tick, and a snapshot goes on to the same bits',
  exhausted => {
    const part = { ...busy, agents: { ...busy.agents, channels: { ...busy.agents.channels, exhausted } } }
    const { run, rows } = trial(part, 25)
    const bytes = run.snapshot()
    while (!run.done) run.step()
    const again = resume(scenarioOf(part), [], bytes, collector().sink)
    while (!again.done) again.step()
    expect(again.fingerprint()).toBe(run.fingerprint())
    expect(again.summary().history).toBe(run.summary().history)
    expect(run.summary().metrics.channel_payments.mean).toBeGreaterThan(20)
    expect(rows.events.filter(([, kind]) => kind === 'dispute').length).toBeGreaterThan(0)
  },
)
