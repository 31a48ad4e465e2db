import { expect, test } from 'vitest'
import { frontiersOf } from './frontier.ts'

test('a group has a frontier where two alternatives have it: by uptime through surges, or by all uptime where there are none', () => {
  const item = (key: string) => ({ key, section: 'Agents', aspect: key, unit: '1', doc: key })
  const items = ['surge_uptime_a', 'uptime_a', 'spending_a', 'surge_uptime_b', 'uptime_b', 'spending_b'].map(item)
  const frontiers = frontiersOf(['a', 'b', 'c'], ['x', 'y'], items, [
    [
      [0.5, 0.9, 1, NaN, 0.7, 1],
      [0.6, 0.9, 1, NaN, 0.7, 1],
    ],
    [[0.4, 0.8, 1, NaN, 0.6, 2], undefined],
  ])
  expect(frontiers.map(({ group, uptime }) => [group, uptime.key])).toEqual([
    ['a', 'surge_uptime_a'],
    ['b', 'uptime_b'],
  ])
  expect(frontiers[0].policies.map(({ uptime }) => uptime.mean)).toEqual([0.55, 0.4])
})
