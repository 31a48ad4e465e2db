import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

test('who learns that its trades bring less than they promise bids less, and no longer loses', () => {
  const profits = (memory?: number) => {
    const near = { name: 'near', count: 2, wallet: '100 token', dollars: '100 USD', activity: 0.9 }
    const got = trial(
      {
        clock: { tick: '10 s', ticks: 200 },
        trade: {
          pools: [{ name: 'main', tokens: '1000 token', fee: 0.003 }],
          reference: { law: 'gbm', volatility: '0.5 %/s^0.5' },
          blocks: { every: '1 s' },
          bots: [near, { ...near, name: 'far', delay: '500 ms', ...(memory && { memory }) }],
        },
      },
      200,
    )
    const { dollars, trust } = got.run.world.tables.bots
    return { far: dollars[2] + dollars[3] - 200e6, near: dollars[0] + dollars[1] - 200e6, trust: trust[2] }
  }
  const [naive, wise] = [profits(), profits(50)]
  expect(naive.trust).toBe(1)
  expect(naive.far).toBeLessThan(0)
  expect(wise.trust).toBeLessThan(0.9)
  expect(wise.far).toBeGreaterThan(naive.far / 2)
})

/** A prize of 1 USD, which is 1 token, each second. */
const prizes = [{ name: 'mint' }]
const pupil = { name: 'pupil', bidding: 'learning', wallet: '100 token', dollars: '100 USD' }
const slopes = (bots: readonly Record<string, unknown>[], ticks: number) => {
  const trade = { prizes, blocks: { every: '1 s' }, bots }
  const got = trial({ trade, clock: { tick: '1 s', ticks } })
  return { slope: [...got.run.world.tables.bots.slope], run: got.run }
}

test('by hand: alone a bot sees that any bid wins, and bids a tenth less, then a part in eleven of 1, and so on', () => {
  expect(slopes([pupil], 1).slope[0]).toBeCloseTo(0.9, 12)
  expect(slopes([pupil], 2).slope[0]).toBeCloseTo(0.9 - 1 / 11, 12)
  expect(slopes([pupil], 400).slope[0]).toBeLessThan(0.05)
})

test('by hand: against one who bids all of the prize only a part above it would win, for a loss', () => {
  // A little more than 1 wins and loses that: g = -c; a little less brings nothing: steepness -c / 2 c, a half.
  const { slope } = slopes([pupil, { ...pupil, name: 'known', bidding: 'equilibrium' }], 1)
  expect(slope[0]).toBeCloseTo(1 - 0.5 / 10, 12)
  expect(slope[1]).toBe(1)
})

test('who learns against others who learn a prize of known worth leaves little of it', () => {
  const { slope, run } = slopes([{ ...pupil, count: 3, wallet: '10000 token', dollars: '10000 USD' }], 3000)
  for (const part of slope) expect(part).toBeGreaterThan(0.8)
  expect(run.summary().metrics.prize_fee.mean).toBeGreaterThan(0.8)
})
