import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

/** 100 token and 121 USD where a token costs 1 USD: selling 10 token to it brings 11 USD. */
const tilted = { name: 'tilted', tokens: '100 token', dollars: '121 USD', fee: 0 }
const bot = { name: 'bot', count: 2, wallet: '50 token', dollars: '40 USD' }
const told = (trade: Record<string, unknown>, record: Record<string, unknown> = { trades: true }) =>
  trial({ trade: { pools: [tilted], blocks: { every: '1 s' }, bots: [bot], ...trade }, record }, 3).rows.events

test('every trade is told with what was paid and got, the mismatch before and after, and the fee', () => {
  const auction = { rule: 'share', share: 0.25 }
  const [[time, kind, name, detail], ...more] = told({ auction })
  expect([time, kind, detail]).toEqual([1, 'trade', 'tilted: 10 token for 11 USD, gap 0.1906 to 0.000, fee 0.25 token'])
  expect(['bot-1', 'bot-2']).toContain(name)
  expect(more).toEqual([])
  expect(told({ auction }, {})).toEqual([])
})

test('a round trip is told with both pools and the mismatch between them', () => {
  const pools = [
    { name: 'cheap', tokens: '1000 token', dollars: '1000 USD', fee: 0.003 },
    { name: 'dear', tokens: '1000 token', dollars: '1200 USD', fee: 0.003 },
  ]
  const round = { name: 'round', venue: 'pools', wallet: '10 token', dollars: '1000 USD' }
  expect(told({ pools, bots: [round] })).toEqual([
    [1, 'trade', 'round', 'cheap, dear: 46.287475 USD for 50.553272 USD, gap 0.1823 to 0.005750, fee 0 token'],
  ])
})

test('prizes are told too, and all in the order of time', () => {
  const prizes = [{ name: 'mint', worth: '2 USD' }]
  const events = told({ prizes, blocks: { every: '300 ms' }, bots: [{ ...bot, count: 1 }] })
  expect(events.filter(([, kind]) => kind === 'prize').length).toBe(10)
  expect(events.find(([, kind]) => kind === 'prize')?.[3]).toBe('mint: worth 2 USD, fee 0 token')
  const times = events.map(([time]) => Number(time))
  expect(times.toSorted((a, b) => a - b)).toEqual(times)
})
