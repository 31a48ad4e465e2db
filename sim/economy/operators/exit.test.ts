import { expect, test } from 'vitest'
import { balanceOf } from '../ledger.ts'
import { type Trial, trial } from '../trial.ts'

const losing = { name: 'node', count: 3, fixedCost: ['0.001 USD/s', '0.003 USD/s', '0.002 USD/s'] }
const quiet = (part: Record<string, unknown> = {}, ticks = 10) =>
  trial(
    {
      operators: [losing],
      customers: [{ name: 'customer', count: 1, rate: 0 }],
      entry: { every: '1 s' },
      exit: { patience: '3 s' },
      staking: { cooldown: '2.5 s' },
      ...part,
    },
    ticks,
  )
const exits = ({ rows }: Trial) => rows.events.filter(row => row[1] === 'exit').map(([time, , who]) => [time, who])

test('after losses for the whole patience the worst leaves first, one an occasion', () => {
  // Losses begin at the end of the first tick.
  expect(exits(quiet())).toEqual([
    [4, 'node-2'],
    [5, 'node-3'],
    [6, 'node-1'],
  ])
})

test('as many as the limit leave at an occasion, worst first', () => {
  expect(exits(quiet({ exit: { patience: '3 s', limit: 2 } }))).toEqual([
    [4, 'node-2'],
    [4, 'node-3'],
    [5, 'node-1'],
  ])
})

test('exits wait for an occasion', () => {
  expect(exits(quiet({ entry: { every: '4.5 s' } }))).toEqual([
    [5, 'node-2'],
    [9, 'node-3'],
  ])
})

test('patience is met where a tick is no binary fraction', () => {
  const fraction = { clock: { tick: '0.1 s', ticks: 12 }, entry: { every: '0.1 s' } }
  for (const patience of [1, 2, 3, 5, 6, 7]) {
    const got = exits(quiet({ ...fraction, exit: { patience: `${patience / 10} s`, limit: 3 } }, 12))
    expect(got[0][0]).toBeCloseTo((1 + patience) / 10, 9)
  }
})

test('who breaks even stays', () => {
  expect(exits(quiet({ operators: [{ name: 'node', count: 2 }] }))).toEqual([])
})

test('the return on its stake that an operator forgoes is a loss', () => {
  const operators = [{ name: 'node', count: 2, stake: ['10000 token', '0 token'], capitalCost: '0.01/year' }]
  expect(exits(quiet({ operators }))).toEqual([[4, 'node-1']])
})

test('one that may not exit stays, whatever it loses', () => {
  expect(exits(quiet({ operators: [{ ...losing, mayExit: false }] }, 10))).toEqual([])
})

const broke = { name: 'broke', fixedCost: '0.001 USD/s', wallet: '0.0025 token', stake: '70 token', mayExit: false }

test('one with an empty wallet leaves at once and pays nothing of that tick', () => {
  const got = quiet({ operators: [broke], staking: { minimum: '0 token', cooldown: '1000 s' } })
  expect(exits(got)).toEqual([[3, 'broke']])
  const { tables } = got.run.world
  expect([tables.operators.wallet[0], tables.operators.stake[0], tables.operators.state[0]]).toEqual([500, 70e6, 2])
  expect(balanceOf(tables, 'suppliers', 'dollar')).toBe(2000)
})

test('the stake comes back exactly after the cooldown', () => {
  const at = (cooldown: string, ticks: number) => {
    const got = quiet({ operators: [broke], staking: { minimum: '0 token', cooldown } }, ticks)
    const { wallet, stake, state } = got.run.world.tables.operators
    return [wallet[0], stake[0], state[0], balanceOf(got.run.world.tables, 'stakes', 'token')]
  }
  // It leaves at 3 s; an event at 5.5 s is in the sixth tick, one at 5 s too.
  expect(at('2.5 s', 5)).toEqual([500, 70e6, 2, 70e6])
  expect(at('2.5 s', 6)).toEqual([70e6 + 500, 0, 3, 0])
  expect(at('2 s', 5)).toEqual([500, 70e6, 2, 70e6])
  expect(at('2 s', 6)).toEqual([70e6 + 500, 0, 3, 0])
  expect(at('0 s', 4)).toEqual([70e6 + 500, 0, 3, 0])
})

test('who left races no more', () => {
  const operators = [broke, { name: 'node', servers: 1000 }]
  const customers = [{ name: 'customer', count: 3, rate: '20/s' }]
  const got = quiet({ operators: [{ ...broke, price: 0 }, operators[1]], customers, staking: { minimum: '0 token' } })
  expect(exits(got)).toEqual([[3, 'broke']])
  const after = got.rows.operators.filter(([tick, , name]) => name === 'broke' && Number(tick) >= 2)
  expect(new Set(after.map(row => row[20])).size).toBe(1)
  expect(got.run.world.tables.nodeTally.answered[0]).toBe(0)
})
