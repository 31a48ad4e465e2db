/**
 * Random words of many rows at once: Threefry 4x32 with 12 rounds as in `sim/engine/random.ts`, eight rows side by side. A
 * vector holds one word of four rows; two of them, so that one fills the pauses of the other.
 */
import { key0, key1, key2, key3 } from './columns'

const PARITY: i32 = 0x1bd11bda

/** Turns every word left by `bits`. */
@inline
function turn(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits))
}

/**
 * `count` blocks of four words for each of `rows` rows, one row's after the other's from `out` on: those of the row's agent
 * from index times `step` on. Rows are drawn by eights: up to seven more are read and written than asked for.
 */
export function drawRows(
  rows: i32,
  count: i32,
  index: usize,
  step: i32,
  agent: usize,
  out: usize,
  tick: i32,
  purpose: i32,
): void {
  const k0 = i32x4.splat(key0)
  const k1 = i32x4.splat(key1)
  const k2 = i32x4.splat(key2)
  const k3 = i32x4.splat(key3)
  const k4 = i32x4.splat(PARITY ^ key0 ^ key1 ^ key2 ^ key3)
  const one = i32x4.splat(1)
  const last4 = i32x4.add(k4, one)
  const last0 = i32x4.add(k0, i32x4.splat(2))
  const last1 = i32x4.add(k1, i32x4.splat(3))
  const start2 = i32x4.add(k2, i32x4.splat(tick))
  const start3 = i32x4.add(k3, i32x4.splat(purpose))
  const bytes = <usize>count << 4
  for (let row = 0; row < rows; row += 8, index += 32, agent += 32, out += bytes << 3) {
    const one1 = i32x4.add(k1, v128.load(agent))
    const other1 = i32x4.add(k1, v128.load(agent, 16))
    let one0 = i32x4.add(k0, i32x4.mul(i32x4.splat(step), v128.load(index)))
    let other0 = i32x4.add(k0, i32x4.mul(i32x4.splat(step), v128.load(index, 16)))
    for (let at = out, end = out + bytes; at < end; at += 16) {
      let x0 = one0
      let y0 = other0
      let x1 = one1
      let y1 = other1
      let x2 = start2
      let y2 = start2
      let x3 = start3
      let y3 = start3
      one0 = i32x4.add(one0, one)
      other0 = i32x4.add(other0, one)
      x0 = i32x4.add(x0, x1)
      y0 = i32x4.add(y0, y1)
      x2 = i32x4.add(x2, x3)
      y2 = i32x4.add(y2, y3)
      x1 = v128.xor(turn(x1, 10), x0)
      y1 = v128.xor(turn(y1, 10), y0)
      x3 = v128.xor(turn(x3, 26), x2)
      y3 = v128.xor(turn(y3, 26), y2)
      x0 = i32x4.add(x0, x3)
      y0 = i32x4.add(y0, y3)
      x2 = i32x4.add(x2, x1)
      y2 = i32x4.add(y2, y1)
      x3 = v128.xor(turn(x3, 11), x0)
      y3 = v128.xor(turn(y3, 11), y0)
      x1 = v128.xor(turn(x1, 21), x2)
      y1 = v128.xor(turn(y1, 21), y2)
      x0 = i32x4.add(x0, x1)
      y0 = i32x4.add(y0, y1)
      x2 = i32x4.add(x2, x3)
      y2 = i32x4.add(y2, y3)
      x1 = v128.xor(turn(x1, 13), x0)
      y1 = v128.xor(turn(y1, 13), y0)
      x3 = v128.xor(turn(x3, 27), x2)
      y3 = v128.xor(turn(y3, 27), y2)
      x0 = i32x4.add(x0, x3)
      y0 = i32x4.add(y0, y3)
      x2 = i32x4.add(x2, x1)
      y2 = i32x4.add(y2, y1)
      x3 = v128.xor(turn(x3, 23), x0)
      y3 = v128.xor(turn(y3, 23), y0)
      x1 = v128.xor(turn(x1, 5), x2)
      y1 = v128.xor(turn(y1, 5), y2)
      x0 = i32x4.add(x0, k1)
      y0 = i32x4.add(y0, k1)
      x1 = i32x4.add(x1, k2)
      y1 = i32x4.add(y1, k2)
      x2 = i32x4.add(x2, k3)
      y2 = i32x4.add(y2, k3)
      x3 = i32x4.add(x3, last4)
      y3 = i32x4.add(y3, last4)
      x0 = i32x4.add(x0, x1)
      y0 = i32x4.add(y0, y1)
      x2 = i32x4.add(x2, x3)
      y2 = i32x4.add(y2, y3)
      x1 = v128.xor(turn(x1, 6), x0)
      y1 = v128.xor(turn(y1, 6), y0)
      x3 = v128.xor(turn(x3, 20), x2)
      y3 = v128.xor(turn(y3, 20), y2)
      x0 = i32x4.add(x0, x3)
      y0 = i32x4.add(y0, y3)
      x2 = i32x4.add(x2, x1)
      y2 = i32x4.add(y2, y1)
      x3 = v128.xor(turn(x3, 17), x0)
      y3 = v128.xor(turn(y3, 17), y0)
      x1 = v128.xor(turn(x1, 11), x2)
      y1 = v128.xor(turn(y1, 11), y2)
      x0 = i32x4.add(x0, x1)
      y0 = i32x4.add(y0, y1)
      x2 = i32x4.add(x2, x3)
      y2 = i32x4.add(y2, y3)
      x1 = v128.xor(turn(x1, 25), x0)
      y1 = v128.xor(turn(y1, 25), y0)
      x3 = v128.xor(turn(x3, 10), x2)
      y3 = v128.xor(turn(y3, 10), y2)
      x0 = i32x4.add(x0, x3)
      y0 = i32x4.add(y0, y3)
      x2 = i32x4.add(x2, x1)
      y2 = i32x4.add(y2, y1)
      x3 = v128.xor(turn(x3, 18), x0)
      y3 = v128.xor(turn(y3, 18), y0)
      x1 = v128.xor(turn(x1, 20), x2)
      y1 = v128.xor(turn(y1, 20), y2)
      x0 = i32x4.add(x0, k2)
      y0 = i32x4.add(y0, k2)
      x1 = i32x4.add(x1, k3)
      y1 = i32x4.add(y1, k3)
      x2 = i32x4.add(x2, k4)
      y2 = i32x4.add(y2, k4)
      x3 = i32x4.add(x3, last0)
      y3 = i32x4.add(y3, last0)
      x0 = i32x4.add(x0, x1)
      y0 = i32x4.add(y0, y1)
      x2 = i32x4.add(x2, x3)
      y2 = i32x4.add(y2, y3)
      x1 = v128.xor(turn(x1, 10), x0)
      y1 = v128.xor(turn(y1, 10), y0)
      x3 = v128.xor(turn(x3, 26), x2)
      y3 = v128.xor(turn(y3, 26), y2)
      x0 = i32x4.add(x0, x3)
      y0 = i32x4.add(y0, y3)
      x2 = i32x4.add(x2, x1)
      y2 = i32x4.add(y2, y1)
      x3 = v128.xor(turn(x3, 11), x0)
      y3 = v128.xor(turn(y3, 11), y0)
      x1 = v128.xor(turn(x1, 21), x2)
      y1 = v128.xor(turn(y1, 21), y2)
      x0 = i32x4.add(x0, x1)
      y0 = i32x4.add(y0, y1)
      x2 = i32x4.add(x2, x3)
      y2 = i32x4.add(y2, y3)
      x1 = v128.xor(turn(x1, 13), x0)
      y1 = v128.xor(turn(y1, 13), y0)
      x3 = v128.xor(turn(x3, 27), x2)
      y3 = v128.xor(turn(y3, 27), y2)
      x0 = i32x4.add(x0, x3)
      y0 = i32x4.add(y0, y3)
      x2 = i32x4.add(x2, x1)
      y2 = i32x4.add(y2, y1)
      x3 = v128.xor(turn(x3, 23), x0)
      y3 = v128.xor(turn(y3, 23), y0)
      x1 = v128.xor(turn(x1, 5), x2)
      y1 = v128.xor(turn(y1, 5), y2)
      x0 = i32x4.add(x0, k3)
      y0 = i32x4.add(y0, k3)
      x1 = i32x4.add(x1, k4)
      y1 = i32x4.add(y1, k4)
      x2 = i32x4.add(x2, k0)
      y2 = i32x4.add(y2, k0)
      x3 = i32x4.add(x3, last1)
      y3 = i32x4.add(y3, last1)
      storeRows(at, bytes, x0, x1, x2, x3)
      storeRows(at + (bytes << 2), bytes, y0, y1, y2, y3)
    }
  }
}

/** Stores four words of four rows as four rows of four words, `bytes` apart. */
@inline
function storeRows(at: usize, bytes: usize, x0: v128, x1: v128, x2: v128, x3: v128): void {
  const a = v128.shuffle<i32>(x0, x1, 0, 4, 1, 5)
  const b = v128.shuffle<i32>(x2, x3, 0, 4, 1, 5)
  const c = v128.shuffle<i32>(x0, x1, 2, 6, 3, 7)
  const d = v128.shuffle<i32>(x2, x3, 2, 6, 3, 7)
  v128.store(at, v128.shuffle<i64>(a, b, 0, 2))
  v128.store(at + bytes, v128.shuffle<i64>(a, b, 1, 3))
  v128.store(at + (bytes << 1), v128.shuffle<i64>(c, d, 0, 2))
  v128.store(at + bytes * 3, v128.shuffle<i64>(c, d, 1, 3))
}
