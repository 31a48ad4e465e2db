/**
 * Random words from counters: Threefry 4x32 of Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3" (SC 2011), published as Random123.
 *
 * A word is a function of (key, index, agent, tick, purpose) and of nothing else. No generator is
 * advanced, so threads, the order of agents and the presence of other purposes leave every draw alone.
 */
import seedrandom from 'seedrandom'

const PARITY = 0x1bd11bda // Skein's constant: the schedule of the zero key is not all zeros
const ROTATIONS = [10, 26, 11, 21, 13, 27, 23, 5, 6, 20, 17, 11, 25, 10, 18, 20]
const drawn = new Int32Array(4)

/** How many values a random word has. */
export const WORDS = 4294967296

/**
 * Four words of key for a seed text. Equal texts give equal keys on every machine; the browser's or
 * Node's own generator is neither used nor replaced.
 */
export function keyOf(seed: string): Uint32Array {
  const words = seedrandom(seed)
  return Uint32Array.of(words.int32(), words.int32(), words.int32(), words.int32())
}

/** One block of 4 random words at `out[0..4)`: `blocks` with a count of 1. */
export function block(
  out: Int32Array,
  key: Uint32Array,
  index: number,
  agent: number,
  tick: number,
  purpose: number,
): void {
  blocks(out, 1, key, index, agent, tick, purpose)
}

/**
 * `count` consecutive blocks of 4 random words at `out[0..4 * count)`: the first is that of `firstIndex`,
 * the index counts up. Counters are taken modulo 2^32; `out` must be long enough, as writes beyond it are lost.
 *
 * These are 12 rounds: the fewest for Threefry 4x32 that pass TestU01's BigCrush and for which its
 * authors know of no statistical flaw. They default to 20 for a margin that costs half as much again.
 */
export function blocks(
  out: Int32Array,
  count: number,
  key: Uint32Array,
  firstIndex: number,
  agent: number,
  tick: number,
  purpose: number,
): void {
  const k0 = key[0] | 0
  const k1 = key[1] | 0
  const k2 = key[2] | 0
  const k3 = key[3] | 0
  const k4 = PARITY ^ k0 ^ k1 ^ k2 ^ k3
  const start2 = ((tick | 0) + k2) | 0
  const start3 = ((purpose | 0) + k3) | 0
  const start1 = ((agent | 0) + k1) | 0
  let start0 = ((firstIndex | 0) + k0) | 0
  for (let at = 0; at < 4 * count; at += 4) {
    let x0 = start0
    let x1 = start1
    let x2 = start2
    let x3 = start3
    start0 = (start0 + 1) | 0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 10) | (x1 >>> 22)) ^ x0
    x2 = (x2 + x3) | 0
    x3 = ((x3 << 26) | (x3 >>> 6)) ^ x2
    x0 = (x0 + x3) | 0
    x3 = ((x3 << 11) | (x3 >>> 21)) ^ x0
    x2 = (x2 + x1) | 0
    x1 = ((x1 << 21) | (x1 >>> 11)) ^ x2
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0
    x2 = (x2 + x3) | 0
    x3 = ((x3 << 27) | (x3 >>> 5)) ^ x2
    x0 = (x0 + x3) | 0
    x3 = ((x3 << 23) | (x3 >>> 9)) ^ x0
    x2 = (x2 + x1) | 0
    x1 = ((x1 << 5) | (x1 >>> 27)) ^ x2
    x0 = (x0 + k1) | 0
    x1 = (x1 + k2) | 0
    x2 = (x2 + k3) | 0
    x3 = (x3 + k4 + 1) | 0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0
    x2 = (x2 + x3) | 0
    x3 = ((x3 << 20) | (x3 >>> 12)) ^ x2
    x0 = (x0 + x3) | 0
    x3 = ((x3 << 17) | (x3 >>> 15)) ^ x0
    x2 = (x2 + x1) | 0
    x1 = ((x1 << 11) | (x1 >>> 21)) ^ x2
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 25) | (x1 >>> 7)) ^ x0
    x2 = (x2 + x3) | 0
    x3 = ((x3 << 10) | (x3 >>> 22)) ^ x2
    x0 = (x0 + x3) | 0
    x3 = ((x3 << 18) | (x3 >>> 14)) ^ x0
    x2 = (x2 + x1) | 0
    x1 = ((x1 << 20) | (x1 >>> 12)) ^ x2
    x0 = (x0 + k2) | 0
    x1 = (x1 + k3) | 0
    x2 = (x2 + k4) | 0
    x3 = (x3 + k0 + 2) | 0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 10) | (x1 >>> 22)) ^ x0
    x2 = (x2 + x3) | 0
    x3 = ((x3 << 26) | (x3 >>> 6)) ^ x2
    x0 = (x0 + x3) | 0
    x3 = ((x3 << 11) | (x3 >>> 21)) ^ x0
    x2 = (x2 + x1) | 0
    x1 = ((x1 << 21) | (x1 >>> 11)) ^ x2
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0
    x2 = (x2 + x3) | 0
    x3 = ((x3 << 27) | (x3 >>> 5)) ^ x2
    x0 = (x0 + x3) | 0
    x3 = ((x3 << 23) | (x3 >>> 9)) ^ x0
    x2 = (x2 + x1) | 0
    x1 = ((x1 << 5) | (x1 >>> 27)) ^ x2
    x0 = (x0 + k3) | 0
    x1 = (x1 + k4) | 0
    x2 = (x2 + k0) | 0
    x3 = (x3 + k1 + 3) | 0
    out[at] = x0
    out[at + 1] = x1
    out[at + 2] = x2
    out[at + 3] = x3
  }
}

/**
 * Threefry 4x32 with any number of rounds, for comparison with the published answers and with `block`,
 * which is faster. All four arrays have 4 words; `out` may be `counter`.
 */
export function threefry(rounds: number, key: Uint32Array, counter: Uint32Array, out: Uint32Array): void {
  const schedule = Uint32Array.of(...key, PARITY ^ key[0] ^ key[1] ^ key[2] ^ key[3])
  const x = counter.map((word, i) => word + key[i])
  for (let round = 0; round < rounds; round++) {
    const odd = round % 2 === 0 ? 1 : 3 // word 0 is mixed with 1 and 2 with 3, then 0 with 3 and 2 with 1
    mix(x, 0, odd, ROTATIONS[(2 * round) % 16])
    mix(x, 2, 4 - odd, ROTATIONS[(2 * round + 1) % 16])
    if (round % 4 < 3) continue
    const injection = (round + 1) / 4
    for (let i = 0; i < 4; i++) x[i] += schedule[(injection + i) % 5]
    x[3] += injection
  }
  out.set(x)
}

/**
 * A number in [0, 1), one of 2^53 equally spaced ones. Each `index` is another draw. It takes a whole block:
 * hot loops call `block` and use all four words.
 */
export function uniform(key: Uint32Array, purpose: number, tick: number, agent: number, index: number): number {
  block(drawn, key, index, agent, tick, purpose)
  return fraction(drawn[0], drawn[1])
}

/** A number in [0, 1) from two random words: the upper 27 bits of the first before the upper 26 of the second. */
export function fraction(word0: number, word1: number): number {
  return ((word0 >>> 5) * 0x4000000 + (word1 >>> 6)) / 0x20000000000000
}

function mix(x: Uint32Array, a: number, b: number, rotation: number): void {
  x[a] += x[b]
  x[b] = ((x[b] << rotation) | (x[b] >>> (32 - rotation))) ^ x[a]
}
