import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountIn, amountOut, FEE_PARTS } from './pool.ts'

const ETHER = 10n ** 18n
const THREE_PER_MILLE = 3000n

test.each([
  [1n, 5n, 10n, 1662497915624478906n],
  [1n, 10n, 5n, 453305446940074565n],
  [2n, 5n, 10n, 2851015155847869602n],
  [2n, 10n, 5n, 831248957812239453n],
  [1n, 10n, 10n, 906610893880149131n],
  [1n, 100n, 100n, 987158034397061298n],
  [1n, 1000n, 1000n, 996006981039903216n],
])('T10a: %i in, reserves %i and %i: what Uniswap v2 pays out', (amount, reserveIn, reserveOut, expected) => {
  const reserves = { in: reserveIn * ETHER, out: reserveOut * ETHER }
  expect(amountOut(amount * ETHER, reserves, THREE_PER_MILLE)).toBe(expected)
})

test('T10a: what Uniswap v2 asks for 1 out of reserves 5 and 10, and for 1 out of 2 at 100 and 100', () => {
  expect(amountIn(ETHER, { in: 5n * ETHER, out: 10n * ETHER }, THREE_PER_MILLE)).toBe(557227237267357629n)
  // UniswapV2Library: getAmountIn(1, 100, 100) is 2.
  expect(amountIn(1n, { in: 100n, out: 100n }, THREE_PER_MILLE)).toBe(2n)
  expect(amountOut(2n, { in: 100n, out: 100n }, THREE_PER_MILLE)).toBe(1n)
})

const some = (least: bigint) => fc.bigInt({ min: least, max: 10n ** 24n })
const fee = fc.bigInt({ min: 0n, max: FEE_PARTS - 1n })

test('the product of the reserves never falls, and a pool never pays all that it has', () => {
  fc.assert(
    fc.property(some(0n), some(1n), some(1n), fee, (amount, reserveIn, reserveOut, parts) => {
      const got = amountOut(amount, { in: reserveIn, out: reserveOut }, parts)
      expect(got < reserveOut).toBe(true)
      expect((reserveIn + amount) * (reserveOut - got) >= reserveIn * reserveOut).toBe(true)
    }),
  )
})

test('what is asked for an amount buys at least that amount, and is at most one too much', () => {
  fc.assert(
    fc.property(some(1n), some(1n), some(2n), fee, (wanted, reserveIn, reserveOut, parts) => {
      const reserves = { in: reserveIn, out: reserveOut }
      const amount = wanted % reserveOut
      const price = amountIn(amount, reserves, parts)
      expect(amountOut(price, reserves, parts) >= amount).toBe(true)
      if (price > 1n && amount > 0n) expect(amountOut(price - 2n, reserves, parts) < amount).toBe(true)
    }),
  )
})

test('an empty pool, a negative amount and more than there is are refused', () => {
  expect(() => amountOut(1n, { in: 0n, out: 5n }, 0n)).toThrow('pool: expected reserves of both, got 0 and 5')
  expect(() => amountOut(-1n, { in: 5n, out: 5n }, 0n)).toThrow('expected an amount that is not negative, got -1')
  expect(() => amountIn(5n, { in: 5n, out: 5n }, 0n)).toThrow('expected to take less than the 5 that are in it, got 5')
})
