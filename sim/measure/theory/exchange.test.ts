import { expect, test } from 'vitest'
import { chanceToHold, expectedGini, scripHeld, unservedShare } from './exchange.ts'

test('3 units are shared out among 2 in 4 ways, 2 among 3 in 6', () => {
  for (const held of [0, 1, 2, 3]) expect(chanceToHold(held, 2, 3)).toBe(0.25)
  expect(chanceToHold(0, 3, 2)).toBeCloseTo(3 / 6, 14)
  expect(chanceToHold(1, 3, 2)).toBeCloseTo(2 / 6, 14)
  expect(chanceToHold(2, 3, 2)).toBeCloseTo(1 / 6, 14)
  expect(chanceToHold(3, 3, 2)).toBe(0)
})

test('the expected Gini is that of all ways to share out', () => {
  // (0,3), (1,2), (2,1), (3,0): 1/2, 1/6, 1/6, 1/2.
  expect(expectedGini(2, 3)).toBeCloseTo(1 / 3, 14)
  // A unit of one of three.
  expect(expectedGini(3, 1)).toBeCloseTo(2 / 3, 14)
  // (2,0,0) three times, (1,1,0) three times: 2/3 and 1/3.
  expect(expectedGini(3, 2)).toBeCloseTo(1 / 2, 14)
})

test('T17a: 100 wallets of 10 units', () => {
  expect(chanceToHold(0, 100, 1000)).toBeCloseTo(0.090081893, 9)
  expect(chanceToHold(10, 100, 1000)).toBeCloseTo(0.035225663, 9)
  expect(expectedGini(100, 1000)).toBeCloseTo(0.518583, 6)
  let mean = 0
  for (let held = 0; held <= 1000; held++) mean += held * chanceToHold(held, 100, 1000)
  expect(mean).toBeCloseTo(10, 10)
})

test('T17c: scrip with a threshold of 4 and a mean of 2 is spread evenly, other means geometrically', () => {
  for (const share of scripHeld(2, 4)) expect(share).toBeCloseTo(0.2, 12)
  for (const mean of [0.1, 1, 3.7]) {
    const held = scripHeld(mean, 4)
    expect(held.reduce((sum, share, i) => sum + share * i, 0)).toBeCloseTo(mean, 10)
    for (let i = 2; i < 5; i++) expect(held[i] / held[i - 1]).toBeCloseTo(held[1] / held[0], 9)
    const mirrored = scripHeld(4 - mean, 4)
    for (let i = 0; i < 5; i++) expect(mirrored[i]).toBeCloseTo(held[4 - i], 10)
  }
})

test('who asks for several units at once goes without those beyond its scrip', () => {
  const even = scripHeld(2, 4)
  expect(unservedShare(even, Float64Array.of(0, 1))).toBeCloseTo(0.2, 12)
  // Three units: 3 + 2 + 1 of 15 are missing.
  expect(unservedShare(even, Float64Array.of(0, 0, 0, 1))).toBeCloseTo(6 / 15, 12)
  expect(unservedShare(even, Float64Array.of(0.9, 0.09, 0, 0.01))).toBeCloseTo((0.09 / 5 + 0.01 * 1.2) / 0.12, 12)
})
