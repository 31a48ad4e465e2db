import { expect, test } from 'vitest'
import { freeEntry, knownPrize, privatePrize } from './auctions.ts'

test('T12a: five with private values pay two thirds by any rule; a half of the highest value is 5/12', () => {
  for (const rule of ['first-price', 'second-price', 'all-pay'] as const)
    expect(privatePrize(5, rule)).toBeCloseTo(2 / 3, 12)
  expect(privatePrize(5, 'share', 0.5)).toBeCloseTo(5 / 12, 12)
})

test('T12c: two who risk a tenth of the prize', () => {
  const { bidding, fee, lost, taken } = knownPrize(2, 'first-price', { revert: 0.1 })
  expect(bidding).toBeCloseTo(0.9090909090909091, 12)
  expect(fee).toBeCloseTo(0.9090909090909092, 12)
  expect(lost).toBeCloseTo(0.08264462809917356, 12)
  expect(taken - fee - lost).toBeCloseTo(0, 12)
})

test('T12e: three who all pay', () => {
  const { fee, lost } = knownPrize(3, 'all-pay', {})
  expect(fee).toBeCloseTo(0.6, 12)
  expect(fee + lost).toBe(1)
})

test('where losing is free nothing is left but what a share leaves', () => {
  expect(knownPrize(4, 'first-price', {})).toMatchObject({ fee: 1, lost: 0, bidding: 1, taken: 1 })
  expect(knownPrize(4, 'second-price', {}).fee).toBe(1)
  expect(knownPrize(4, 'share', { share: 0.3 }).fee).toBe(0.3)
})

test('a pot of 120 feeds 17 that cost 7', () => {
  expect(freeEntry(120, 7)).toBe(17)
})
