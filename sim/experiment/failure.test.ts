import { expect, test } from 'vitest'
import { type Run, start } from '../economy/run.ts'
import { scenarioOf } from '../economy/trial.ts'
import type { Scenario } from '../scenario/schema.ts'
import { compare, failuresOf } from './failure.ts'

const OUTAGE = { at: 20, lasts: 30 }

/** Runs up to the outage. */
function halted(scenario: Scenario): Run {
  const run = start(scenario, [], { row() {} })
  while (run.ticks < OUTAGE.at) run.step()
  return run
}

const market = (operators: object[], more: object = {}) =>
  scenarioOf({ clock: { tick: '1 s', ticks: 60 }, operators, ...more })

test('with one operator nothing is available while it is down, and all that time is lost', () => {
  const { operator, site } = failuresOf(halted(market([{ name: 'company', servers: 1000 }])), [], OUTAGE)
  for (const failure of [operator, site]) expect(failure).toEqual({ availability: 0, lost: 30 })
})

test('of ten operators the largest is missed for the tick in which it fails, until lists leave it out', () => {
  const { operator, site } = failuresOf(halted(market([{ name: 'node', count: 10, servers: 1000 }])), [], OUTAGE)
  // A tenth or so of the queries of one second of thirty.
  expect(operator.availability).toBeLessThan(1)
  expect(operator.availability).toBeGreaterThan(1 - 0.25 / 30)
  expect(operator.lost).toBeGreaterThan(0)
  expect(operator.lost).toBeLessThan(0.25)
  // They all stand in the one region.
  expect(site).toEqual({ availability: 0, lost: 30 })
})

test('one company at ten sites misses hardly a site; ten operators at one site all fall with it', () => {
  const sites = Array.from({ length: 10 }, (_, s) => ({ name: `hall-${s}`, region: 'world' }))
  const company = market([{ name: 'company', nodes: 10, servers: 1000, sites: sites.map(({ name }) => name) }], {
    sites,
  })
  const crowd = market([{ name: 'node', count: 10, servers: 1000, sites: ['hall-3'] }], { sites })
  const [spread, packed] = [company, crowd].map(scenario => failuresOf(halted(scenario), [], OUTAGE))
  expect([spread.operator.availability, packed.site.availability]).toEqual([0, 0])
  expect(Math.min(spread.site.availability, packed.operator.availability)).toBeGreaterThan(1 - 0.25 / 30)
})

test('the largest is who sells most, and the site that with most nodes', () => {
  const sites = [
    { name: 'small', region: 'world' },
    { name: 'large', region: 'world' },
  ]
  const scenario = market(
    [
      { name: 'minor', count: 3, servers: 1000, weight: 1, sites: ['large'] },
      { name: 'major', servers: 1000, weight: 27, sites: ['small'] },
    ],
    { sites },
  )
  const { operator, site } = failuresOf(halted(scenario), [], OUTAGE)
  // Nine queries in ten are the major's, so nearly the whole first second is lost; at the large site a tenth of it is.
  expect(operator.lost).toBeGreaterThan(0.6)
  expect(operator.lost).toBeLessThan(1)
  expect(site.lost).toBeGreaterThan(0)
  expect(site.lost).toBeLessThan(0.3)
})

test('asking changes nothing in the run', () => {
  const scenario = market([{ name: 'node', count: 3, servers: 1000, failure: { every: '20 s', repair: '3 s' } }])
  const [asked, plain] = [halted(scenario), halted(scenario)]
  failuresOf(asked, [], OUTAGE)
  for (const run of [asked, plain]) while (!run.done) run.step()
  expect(asked.fingerprint()).toBe(plain.fingerprint())
})

test('an outage near the end goes on after it', () => {
  const run = halted(market([{ name: 'company', servers: 1000 }], { clock: { tick: '1 s', ticks: 21 } }))
  expect(failuresOf(run, [], OUTAGE).operator).toEqual({ availability: 0, lost: 30 })
})

test('where nobody is in the market nobody can fail', () => {
  const run = halted(market([{ name: 'node', servers: 1000, fixedCost: '1 USD/s', wallet: '3 token' }]))
  expect(run.world.tables.operators.state[0]).not.toBe(1)
  expect(failuresOf(run, [], OUTAGE).operator.availability).toBeNaN()
})

test('availability and lost time by hand: half of the service for two ticks, a tenth less after', () => {
  const calm = { asked: [10, 10, 20, 20], inTime: [10, 10, 20, 20] }
  const struck = { asked: [10, 10, 20, 20], inTime: [3, 7, 16, 20] }
  const { availability, lost } = compare(calm, struck, 2, 60)
  expect(availability).toBe(0.5)
  expect(lost).toBeCloseTo((0.5 * 2 + 0.1 * 2) * 60, 9)
})

test('what the market did not serve anyway is not put down to the outage', () => {
  const calm = { asked: [10, 10], inTime: [5, 5] }
  const struck = { asked: [10, 10], inTime: [4, 5] }
  expect(compare(calm, struck, 1, 60)).toEqual({ availability: 0.8, lost: expect.closeTo(12, 9) })
})
