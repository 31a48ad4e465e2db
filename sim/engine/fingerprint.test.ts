import fc from 'fast-check'
import { expect, test } from 'vitest'
import { absorb, digest, fingerprint, runningHashTable } from './fingerprint.ts'
import { allocate, f64, grow, table, u8, u16 } from './memory.ts'

const world = (rows = 3) => ({
  operators: table(rows, { price: f64('token', 'asked'), rank: u16('1', 'in') }),
  totals: table(2, { sum: f64('token', 'of a tick') }, { scratch: true }),
})
const filled = (shared = false) => {
  const memory = allocate(world(), { shared })
  memory.tables.operators.price.set([1, 2, 3])
  memory.tables.operators.rank.set([7, 8, 9])
  return memory
}
const hash = (...calls: number[][]) => {
  const { state } = allocate({ hash: runningHashTable() }).tables.hash
  for (const values of calls) absorb(state, Float64Array.from(values))
  return digest(state)
}

test('a fingerprint is the same today, tomorrow and elsewhere', () => {
  expect(fingerprint(filled())).toBe('01d098852c2b73387888faad829df5a3')
})

test('plain and shared memory of the same content have the same fingerprint', () => {
  expect(fingerprint(filled(true))).toBe(fingerprint(filled()))
})

test('every single bit counts', () => {
  const memory = filled()
  const seen = new Set([fingerprint(memory)])
  const bytes = new Uint8Array(memory.buffer)
  const content = Array.from({ length: 24 + 6 }, (_, at) => at) // three prices, three ranks
  for (const at of content) {
    for (let bit = 0; bit < 8; bit++) {
      bytes[at] ^= 1 << bit
      seen.add(fingerprint(memory))
      bytes[at] ^= 1 << bit
    }
  }
  expect(seen.size).toBe(1 + 30 * 8)
})

test('the order of rows counts', () => {
  const memory = filled()
  memory.tables.operators.price.set([2, 1, 3])
  expect(fingerprint(memory)).not.toBe(fingerprint(filled()))
})

test('names and numbers of rows count even when all content is zero', () => {
  const names = [
    allocate({ a: table(4, { x: u8('1', '') }) }),
    allocate({ b: table(4, { x: u8('1', '') }) }),
    allocate({ a: table(4, { y: u8('1', '') }) }),
    allocate({ a: table(5, { x: u8('1', '') }) }),
    allocate({ a: table(4, { x: u16('1', '') }) }),
  ]
  expect(new Set(names.map(fingerprint)).size).toBe(5)
})

test('scratch tables do not count, neither their content nor their rows', () => {
  const memory = filled()
  memory.tables.totals.sum[1] = 5
  grow(memory, 'totals', 9)
  expect(fingerprint(memory)).toBe(fingerprint(filled()))
})

test('a running hash tells values, their order and the calls apart', () => {
  const different = [[[]], [[0]], [[-0]], [[1, 2]], [[2, 1]], [[1], [2]], [[1, 2], []], [[1, 2, 0]], []]
  expect(new Set(different.map(calls => hash(...calls))).size).toBe(different.length)
})

test('all NaN are one to a running hash', () => {
  const odd = new Float64Array(Uint32Array.of(5, 0xfff80123).buffer)
  expect(odd[0]).toBeNaN()
  const { state } = allocate({ hash: runningHashTable() }).tables.hash
  absorb(state, odd)
  expect(digest(state)).toBe(hash([NaN]))
  expect(hash([NaN])).not.toBe(hash([0]))
})

test('taking a digest does not disturb the running hash', () => {
  const { state } = allocate({ hash: runningHashTable() }).tables.hash
  absorb(state, Float64Array.of(1))
  digest(state)
  absorb(state, Float64Array.of(2))
  expect(digest(state)).toBe(hash([1], [2]))
})

test('mixes as MurmurHash3 x86_128 is published, written out in big integers', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 9 }), values => {
      const words = [...new Uint32Array(Float64Array.from(values).buffer), values.length]
      expect(hash(values)).toBe(murmur(words))
    }),
  )
})

/** Whole blocks only, and without the length in the finish, which stands among the words instead. */
function murmur(words: readonly number[]): string {
  const cut = (x: bigint) => x & 0xffffffffn
  const turn = (x: bigint, bits: bigint) => cut((x << bits) | (x >> (32n - bits)))
  const c = [0x239b961bn, 0xab0e9789n, 0x38b34ae5n, 0xa1e38b93n]
  const plus = [0x561ccd1bn, 0x0bcaa747n, 0x96cd1c35n, 0x32ac3b17n]
  const h = [0n, 0n, 0n, 0n]
  for (let block = 0; block < words.length; block += 4) {
    for (let lane = 0; lane < 4; lane++) {
      const word = turn(cut(BigInt(words[block + lane] ?? 0) * c[lane]), BigInt(15 + lane))
      h[lane] ^= cut(word * c[(lane + 1) % 4])
      h[lane] = cut((turn(h[lane], BigInt(19 - 2 * lane)) + h[(lane + 1) % 4]) * 5n + plus[lane])
    }
  }
  const cross = () => {
    h[0] = cut(h[0] + h[1] + h[2] + h[3])
    for (let lane = 1; lane < 4; lane++) h[lane] = cut(h[lane] + h[0])
  }
  cross()
  for (let lane = 0; lane < 4; lane++) {
    h[lane] = cut((h[lane] ^ (h[lane] >> 16n)) * 0x85ebca6bn)
    h[lane] = cut((h[lane] ^ (h[lane] >> 13n)) * 0xc2b2ae35n)
    h[lane] ^= h[lane] >> 16n
  }
  cross()
  return h.map(lane => lane.toString(16).padStart(8, '0')).join('')
}
