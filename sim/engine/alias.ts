/**
 * Alias tables (Walker 1977, Vose 1991): a row drawn in proportion to its weight from one random word, at a
 * cost that does not grow with the number of rows.
 *
 * The words from 0 to 2^32 are cut into n equal slots. Below the slot's `cut` a word means the slot's own row,
 * from the cut on it means the row `alias`. The cut is a position among all words, not a share of its slot, so
 * that one word both finds the slot and is compared with the cut as it is.
 */

const TWO_32 = 0x100000000

/**
 * Fills `cut` and `alias` from `offset` to `offset + n` for the weights there. Rows in `alias` count from 0
 * at the offset. `scratch` has at least n words; what it holds does not matter. Nothing is allocated, and
 * equal weights give equal tables.
 *
 * Throws a RangeError on a weight that is negative or not finite, or if the weights do not have a sum
 * above 0 (as when n is 0) and finite.
 */
export function buildAlias(
  weights: Readonly<Float64Array>,
  offset: number,
  n: number,
  cut: Float64Array,
  alias: Uint32Array,
  scratch: Uint32Array,
): void {
  let sum = 0
  for (let i = offset; i < offset + n; i++) {
    const weight = weights[i]
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`weights[${i}]: expected a finite number of at least 0, got ${weight}`)
    }
    sum += weight
  }
  if (!(sum > 0 && sum < Infinity)) {
    throw new RangeError(`weights[${offset}] to weights[${offset + n - 1}]: expected a finite sum above 0, got ${sum}`)
  }

  // Until its slot is settled, `cut` holds the weight a row still has to place, in slots.
  // `scratch` is two stacks: rows with less than a slot grow from the left, the others from the right.
  let poor = 0
  let rich = n
  for (let row = 0; row < n; row++) {
    const slots = (weights[offset + row] / sum) * n
    cut[offset + row] = slots
    alias[offset + row] = row
    if (slots < 1) scratch[poor++] = row
    else scratch[--rich] = row
  }
  const width = TWO_32 / n
  while (poor > 0 && rich < n) {
    const from = scratch[--poor]
    const to = scratch[rich]
    const placed = cut[offset + from]
    cut[offset + from] = (from + placed) * width
    alias[offset + from] = to
    const left = cut[offset + to] + placed - 1
    cut[offset + to] = left
    if (left < 1) {
      rich++
      scratch[poor++] = to
    }
  }
  // What is left on one of the stacks is a whole slot each, but for rounding.
  while (poor > 0) cut[offset + scratch[--poor]] = TWO_32
  while (rich < n) cut[offset + scratch[rich++]] = TWO_32
}

/** The row, from 0 to n - 1, that the random `word` (signed or not) draws from the table at `offset`. */
export function pickAlias(
  word: number,
  offset: number,
  n: number,
  cut: Readonly<Float64Array>,
  alias: Readonly<Uint32Array>,
): number {
  const position = word >>> 0
  const slot = Math.floor((position * n) / TWO_32)
  return position < cut[offset + slot] ? slot : alias[offset + slot]
}
