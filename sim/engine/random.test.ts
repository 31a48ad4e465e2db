import { expect, test } from 'vitest'
import { block, blocks, fraction, keyOf, threefry, uniform } from './random.ts'

const words = (text: string) => Uint32Array.from(text.split(' '), word => Number.parseInt(word, 16))
const hex = (array: ArrayLike<number>) =>
  Array.from(array, word => (word >>> 0).toString(16).padStart(8, '0')).join(' ')
const zeros = '00000000 00000000 00000000 00000000'
const ones = 'ffffffff ffffffff ffffffff ffffffff'
const pi = '243f6a88 85a308d3 13198a2e 03707344'
const morePi = 'a4093822 299f31d0 082efa98 ec4e6c89'

// A plain congruential source, so that the inputs of these tests do not come from the generator under test.
let state = 20110
const anyWord = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return (state ^ (state >>> 16)) >>> 0
}
const anyWords = () => Uint32Array.of(anyWord(), anyWord(), anyWord(), anyWord())

test.each([
  [13, zeros, zeros, '531c7e4f 39491ee5 2c855a92 3d6abf9a'],
  [13, ones, ones, 'c4189358 1c9cc83a d5881c67 6a0a89e0'],
  [13, pi, morePi, '4aa71d8f 734738c2 431fc6a8 ae6debf1'],
  [20, zeros, zeros, '9c6ca96a e17eae66 fc10ecd4 5256a7d8'],
  [20, ones, ones, '2a881696 57012287 f6c7446e a16a6732'],
  [20, pi, morePi, '59cd1dbb b8879579 86b5d00c ac8b6d84'],
  [72, zeros, zeros, '93171da6 9220326d b392b7b1 ff58a002'],
])('threefry with %i rounds gives the published answer for counter %s and key %s', (rounds, counter, key, answer) => {
  const out = new Uint32Array(4)
  threefry(rounds, words(key), words(counter), out)
  expect(hex(out)).toBe(answer)
})

test('a block is threefry with 12 rounds of (index, agent, tick, purpose)', () => {
  const fast = new Int32Array(4)
  const slow = new Uint32Array(4)
  for (let i = 0; i < 1000; i++) {
    const [key, counter] = [anyWords(), anyWords()]
    block(fast, key, counter[0], counter[1], counter[2], counter[3])
    threefry(12, key, counter, slow)
    expect(hex(fast)).toBe(hex(slow))
  }
})

test('blocks writes consecutive blocks, also past the last index, and nothing beyond them', () => {
  const key = anyWords()
  const many = new Int32Array(22)
  blocks(many, 5, key, 2 ** 32 - 2, 4_000_000_000, 1, 2)
  const one = new Int32Array(4)
  for (let i = 0; i < 5; i++) {
    block(one, key, 2 ** 32 - 2 + i, 4_000_000_000, 1, 2)
    expect(hex(many.subarray(4 * i, 4 * i + 4))).toBe(hex(one))
  }
  expect([many[20], many[21]]).toEqual([0, 0])
})

test('one changed bit of key or counter changes half of the 128 bits of a block', () => {
  const before = new Int32Array(4)
  const after = new Int32Array(4)
  const blockOf = (input: Uint32Array, out: Int32Array) =>
    block(out, input.subarray(0, 4), input[4], input[5], input[6], input[7])
  for (let bit = 0; bit < 256; bit++) {
    let changed = 0
    for (let i = 0; i < 100; i++) {
      const input = Uint32Array.of(...anyWords(), ...anyWords())
      blockOf(input, before)
      input[bit >> 5] ^= 1 << (bit & 31)
      blockOf(input, after)
      for (let w = 0; w < 4; w++) for (let x = before[w] ^ after[w]; x !== 0; x &= x - 1) changed++
    }
    expect(Math.abs(changed / 100 - 64)).toBeLessThan(5 * Math.sqrt(32 / 100)) // one of 256 means, 5 standard errors
  }
})

test('neighbouring counters share nothing: bytes of 65,536 consecutive blocks are uniform', () => {
  const key = keyOf('neighbours')
  const out = new Int32Array(4 * 65536)
  blocks(out, 65536, key, 0, 0, 0, 0)
  const bytes = new Uint8Array(out.buffer)
  const counts = new Float64Array(256)
  for (const byte of bytes) counts[byte]++
  const expected = bytes.length / 256
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  expect(Math.abs(chiSquare - 255)).toBeLessThan(4 * Math.sqrt(2 * 255))
})

test('the key of a seed text is the same everywhere, and another text has another key', () => {
  expect(hex(keyOf('catallaxy'))).toBe('773b21de b507ea4b d9834c8e 22adac82')
  expect(keyOf('catallaxy')).toEqual(keyOf('catallaxy'))
  expect(new Set(['', '1', '2', 'catallaxy', 'Catallaxy'].map(seed => hex(keyOf(seed)))).size).toBe(5)
})

test('making a key leaves the global Math.random as it was', () => {
  const before = Math.random
  keyOf('anything')
  expect(Math.random).toBe(before)
})

test('a fraction is 53 bits: from 0 up to the largest number below 1', () => {
  expect(fraction(0, 0)).toBe(0)
  expect(fraction(2 ** 31, 0)).toBe(0.5)
  expect(fraction(0, 64)).toBe(2 ** -53)
  expect(fraction(-1, -1)).toBe(1 - 2 ** -53)
  expect(fraction(2 ** 32 - 1, 2 ** 32 - 1)).toBe(1 - 2 ** -53)
})

test('uniform draws have mean 1/2 and variance 1/12, and each of its counters makes another draw', () => {
  const key = keyOf('uniform')
  const n = 100_003
  let [sum, squares] = [0, 0]
  for (let i = 0; i < n; i++) {
    const x = uniform(key, 1, 2, 3, i)
    sum += x
    squares += (x - 0.5) ** 2
  }
  expect(Math.abs(sum / n - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / n))
  expect(Math.abs(squares / n - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n)) // variance of (x - 1/2)^2 is 1/180
  const draws = [uniform(key, 1, 2, 3, 4), uniform(key, 0, 2, 3, 4), uniform(key, 1, 0, 3, 4), uniform(key, 1, 2, 0, 4)]
  expect(new Set([...draws, uniform(key, 1, 2, 3, 0)]).size).toBe(5)
})
