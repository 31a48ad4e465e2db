import { expect, test } from 'vitest'
import { normalQuantile } from './numerics.ts'
import { blocks, keyOf } from './random.ts'
import { exponential, gamma, geometric, lognormal, normal, pareto, poisson, uniformBetween, unit } from './variates.ts'

const key = keyOf('variates')
const words = new Int32Array(400_000)
blocks(words, words.length / 4, key, 0, 0, 0, 0)

/** Mean and variance of `n` draws. */
function moments(n: number, draw: (i: number) => number): [mean: number, variance: number] {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < n; i++) sum += draw(i)
  const mean = sum / n
  for (let i = 0; i < n; i++) squares += (draw(i) - mean) ** 2
  return [mean, squares / n]
}

/** Fails if n draws with these moments are not within 4 standard errors; `kurtosis` is the fourth moment over variance^2. */
function expectMoments(n: number, draw: (i: number) => number, mean: number, variance: number, kurtosis: number) {
  const [m, v] = moments(n, draw)
  expect(Math.abs(m - mean)).toBeLessThan(4 * Math.sqrt(variance / n))
  expect(Math.abs(v - variance)).toBeLessThan(4 * variance * Math.sqrt((kurtosis - 1) / n))
}

/**
 * Fails unless the counts of n draws fit the probabilities, which add up to 1 with the last class open. Classes
 * that expect fewer than 5 draws are counted as one.
 */
function expectClasses(n: number, draw: (i: number) => number, probabilities: number[]) {
  const last = probabilities.length - 1
  const counts = new Float64Array(last + 1)
  for (let i = 0; i < n; i++) counts[Math.min(draw(i), last)]++
  const classes = probabilities.map((p, i) => ({ count: counts[i], expected: n * p }))
  const rare = classes.filter(({ expected }) => expected < 5)
  const common = classes.filter(({ expected }) => expected >= 5)
  const chiSquare = common.reduce((sum, { count, expected }) => sum + (count - expected) ** 2 / expected, 0)
  const degrees = common.length - 1
  expect(Math.abs(chiSquare - degrees)).toBeLessThan(4 * Math.sqrt(2 * degrees))
  const [rareCount, rareExpected] = [
    rare.reduce((sum, { count }) => sum + count, 0),
    rare.reduce((sum, { expected }) => sum + expected, 0),
  ]
  expect(Math.abs(rareCount - rareExpected)).toBeLessThanOrEqual(3 + 4 * Math.sqrt(rareExpected)) // 3: few are not normal
}

function poissonProbabilities(mean: number, last: number): number[] {
  const probabilities: number[] = []
  for (let k = 0, logTerm = -mean; k < last; k++, logTerm += Math.log(mean / k)) probabilities.push(Math.exp(logTerm))
  return [...probabilities, 1 - probabilities.reduce((a, b) => a + b)]
}

test('a unit is the word over 2^32, signed or not', () => {
  expect([0, 1, 2 ** 31, 2 ** 32 - 1, -1].map(unit)).toEqual([0, 2 ** -32, 0.5, 1 - 2 ** -32, 1 - 2 ** -32])
})

test('an exponential is -log((word + 1/2) / 2^32) to one part in 3e7, from the first word to the last', () => {
  let worst = 0
  const check = (word: number) => {
    // Near 1 the logarithm is taken of the rest, which is exact.
    const exact = word < 2 ** 31 ? -Math.log((word + 0.5) / 2 ** 32) : -Math.log1p((word + 0.5 - 2 ** 32) / 2 ** 32)
    worst = Math.max(worst, Math.abs(exponential(word) / exact - 1))
    if (exponential(word | 0) !== exponential(word)) worst = NaN // the sign of the word does not count
  }
  for (let word = 0; word < 5000; word++) {
    check(word)
    check(2 ** 32 - 1 - word)
  }
  for (let bit = 13; bit < 32; bit++) for (let d = -3; d <= 3; d++) check(2 ** bit + d)
  for (let i = 0; i < 50_000; i++) check(words[i] >>> 0)
  expect(worst).toBeLessThan(3e-8)
})

test('exponentials never rise as the word does', () => {
  const ascending = Uint32Array.from(words.subarray(0, 100_000)).sort()
  const rises = ascending.filter((word, i) => i > 0 && exponential(word) > exponential(ascending[i - 1]))
  expect(rises).toEqual(new Uint32Array())
})

test('mean and variance of the exponential are 1 to 1e-6, integrated over the grid of words', () => {
  // Below 2^16 every word; above, each octave by 2^15 words in the middle of as many equal steps.
  let [sum, squares] = [0, 0]
  const add = (word: number, count: number) => {
    const x = exponential(word)
    sum += x * count
    squares += x * x * count
  }
  for (let word = 0; word < 2 ** 16; word++) add(word, 1)
  for (let bit = 16; bit < 32; bit++) {
    const step = 2 ** (bit - 15)
    for (let word = 2 ** bit + step / 2; word < 2 ** (bit + 1); word += step) add(word, step)
  }
  expect(Math.abs(sum / 2 ** 32 - 1)).toBeLessThan(1e-6)
  expect(Math.abs(squares / 2 ** 32 - (sum / 2 ** 32) ** 2 - 1)).toBeLessThan(1e-6)
})

test('quantiles of the exponential: half of the words lie below log 2, one in 1,000 above log 1000', () => {
  expect(exponential(2 ** 31)).toBeLessThan(Math.LN2)
  expect(exponential(2 ** 31 - 1)).toBeGreaterThan(Math.LN2)
  const oneIn1000 = Math.floor(2 ** 32 / 1000)
  expect(exponential(oneIn1000)).toBeCloseTo(Math.log(1000), 7)
})

