/** Sharing: what is wanted is met up to one level, whatever lane counts it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, type Tables } from '../../engine/memory.ts'
import type { Lane, State } from '../build.ts'
import { scenarioOf } from '../trial.ts'
import type { World } from '../world.ts'
import { EVENLY, granted, shareCompute, want, wantLess, wantTallies } from './sharing.ts'
import { agentTables, agentTallies } from './tables.ts'

type Wants = readonly (readonly [ahead: number, spot: number])[]

/** What agents who want so much, in micro-credits, get of a capacity in credits a tick; by lot where they have tickets. */
function shared(wants: Wants, capacity: number, lanes = 1, tickets?: readonly number[]) {
  const rationing = tickets ? 'lot' : 'even'
  const credits = { capacity: `${capacity}/s`, rationing }
  const scenario = scenarioOf({ agents: { groups: [{ name: 'swarm' }], credits } })
  const state = allocate(agentTables(scenario)).tables
  const all = Array.from(
    { length: lanes },
    () => allocate({ ...agentTallies(scenario), ...wantTallies(scenario) }).tables,
  )
  for (const [i, [ahead, spot]] of wants.entries()) {
    const { agentTally, agentWants } = all[i % lanes]
    agentTally.redeemed[0] += ahead
    agentTally.spot[0] += spot
    want(agentWants, tickets?.[i] ?? EVENLY, ahead, spot)
  }
  const tables = state as unknown as Tables<State> & Tables<Lane>
  tables.creditMarket.capacity[0] = Math.round(capacity * 1e6)
  shareCompute({ scenario, tables, lanes: all as unknown as World['lanes'] } as World)
  const { redeemedLevel, redeemedShare, spotLevel, spotShare } = state.creditMarket
  return wants.map(([ahead, spot], i) => [
    granted(ahead, tickets?.[i] ?? EVENLY, redeemedLevel[0], redeemedShare[0]),
    granted(spot, tickets?.[i] ?? EVENLY, spotLevel[0], spotShare[0]),
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
  want(said, EVENLY, 3, 900)
  wantLess(said, EVENLY, 900, 5)
  want(wanted, EVENLY, 3, 5)
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

test('by lot some get all that they want, those of one ticket the same part, the others nothing', () => {
  const wants: Wants = [
    [0, 6],
    [4, 10],
    [0, 8],
    [2, 0],
    [0, 30],
  ]
  expect(shared(wants, 18e-6, 2, [9, 3, 20, 52, 9])).toEqual([
    [0, 0],
    [4, 10],
    [0, 0],
    [2, 0],
    [0, 1],
  ])
})

test('by lot never more than there is, all but a unit an agent of it, whatever the lanes', () => {
  const wanting = fc.record({ spot: fc.nat(9_000_000), ticket: fc.nat(52) })
  const many = fc.array(wanting, { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(many, fc.nat(90_000_000), fc.integer({ min: 1, max: 3 }), (all, room, lanes) => {
      const wants = all.map(({ spot }) => [0, spot] as const)
      const tickets = all.map(({ ticket }) => ticket)
      const got = shared(wants, room / 1e6, lanes, tickets).map(([, amount]) => amount)
      const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)
      const most = Math.min(room, total(all.map(({ spot }) => spot)))
      expect(total(got)).toBeLessThanOrEqual(most)
      expect(total(got)).toBeGreaterThanOrEqual(most - all.length)
      expect(got.filter((amount, i) => amount > 0 && amount < all[i].spot).map((_, i) => i).length).toBeLessThanOrEqual(
        Math.max(...tickets.map(ticket => tickets.filter(other => other === ticket).length)),
      )
    }),
  )
})
