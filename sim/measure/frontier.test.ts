import { expect, test } from 'vitest'
import { policiesOf } from './frontier.ts'

/** Policies with their uptime and spending by replicate. */
const judged = (policies: Readonly<Record<string, readonly [number[], number[]]>>) =>
  Object.fromEntries(
    policiesOf(
      Object.keys(policies),
      Object.values(policies).map(([uptime]) => uptime),
      Object.values(policies).map(([, spending]) => spending),
    ).map(({ name, dominatedBy }) => [name, dominatedBy]),
  )

test('a policy with less uptime for more money is dominated, one with less of both is not', () => {
  expect(
    judged({
      cheap: [
        [0.8, 0.81],
        [1, 1.1],
      ],
      sure: [
        [0.99, 0.98],
        [3, 3.1],
      ],
      wasteful: [
        [0.9, 0.91],
        [4, 4.1],
      ],
    }),
  ).toEqual({ cheap: [], sure: [], wasteful: ['sure'] })
})

test('paired differences decide: luck that all share hides nothing, and a difference that is not clear dominates nobody', () => {
  // Replicates differ by 0.1 from each other, the two policies by 0.01 in each.
  const luck = [0.7, 0.8, 0.9]
  const same = [2, 2, 2]
  expect(judged({ better: [luck.map(up => up + 0.01), same], worse: [luck, same] })).toEqual({
    better: [],
    worse: ['better'],
  })
  expect(judged({ one: [[0.7, 0.9, 0.8], same], other: [[0.8, 0.7, 0.8], same] })).toEqual({ one: [], other: [] })
})

test('equal policies do not dominate each other, and one replicate is too few to say', () => {
  const same: readonly [number[], number[]] = [
    [0.9, 0.8],
    [1, 2],
  ]
  expect(judged({ a: same, b: same })).toEqual({ a: [], b: [] })
  expect(judged({ a: [[0.9], [1]], b: [[0.1], [9]] })).toEqual({ a: [], b: [] })
})

test('policies stand from the cheapest to the dearest, those that dominate from most uptime on, and one that failed is left out', () => {
  const policies = policiesOf(
    ['bad', 'good', 'best', 'failed'],
    [
      [0.5, 0.5],
      [0.8, 0.8],
      [0.9, 0.9],
      [NaN, NaN],
    ],
    [
      [9, 9],
      [3, 3],
      [4, 4],
      [1, 1],
    ],
  )
  expect(policies.map(({ name }) => name)).toEqual(['good', 'best', 'bad'])
  expect(policies[2]).toMatchObject({
    dominatedBy: ['best', 'good'],
    uptime: { n: 2, mean: 0.5 },
    spending: { mean: 9 },
  })
})
