import { expect, test } from 'vitest'
import { blocks, keyOf } from '../engine/random.ts'
import { normal } from '../engine/variates.ts'
import { autoregression } from './autoregression.ts'
import { followed } from './trial.ts'

const key = keyOf('autoregression')
const words = new Int32Array(4)

/** A standard normal number, the `n`th of those numbered `of`. */
function shock(n: number, of: number): number {
  blocks(words, 1, key, 0, n, of, 1)
  return normal(words[0], words[1])
}

/** An autoregression about `level` with chance of standard deviation 1. */
function simulated(shares: readonly number[], level: number, length: number, of: number): number[] {
  const values: number[] = []
  for (let n = 0; n < length; n++) {
    let y = level + shock(n, of)
    for (const [a, share] of shares.entries()) y += share * ((values[n - 1 - a] ?? level) - level)
    values.push(y)
  }
  return values
}

/** Solves a x = b by elimination. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]])
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows.findIndex(
      (row, k) => k >= i && Math.abs(row[i]) === Math.max(...rows.slice(i).map(r => Math.abs(r[i]))),
    )
    ;[rows[i], rows[pivot]] = [rows[pivot], rows[i]]
    for (let k = 0; k < rows.length; k++) {
      if (k === i) continue
      const times = rows[k][i] / rows[i][i]
      for (let j = i; j < rows[k].length; j++) rows[k][j] -= times * rows[i][j]
    }
  }
  return rows.map((row, i) => row[rows.length] / row[i])
}

/** Coefficients that a series has come to, the constant first. */
function coefficients(values: readonly number[], order: number, forgetting: number, known: number) {
  const { series } = followed(autoregression({ order, forgetting }), values, known)
  return Array.from(series.state.subarray(series.base + 2, series.base + 3 + order))
}

test.each([[[0.5, 0.3]], [[1.2, -0.5]], [[0.4, -0.2, 0.3]]])(
  'it finds the shares %j of a simulated series within four standard errors',
  shares => {
    const length = 20_000
    const found = [1, 2, 3, 4].map(of => coefficients(simulated(shares, 20, length, of), shares.length, 1, 20).slice(1))
    // The covariance of the estimates is that of the chance over n times the autocovariance of the series, and their sum has
    // the sharpest bound: sqrt(n) (estimate - truth) is normal with covariance sigma^2 / Gamma [Brockwell and Davis 1991, 8.1].
    // With sigma^2 = 1 the standard error of the last share is 1 / sqrt(n), and none is above sqrt((1 - last^2) / n) for order 2.
    const last = shares.at(-1)!
    const error = Math.sqrt((shares.length === 2 ? 1 - last * last : 1) / length)
    for (const estimates of found)
      for (const [a, estimate] of estimates.entries()) expect(Math.abs(estimate - shares[a])).toBeLessThan(4 * error)
  },
)

test('recursive estimates are those of weighted least squares, with what was known as a ridge', () => {
  const order = 3
  const forgetting = 0.98
  const known = 10
  const values = simulated([0.5, 0.2, -0.3], known, 300, 9)
  const unit = Math.max(...values.slice(0, order + 1).map(y => Math.abs(y - known)))
  const scaled = values.map(y => (y - known) / unit)
  // Least squares by the book: the sum of forgetting^age x x' over all times, and the unit matrix as old as all of them.
  const terms = order + 1
  const matrix = Array.from({ length: terms }, (_, a) =>
    Array.from({ length: terms }, (_, b) => (a === b ? forgetting ** (values.length - order) : 0)),
  )
  const right = new Array<number>(terms).fill(0)
  for (let n = order; n < values.length; n++) {
    const weight = forgetting ** (values.length - 1 - n)
    const x = [1, ...Array.from({ length: order }, (_, a) => scaled[n - 1 - a])]
    for (let a = 0; a < terms; a++) {
      right[a] += weight * x[a] * scaled[n]
      for (let b = 0; b < terms; b++) matrix[a][b] += weight * x[a] * x[b]
    }
  }
  const expected = solved(matrix, right)
  for (const [a, estimate] of coefficients(values, order, forgetting, known).entries())
    expect(estimate).toBeCloseTo(expected[a], 8)
})

test('several steps ahead are forecast one by one, each from those before', () => {
  const values = simulated([0.6, -0.3], 50, 500, 5)
  const { ahead, series } = followed(autoregression({ order: 2, forgetting: 1 }), values, 50)
  const [centre, unit, constant, one, two] = series.state.subarray(series.base)
  let [last, before] = [values[499], values[498]]
  for (let steps = 0; steps < 30; steps++) {
    const next = centre + constant * unit + one * (last - centre) + two * (before - centre)
    expect(ahead(steps)).toBeCloseTo(next, 9)
    ;[last, before] = [next, last]
  }
})

test('a series that stands still for long does not let the covariance grow without end, nor one that jumps after it', () => {
  const order = 2
  const { series } = followed(
    autoregression({ order, forgetting: 0.9 }),
    [...new Array(5000).fill(7), 700, ...new Array(5000).fill(0), 3, 4, 5],
    8,
  )
  const [a, b, c, d, e, f] = series.state.subarray(series.base + 3 + 2 * order)
  expect(a + d + f).toBeLessThanOrEqual(3000 * (1 + 1e-9))
  // It stays a covariance: its leading minors are above 0.
  expect(a).toBeGreaterThan(0)
  expect(a * d - b * b).toBeGreaterThan(0)
  expect(a * (d * f - e * e) - b * (b * f - e * c) + c * (b * e - d * c)).toBeGreaterThan(0)
})
