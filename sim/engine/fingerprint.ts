/**
 * Fingerprints: 128 bits that tell two states apart, to compare runs without keeping their memory.
 *
 * The mixing is that of MurmurHash3 x86_128 (Austin Appleby, public domain): four lanes of 32 bits, a
 * block of four words at a time. For a given state every step is one-to-one, so two inputs that differ
 * in one block never collide. Fast, and no protection against somebody who wants a collision.
 */
import { type Declaration, type Memory, spans, table, u32 } from './memory.ts'

const LANES = 4

/** Declares the state of a running hash; zeros are a fresh one. */
export const runningHashTable = () => table(LANES, { state: u32('1', 'lanes of the running hash') })

/**
 * 32 hexadecimal digits for the tables that are not scratch: names, row counts, columns and every bit of
 * their content, so 0 and -0 differ. Where the memory lies (plain or shared) makes no difference.
 */
export function fingerprint(memory: Memory): string {
  const state = new Uint32Array(LANES)
  const kept = spans(memory.declaration).filter(({ name }) => !memory.declaration[name].scratch)
  mix(
    state,
    Uint32Array.from(describe(memory.declaration), letter => letter.charCodeAt(0)),
  )
  for (const { offset, bytes } of kept) mix(state, new Uint32Array(memory.buffer, offset, bytes / 4))
  return digest(state)
}

/**
 * Adds `values` to a running hash in place. All NaN count as one, since engines differ in their bits; 0
 * and -0 differ. Calls leave marks: absorbing (a, b) is not absorbing a, then b.
 */
export function absorb(state: Uint32Array, values: Readonly<Float64Array>): void {
  const words = new Uint32Array(2 * values.length + 1)
  new Float64Array(words.buffer, 0, values.length).set(values)
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue
    words[2 * i] = 0
    words[2 * i + 1] = 0x7ff80000
  }
  words[2 * values.length] = values.length
  mix(state, words)
}

/** 32 hexadecimal digits for a running hash, which can go on afterwards. */
export function digest(state: Readonly<Uint32Array>): string {
  const lanes = Uint32Array.from(state)
  cross(lanes)
  for (let lane = 0; lane < LANES; lane++) lanes[lane] = avalanche(lanes[lane])
  cross(lanes)
  return Array.from(lanes, lane => lane.toString(16).padStart(8, '0')).join('')
}

function describe(declaration: Declaration): string {
  const kept = Object.entries(declaration).filter(([, { scratch }]) => !scratch)
  return JSON.stringify(
    kept.map(([name, { rows, columns }]) => [
      name,
      rows,
      Object.entries(columns).map(([key, { type }]) => [key, type]),
    ]),
  )
}

/** Adds words to the state; the last block is filled up with zeros. */
function mix(state: Uint32Array, words: Readonly<Uint32Array>): void {
  const whole = words.length - (words.length % LANES)
  blocks(state, words, whole)
  if (whole === words.length) return
  const rest = new Uint32Array(LANES)
  rest.set(words.subarray(whole))
  blocks(state, rest, LANES)
}

function blocks(state: Uint32Array, words: Readonly<Uint32Array>, end: number): void {
  let [a, b, c, d] = state
  for (let i = 0; i < end; i += 4) {
    let word = Math.imul(words[i], 0x239b961b)
    word = (word << 15) | (word >>> 17)
    a ^= Math.imul(word, 0xab0e9789)
    a = (a << 19) | (a >>> 13)
    a = (Math.imul(a + b, 5) + 0x561ccd1b) | 0

    word = Math.imul(words[i + 1], 0xab0e9789)
    word = (word << 16) | (word >>> 16)
    b ^= Math.imul(word, 0x38b34ae5)
    b = (b << 17) | (b >>> 15)
    b = (Math.imul(b + c, 5) + 0x0bcaa747) | 0

    word = Math.imul(words[i + 2], 0x38b34ae5)
    word = (word << 17) | (word >>> 15)
    c ^= Math.imul(word, 0xa1e38b93)
    c = (c << 15) | (c >>> 17)
    c = (Math.imul(c + d, 5) + 0x96cd1c35) | 0

    word = Math.imul(words[i + 3], 0xa1e38b93)
    word = (word << 18) | (word >>> 14)
    d ^= Math.imul(word, 0x239b961b)
    d = (d << 13) | (d >>> 19)
    d = (Math.imul(d + a, 5) + 0x32ac3b17) | 0
  }
  state[0] = a
  state[1] = b
  state[2] = c
  state[3] = d
}

function cross(lanes: Uint32Array): void {
  lanes[0] += lanes[1] + lanes[2] + lanes[3]
  for (let lane = 1; lane < LANES; lane++) lanes[lane] += lanes[0]
}

function avalanche(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return (word ^ (word >>> 16)) >>> 0
}
