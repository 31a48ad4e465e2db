/** Vintages: credits are used oldest first and are gone when their life is over. */
import { expect, test } from 'vitest'
import { trial } from '../../trial.ts'

/** Credits of one agent as each of `ticks` hours ends; it has `credits` at the start and `rate` tasks an hour. */
function held(credits: number, rate: number, market: Record<string, unknown>, ticks: number, group = {}) {
  const { run } = trial(
    {
      clock: { tick: '1 h', ticks },
      operators: [],
      customers: [],
      agents: {
        credits: { price: '1 token', ...market },
        groups: [
          {
            name: 'agent',
            count: 1,
            wallet: '1000 token',
            credits,
            tasks: { rate: `${rate}/h`, law: 'regular' },
            ...group,
          },
        ],
      },
    },
    0,
  )
  const left: number[] = []
  const expired: number[] = []
  while (!run.done) {
    run.step()
    left.push(run.world.tables.agents.credits[0] / 1e6)
    expired.push(run.world.tables.agentTotals.expired[0] / 1e6)
  }
  return { left, expired, run }
}

test('credits are good for their life after the tick in which they come', () => {
  const { left, expired } = held(10, 1, { life: '3 h', vintages: 3 }, 6)
  expect(left).toEqual([9, 8, 7, 0, 0, 0])
  expect(expired).toEqual([0, 0, 0, 6, 0, 0])
})

test('credits of one window expire together, so many windows after it', () => {
  // Windows of 3 hours, two of them: what comes in hours 0 to 2 is good until the end of hour 8.
  const { left, expired } = held(20, 1, { life: '6 h', vintages: 2 }, 10)
  expect(left).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 0, 0])
  expect(expired[8]).toBe(11)
})

test('what has expired is never used: the work that comes later is paid for again', () => {
  const { run, left } = held(5, 1, { life: '2 h', vintages: 2 }, 6)
  expect(left).toEqual([4, 3, 0, 0, 0, 0])
  expect(run.world.tables.agents.wallet[0]).toBe(997e6)
})

test('without a life credits are for ever, and nothing is written down of them', () => {
  const { left, run } = held(10, 1, {}, 4)
  expect(left).toEqual([9, 8, 7, 6])
  expect(run.world.memory.rows('creditLots')).toBe(0)
})

test('nobody buys for later than credits live', () => {
  const { run } = held(0, 2, { life: '3 h', vintages: 3 }, 12, { buying: { rule: 'threshold', cover: '24 h' } })
  expect(run.world.tables.agents.credits[0]).toBe(4e6)
  expect(run.world.tables.agentTotals.expired[0]).toBe(0)
})

test('a wallet that cannot pay for holding pays what it has', () => {
  const { run } = held(100, 0, { holding: '1 token/h' }, 2, { wallet: '150 token' })
  expect(run.world.tables.agents.wallet[0]).toBe(0)
  expect(run.world.tables.agentTotals.holding[0]).toBe(50e6)
})
