import { expect, test } from 'vitest'
import { trial } from '../trial.ts'
import { siteMetrics } from './sites.ts'

const sites = ['one', 'two', 'three'].map(name => ({ name, region: 'world' }))
const node = (name: string, count: number, nodes: number, where: readonly string[]) => ({
  name,
  count,
  nodes,
  sites: where,
  servers: 1000,
})
const values = (part: Record<string, unknown>, ticks = 1) => {
  const { world } = trial(part, ticks).run
  return siteMetrics(world.scenario).map(({ name, numerator }) => [name, numerator(world)])
}

test('nodes count where they stand, whoever owns them', () => {
  // Sites hold 4, 2 and 1 nodes of two owners, or of one.
  const owners = [node('a', 1, 3, ['one', 'two', 'one']), node('b', 2, 2, ['one', 'two', 'three', 'one'])]
  // The nodes of operator o start o places further: a at one, two, one; b-1 at two, three; b-2 at three, one.
  expect(values({ sites, operators: owners })).toEqual([
    ['nakamoto_sites', 2],
    ['hhi_sites', (10_000 * (9 + 4 + 4)) / 49],
  ])
  const company = [node('a', 1, 7, ['one', 'two', 'three', 'one', 'two', 'three', 'one'])]
  expect(values({ sites, operators: company })).toEqual([
    ['nakamoto_sites', 2],
    ['hhi_sites', (10_000 * (9 + 4 + 4)) / 49],
  ])
})

test('one hundred operators in one of two sites are one place', () => {
  const part = { sites, token: { supply: '1e9 token' }, operators: [node('a', 100, 1, ['two'])] }
  expect(values(part)).toEqual([
    ['nakamoto_sites', 1],
    ['hhi_sites', 10_000],
  ])
})

test('without sites regions are, and a single place is not measured', () => {
  const regions = [{ name: 'east' }, { name: 'west' }]
  expect(values({ regions, operators: [{ name: 'a', nodes: 3 }] })[1][1]).toBeCloseTo((10_000 * 5) / 9, 9)
  expect(siteMetrics(trial({}, 0).run.world.scenario)).toEqual([])
})

test('nodes of a site fail and come back together, others stay', () => {
  const shocks = [{ kind: 'outage', at: '1.5 s', lasts: '2 s', site: 'two' }]
  const operators = [node('a', 2, 2, ['one', 'two']), node('b', 1, 1, ['three'])]
  const { rows } = trial({ sites, operators, shocks }, 5)
  const happened = (kind: string) =>
    rows.events.filter(row => row[1] === kind).map(([at, , who, what]) => [at, who, what])
  expect(happened('outage')).toEqual([
    [1.5, 'a-1', 'node 2 down: shock'],
    [1.5, 'a-2', 'node 1 down: shock'],
  ])
  expect(happened('repair')).toEqual([
    [3.5, 'a-1', 'node 2 up'],
    [3.5, 'a-2', 'node 1 up'],
  ])
})