test('a normal is the quantile of its words within 1e-8, over the whole range of octaves', () => {
  for (let i = 0; i < 64_000; i += 2) {
    const word0 = words[i] >>> (i % 32)
    const word1 = words[i + 1]
    const tail = (word0 + ((word1 >>> 1) + 0.5) / 2 ** 31) / 2 ** 33
    const side = word1 % 2 === 0 ? -1 : 1
    expect(Math.abs(normal(word0, word1) - side * normalQuantile(tail))).toBeLessThan(1e-8)
    expect(normal(word0 | 0, word1 | 0)).toBe(normal(word0, word1))
  }
})

test('a normal goes out to 9 standard deviations, and is small for large words', () => {
  expect(normal(0, 0)).toBeCloseTo(-normalQuantile(2 ** -65), 12)
  expect(normal(0, 5)).toBeCloseTo(normalQuantile((2 + 0.5) * 2 ** -64), 12)
  expect(normal(0, 0)).toBeGreaterThan(9)
  expect(Math.abs(normal(2 ** 32 - 1, 0))).toBeLessThan(1e-8)
})

test('normals have mean 0, variance 1 and the shares of the normal distribution', () => {
  const draw = (i: number) => normal(words[2 * i], words[2 * i + 1])
  expectMoments(200_000, draw, 0, 1, 3)
  // Classes from below -2 to above 2, in steps of 1.
  const below2 = 0.022750131948179
  const from2to1 = 0.135905121983278
  const from1to0 = 0.341344746068543
  const classes = [below2, from2to1, from1to0, from1to0, from2to1, below2]
  expectClasses(200_000, i => Math.max(0, Math.floor(draw(i)) + 3), classes)
})

test('lognormals have the given median, and their logarithm the given sigma', () => {
  const draw = (i: number) => lognormal(8, 0.5, words[2 * i], words[2 * i + 1])
  expectMoments(100_003, i => Math.log(draw(i) / 8) / 0.5, 0, 1, 3)
  expect(lognormal(8, 0, 1, 2)).toBe(8)
})

test('half of the Pareto variates of minimum 3 and shape 2 lie below 3 times the root of 2', () => {
  expect(pareto(3, 2, 2 ** 31)).toBeCloseTo(3 * Math.SQRT2, 7)
  expect(pareto(3, 2, 2 ** 32 - 1)).toBeCloseTo(3, 8)
  expectMoments(100_003, i => 2 * Math.log(pareto(3, 2, words[i]) / 3), 1, 1, 9)
})

test('uniform variates lie between their bounds with the mean in the middle', () => {
  expect(uniformBetween(-2, 6, 0, 0)).toBe(-2)
  expect(uniformBetween(-2, 6, 2 ** 31, 0)).toBe(2)
  expectMoments(100_003, i => uniformBetween(-2, 6, words[2 * i], words[2 * i + 1]), 2, 64 / 12, 1.8)
})

test('geometric variates count trials up to the first success', () => {
  const p = 0.3
  expectClasses(200_000, i => geometric(p, words[i]) - 1, [
    ...Array.from({ length: 20 }, (_, k) => p * 0.7 ** k),
    0.7 ** 20,
  ])
  expect(geometric(1, 0)).toBe(1)
  expectMoments(100_003, i => geometric(1e-4, words[i]), 1e4, (1 - 1e-4) / 1e-8, 9)
  expect(() => geometric(0, 1)).toThrow('geometric: expected a success in (0, 1], got 0')
  expect(() => geometric(1.5, 1)).toThrow(RangeError)
})

test.each([
  [0.02, 5],
  [1.3, 12],
  [9.99, 32],
  [10, 32],
  [40.5, 90],
])('Poisson variates of mean %d have the Poisson probabilities', (mean, last) => {
  expectClasses(100_003, i => poisson(mean, key, 1, 2, i), poissonProbabilities(mean, last))
})

test.each([150, 12_345.6, 1e9])('Poisson variates of mean %d have that mean and variance', mean => {
  expectMoments(50_000, i => poisson(mean, key, 3, 4, i), mean, mean, 3 + 1 / mean)
})

test('a Poisson variate of mean 0 is 0, and an impossible mean is refused', () => {
  expect(poisson(0, key, 1, 2, 3)).toBe(0)
  expect(() => poisson(-1, key, 1, 2, 3)).toThrow('poisson: expected a mean from 0 to 1000000000000, got -1')
  expect(() => poisson(NaN, key, 1, 2, 3)).toThrow('got NaN')
  expect(() => poisson(Infinity, key, 1, 2, 3)).toThrow(RangeError)
})

test.each([0.4, 1, 2.5, 60])('gamma variates of shape %d have that mean and variance', shape => {
  expectMoments(100_003, i => gamma(shape, key, 5, 6, i), shape, shape, 3 + 6 / shape)
})

test('gamma variates of shape 1 are exponential, and a shape of 0 is refused', () => {
  const shares = Array.from({ length: 12 }, (_, k) => Math.exp(-k / 2) - Math.exp(-(k + 1) / 2))
  expectClasses(100_003, i => Math.floor(2 * gamma(1, key, 7, 8, i)), [...shares, Math.exp(-6)])
  expect(() => gamma(0, key, 7, 8, 9)).toThrow('gamma: expected a finite shape above 0, got 0')
})

test('rejected draws read on in their own stream: neighbours and repeats are not disturbed', () => {
  const alone = poisson(25, key, 9, 1, 7)
  for (let agent = 0; agent < 100; agent++) poisson(25, key, 9, 1, agent)
  expect(poisson(25, key, 9, 1, 7)).toBe(alone)
})
