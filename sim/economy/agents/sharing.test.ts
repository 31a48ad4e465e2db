/** Sharing: what is wanted is met up to one level, whatever lane counts it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, type Tables } from '../../engine/memory.ts'
import type { Lane, State } from '../build.ts'
import { scenarioOf } from '../trial.ts'
import type { World } from '../world.ts'
import { granted, shareCompute, want, wantLess, wantTallies } from './sharing.ts'
import { agentTables, agentTallies } from './tables.ts'

/** What agents who want so much, in micro-credits, get of a capacity in credits a tick. */
function shared(wants: readonly (readonly [ahead: number, spot: number])[], capacity: number, lanes = 1) {
  const scenario = scenarioOf({ agents: { groups: [{ name: 'swarm' }], credits: { capacity: `${capacity}/s` } } })
  const state = allocate(agentTables(scenario)).tables
  const all = Array.from(
    { length: lanes },
    () => allocate({ ...agentTallies(scenario), ...wantTallies(scenario) }).tables,
  )
  for (const [i, [ahead, spot]] of wants.entries()) {
    const { agentTally, agentWants } = all[i % lanes]
    agentTally.redeemed[0] += ahead
    agentTally.spot[0] += spot
    want(agentWants, ahead, spot)
  }
  const tables = state as unknown as Tables<State> & Tables<Lane>
  tables.creditMarket.capacity[0] = Math.round(capacity * 1e6)
  shareCompute({ scenario, tables, lanes: all as unknown as World['lanes'] } as World)
  const { redeemedLevel, redeemedShare, spotLevel, spotShare } = state.creditMarket
  return wants.map(([ahead, spot]) => [
    granted(ahead, redeemedLevel[0], redeemedShare[0]),
    granted(spot, spotLevel[0], spotShare[0]),
  ])
}

test('where there is room for all, all get what they want', () => {
  expect(
    shared(
      [
        [0, 3_000_000],
        [5_000_000, 2_000_000],
      ],
      10,
    ),
  ).toEqual([
    [0, 3_000_000],
    [5_000_000, 2_000_000],
  ])
})

test('six micro-credits for wants of 1, 2 and 8: one, two and three', () => {
  expect(
    shared(
      [
        [0, 1],
        [0, 2],
        [0, 8],
      ],
      6e-6,
    ),
  ).toEqual([
    [0, 1],
    [0, 2],
    [0, 3],
  ])
})

test('credits come before the spot, of which nothing is left where they take all', () => {
  expect(
    shared(
      [
        [4, 4],
        [4, 0],
      ],
      8e-6,
    ),
  ).toEqual([
    [4, 0],
    [4, 0],
  ])
  expect(
    shared(
      [
        [4, 4],
        [4, 0],
      ],
      4e-6,
    ),
  ).toEqual([
    [2, 0],
    [2, 0],
  ])
})

test('who wants less than it said is counted with what it wants', () => {
  const scenario = scenarioOf({ agents: { groups: [{ name: 'swarm' }], credits: { capacity: '1/s' } } })
  const [said, wanted] = [0, 1].map(() => allocate(wantTallies(scenario)).tables.agentWants)
  want(said, 3, 900)
  wantLess(said, 900, 5)
  want(wanted, 3, 5)
  expect(said).toEqual(wanted)
})

test('never more than there is, all but a unit an agent of it, the like alike, the larger no less, on any number of lanes', () => {
  const amounts = fc.oneof(fc.nat(20), fc.nat(3_000_000), fc.integer({ min: 0, max: 4_000_000_000_000_000 }))
  fc.assert(
    fc.property(
      fc.array(amounts, { minLength: 1, maxLength: 30 }),
      fc.nat(9_000_000),
      fc.integer({ min: 1, max: 3 }),
      (spot, room, lanes) => {
        const got = shared(
          spot.map(amount => [0, amount]),
          room / 1e6,
          lanes,
        ).map(([, amount]) => amount)
        expect(
          shared(
            spot.map(amount => [0, amount]),
            room / 1e6,
          ).map(([, amount]) => amount),
        ).toEqual(got)
        const all = spot.reduce((sum, amount) => sum + amount, 0)
        const used = got.reduce((sum, amount) => sum + amount, 0)
        expect(used).toBeLessThanOrEqual(Math.min(room, all))
        expect(used).toBeGreaterThanOrEqual(Math.min(room, all) - spot.length)
        for (const [i, a] of spot.entries())
          for (const [j, b] of spot.entries()) if (a <= b) expect(got[i]).toBeLessThanOrEqual(got[j])
      },
    ),
  )
})
