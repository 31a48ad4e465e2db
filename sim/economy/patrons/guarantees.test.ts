import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved } from '../ledger.ts'
import { type Trial, trial } from '../trial.ts'
import { brokenTime } from './guarantees.ts'

const auction = { every: '10 s', slots: 1, reserve: '0.0005 USD/s' }
const state = { name: 'state', slots: 1, value: '0.002 USD/s' }
const node = { name: 'node', servers: 4 }
const quiet = [{ name: 'customer', count: 1, rate: 0 }]
const outage = { kind: 'outage', at: '2.25 s', lasts: '1.5 s' }
/** A region with one node, one slot of which is guaranteed at 500 micro-tokens a second. */
const guaranteed = (part: Record<string, unknown> = {}, ticks = 1) =>
  trial({ operators: [node], customers: quiet, sovereigns: [state], auction, shocks: [outage], ...part }, ticks)

const total = ({ run }: Trial, purpose: string) =>
  Number(run.summary().flows.find(flow => flow.purpose === purpose)?.amount ?? 0)
const events = ({ rows }: Trial, kind: string) => rows.events.filter(row => row[1] === kind)

test('time in which the node of a slot is down costs twice its price, exactly, in the tick of the outage', () => {
  const third = guaranteed({}, 3)
  // Three quarters of the third second are broken, and of the fourth: 0.75 times 500 times 2.
  expect(moved(third.run.world.tables, 'compensation')).toBe(750)
  expect(third.run.world.tables.guaranteeTally.broken[0]).toBe(0.75)
  const all = guaranteed({}, 6)
  expect([total(all, 'compensation'), total(all, 'compensationStake')]).toEqual([1500, 0])
  expect(events(all, 'guarantee broken')).toEqual([[3, 'guarantee broken', 'state', '1 slots']])
  expect(events(all, 'guarantee kept').map(([time]) => time)).toEqual([5])
  expect(all.run.world.tables.sovereigns.broken[0]).toBe(1.5)
})

test('compensation is spent before tokens are bought', () => {
  const { tables } = guaranteed({}, 4).run.world
  // In the fourth tick 500 are due and 750 are at hand.
  expect([moved(tables, 'slotFee'), moved(tables, 'sovereignPurchase')]).toEqual([500, 0])
  expect(tables.sovereigns.wallet[0]).toBe(750 - 500 + 750)
})

test('what the wallet does not hold comes from the stake, and what that does not hold is not paid', () => {
  const poor = { ...node, wallet: 0, stake: '0.0006 token' }
  const fee = { operators: 0, treasury: 1, providers: 0, stakers: 0, burn: 0 }
  const part = { operators: [poor], market: { fee }, staking: { minimum: 0 } }
  const third = guaranteed(part, 3).run.world.tables
  expect([moved(third, 'compensation'), moved(third, 'compensationStake')]).toEqual([0, 600])
  expect([third.operators.stake[0], third.guaranteeTally.unpaid[0]]).toEqual([0, 150])
})

const regions = [{ name: 'north' }, { name: 'south' }, { name: 'east' }]
const abroad = {
  regions,
  operators: regions.map(({ name }) => ({ ...node, name, regions: [name] })),
  sovereigns: [{ ...state, regions: ['north'] }],
  shocks: [{ ...outage, region: 'north' }],
}
const twice = [{ ...state, regions: ['north'], redundancy: 2 }]

test('redundancy in two regions survives the outage of one', () => {
  expect(total(guaranteed(abroad, 6), 'compensation')).toBe(1500)
  const both = guaranteed({ ...abroad, sovereigns: twice }, 6)
  expect(total(both, 'compensation')).toBe(0)
  expect(both.run.world.tables.sovereigns.broken[0]).toBe(0)
  // Both replicas are paid for.
  expect(moved(both.run.world.tables, 'slotFee')).toBe(1000)
  expect(Array.from(both.run.world.tables.nodes.reserved)).toEqual([1, 1, 0])
})

test('where outages of both regions overlap the slot is broken as long as both last, and both operators pay', () => {
  const shocks = [...abroad.shocks, { kind: 'outage', at: '3.25 s', lasts: '2 s', region: 'south' }]
  const got = guaranteed({ ...abroad, sovereigns: twice, shocks }, 4)
  expect(got.run.world.tables.guaranteeTally.broken[0]).toBe(0.5)
  expect(moved(got.run.world.tables, 'compensation')).toBe(2 * 500)
  expect(got.run.world.tables.operators.wallet[2]).toBe(1000e6)
})

test('an operator that leaves breaks its promise for the rest of the period, and is no longer paid', () => {
  // Its wallet pays for less than two seconds.
  const broke = { ...node, wallet: '0.01 token', fixedCost: '0.008 USD/s' }
  const got = guaranteed({ operators: [broke], shocks: [], clock: { tick: '1 s', ticks: 12 } }, 12)
  expect(events(got, 'exit').map(([time]) => time)).toEqual([2])
  expect(total(got, 'slotFee')).toBe(2 * 500)
  expect(total(got, 'compensation') + total(got, 'compensationStake')).toBe(8 * 1000)
  // Nobody is left to sell in the second period.
  expect(events(got, 'shortage').length).toBe(1)
  expect(got.run.world.tables.guaranteeTally.guaranteed[0]).toBe(0)
})

test('the time broken is that in which all replicas are down, for any outages', () => {
  const { run } = guaranteed(
    { ...abroad, sovereigns: [{ ...state, regions: ['north'], redundancy: 3 }], shocks: [] },
    1,
  )
  const { nodes } = run.world.tables
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(cuts, { minLength: 3, maxLength: 3 }), fc.nat(20), fc.nat(20), (outages, from, length) => {
      const sorted = outages.map(times => [...times].sort((a, b) => a - b))
      for (const [i, [first, second, third, fourth]] of sorted.entries()) {
        nodes.previousFrom[i] = first
        nodes.previousUntil[i] = second
        nodes.downFrom[i] = third
        nodes.downUntil[i] = fourth
      }
      let expected = 0
      for (let t = from; t < from + length; t++)
        if (sorted.every(([a, b, c, d]) => (t >= a && t < b) || (t >= c && t < d))) expected++
      expect(brokenTime(run.world, 0, 3, from, from + length)).toBe(expected)
    }),
  )
})
