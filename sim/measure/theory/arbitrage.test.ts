import { expect, test } from 'vitest'
import { arbitrageLoss, shareCompetedAway } from './arbitrage.ts'

const DAY = 86_400
const pool = { every: 12, volatility: 0.05 / Math.sqrt(DAY) }
/** The share of a payment whose logarithm is 30 bp. */
const fee = 1 - Math.exp(-0.003)
/** Loss in basis points of the pool’s value per day. */
const bp = (rate: number) => rate * DAY * 1e4

test('T11g: without a fee a pool loses 3.125 bp a day at a volatility of 5 % a day, however long blocks are', () => {
  expect(bp(arbitrageLoss({ ...pool, law: 'fixed', fee: 0 }).rate)).toBeCloseTo(3.125, 12)
  expect(bp(arbitrageLoss({ ...pool, every: 3600, law: 'fixed', fee: 0 }).rate)).toBeCloseTo(3.125, 12)
})

test('T11a, T11d: with a fee of 30 bp 0.3209 bp with fixed blocks of 12 s, 0.3811 bp with Poisson ones', () => {
  expect(bp(arbitrageLoss({ ...pool, law: 'fixed', fee }).rate)).toBeCloseTo(0.32088318837621976, 12)
  const { rate, trades } = arbitrageLoss({ ...pool, law: 'poisson', fee })
  expect(bp(rate)).toBeCloseTo(0.3810980062511584, 12)
  expect(trades).toBeCloseTo(0.12195121951219513, 12)
})

test('the less often blocks come, the more of the loss without fees is left', () => {
  for (const law of ['fixed', 'poisson'] as const) {
    const rates = [0.4, 12, 600, 3600].map(every => bp(arbitrageLoss({ ...pool, every, law, fee }).rate))
    expect(rates.toSorted((a, b) => a - b)).toEqual(rates)
    expect(rates[3]).toBeLessThan(3.125)
  }
})

test('what is competed away: nothing by one, all by two who are always there, three fifths by four of 0.4', () => {
  expect(shareCompetedAway(1, 0.4)).toBeCloseTo(0, 12)
  expect(shareCompetedAway(2, 1)).toBe(1)
  expect(shareCompetedAway(4, 0.4)).toBeCloseTo(1 - 0.3456 / 0.8704, 12)
})
