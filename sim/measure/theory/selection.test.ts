import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inclusion, scoreWeight, setProbabilities } from './selection.ts'

test('two of weights 1, 2, 3, 4 are drawn as the law says, not as K w / Σ w', () => {
  const expected = [0.23452380952380952, 0.44126984126984126, 0.6083333333333333, 0.7158730158730159]
  inclusion([1, 2, 3, 4], 2).forEach((p, i) => {
    expect(p).toBeCloseTo(expected[i], 14)
  })
  expect(Math.abs(inclusion([1, 2, 3, 4], 2)[3] - (2 * 4) / 10)).toBeGreaterThan(0.08)
})

test('five of ten nodes by score, the stake score being the stake in whole tokens', () => {
  const stake = [100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100]
  const weights = stake.map((tokens, i) => scoreWeight(0.95 - 0.05 * i, 0.99 - 0.01 * i, 1 - 0.01 * i, tokens))
  weights[0] = scoreWeight(0.95, 0.99, 1, 100000)
  const expected = [
    0.5989380030585971, 0.5811892320081934, 0.5580711530131038, 0.5383924418997418, 0.5178018937807174,
    0.4910371870676861, 0.46830904140354385, 0.44458639996260524, 0.41384567213469525, 0.3878289756711164,
  ]
  inclusion(weights, 5).forEach((p, i) => {
    expect(p).toBeCloseTo(expected[i], 13)
  })
})

test('a set of two comes about in two orders', () => {
  // {0, 1} of weights 1, 2, 3: 1/6 · 2/5 + 2/6 · 1/4
  expect([...setProbabilities([1, 2, 3], 2)].map(p => Math.round(p * 60))).toEqual([0, 0, 0, 9, 0, 16, 35, 0])
})

test('equal weights share evenly, however many they are', () => {
  expect(new Set(inclusion(new Float64Array(5000).fill(0.3), 5))).toEqual(new Set([0.001]))
})

test('weights that cannot be drawn from are refused', () => {
  expect(() => inclusion([1, -1], 1)).toThrow('got -1 for node 1')
  expect(() => inclusion([1, 0, 2], 3)).toThrow('expected to choose 1 to 2 nodes of positive weight, got 3')
  expect(() =>
    inclusion(
      new Float64Array(21).map((_, i) => i + 1),
      2,
    ),
  ).toThrow('expected at most 20 nodes, got 21')
})

test('agrees with drawing every order, and the probabilities add up to K', () => {
  const ordered = (weights: number[], left: number[], more: number, p: number, included: number[]) => {
    if (more === 0) return
    const total = left.reduce((sum, i) => sum + weights[i], 0)
    for (const i of left) {
      included[i] += (p * weights[i]) / total
      ordered(
        weights,
        left.filter(j => j !== i),
        more - 1,
        (p * weights[i]) / total,
        included,
      )
    }
  }
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      (weights, K) => {
        const chosen = Math.min(K, weights.length)
        const included = weights.map(() => 0)
        ordered(
          weights,
          weights.map((_, i) => i),
          chosen,
          1,
          included,
        )
        const got = inclusion(weights, chosen)
        included.forEach((p, i) => {
          expect(got[i]).toBeCloseTo(p, 12)
        })
        expect(got.reduce((a, b) => a + b)).toBeCloseTo(chosen, 12)
      },
    ),
    { numRuns: 60 },
  )
})
