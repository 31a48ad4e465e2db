import { expect, test } from 'vitest'
import * as numerics from './numerics.ts'

/** FNV-1a over the bits of the numbers. */
function fingerprint(values: number[]): string {
  let hash = 0x811c9dc5
  for (const byte of new Uint8Array(Float64Array.from(values).buffer)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** `n` numbers from -1 to 1 that no engine can compute differently. */
function evenly(n: number): number[] {
  let state = 1
  return Array.from({ length: n }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return state / 2 ** 31
  })
}

const { cos, erfc, exp, expm1, log, log1p, logGamma, normalCdf, normalQuantile, pow, sin } = numerics

test.each<[string, string, (x: number) => number]>([
  ['exp', '2625cdde', x => exp(700 * x)],
  ['expm1', '66dd6687', x => expm1(40 * x)],
  ['log', '8ae9d2f3', x => log(1 + x)],
  ['log1p', 'ef5b51f1', x => log1p(x / 1000)],
  ['pow', '55b4168c', x => pow(1 + x, 100 * x)],
  ['sin', '5a2dc8eb', x => sin(1e7 * x)],
  ['cos', 'fa5c3e59', x => cos(100 * x)],
  ['normalQuantile', 'c33463cc', x => normalQuantile((1 + x) / 2)],
  ['normalCdf', '004cc661', x => normalCdf(10 * x)],
  ['erfc', '0a5fbcef', x => erfc(4 * x)],
  ['logGamma', '6c283507', x => logGamma(20 + 19.9 * x)],
])('10,000 results of %s have the bits they always had', (_, bits, f) => {
  expect(fingerprint(evenly(10_000).map(f))).toBe(bits)
})

test('the door lets out these functions and no others', () => {
  expect(Object.keys(numerics).sort()).toEqual(
    'cos erfc exp expm1 log log1p logGamma normalCdf normalQuantile pow sin'.split(' '),
  )
})
