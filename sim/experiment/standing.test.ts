import { expect, test } from 'vitest'
import { start } from '../economy/run.ts'
import { scenarioOf } from '../economy/trial.ts'
import { largestOperator, largestSite, standingOf } from './standing.ts'

/** A company of five nodes at three halls, and four others of one node each at a fourth hall. */
function town() {
  const sites = ['north', 'south', 'west', 'harbour'].map(name => ({ name, region: 'world' }))
  const scenario = scenarioOf({
    sites,
    classes: [{ name: 'query' }],
    specializations: [{ name: 'archive', classes: ['query'], latency: 0.5 }],
    operators: [
      {
        name: 'company',
        nodes: 5,
        stake: '60 token',
        quality: 2,
        sites: ['north', 'south', 'west'],
        latency: { law: 'deterministic', value: '40 ms' },
      },
      {
        name: 'pilot',
        count: 4,
        stake: '10 token',
        specialization: 'archive',
        sites: ['harbour'],
        latency: { law: 'deterministic', value: '10 ms' },
      },
    ],
  })
  return start(scenario, [], { row() {} })
}

test('sites count where nodes run, stakes by operator', () => {
  const standing = standingOf(town().world)
  expect(standing).toMatchObject({ operators: 5, nodes: 9, sites: 4, nakamotoSites: 2, nakamotoStake: 1, quality: 0.4 })
  // Nodes 2, 2, 1, 4 of 9; stakes 60, 10, 10, 10, 10.
  expect(standing.hhiSites).toBeCloseTo((10_000 * (4 + 4 + 1 + 16)) / 81, 9)
  expect(standing.giniStake).toBeCloseTo(0.4, 12)
  expect(standing.specialists).toBeCloseTo(0.25, 12)
})

test('the largest site has most nodes, the largest operator most sales, and none is largest where none is left', () => {
  const run = town()
  expect(largestSite(run.world)).toBe(3)
  run.step()
  const { share, state } = run.world.tables.operators
  const largest = largestOperator(run.world)!
  expect(Math.max(...share)).toBe(share[largest])
  state.fill(3)
  expect([largestOperator(run.world), largestSite(run.world)]).toEqual([undefined, undefined])
  expect(standingOf(run.world)).toMatchObject({ operators: 0, nodes: 0, sites: 0, quality: NaN, merit: NaN })
})
