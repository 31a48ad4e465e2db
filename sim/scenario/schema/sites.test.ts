import { expect, test } from 'vitest'
import { scenario } from '../schema.ts'

const regions = ['east', 'west'].map(name => ({ name }))
const sites = [
  { name: 'harbour', region: 'west' },
  { name: 'mill', region: 'east' },
]
/** Faults of a scenario with `part`, as `path: message`. */
function faults(part: Record<string, unknown>): string[] {
  const { error } = scenario.safeParse({
    name: 'trial',
    regions,
    operators: [{ name: 'a' }],
    customers: [{ name: 'b' }],
    ...part,
  })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('sites stand in regions that there are, under names of their own', () => {
  expect(faults({ sites })).toEqual([])
  expect(faults({ sites: [...sites, { name: 'hill', region: 'wst' }] })).toEqual([
    'sites.2.region: expected a region, got "wst": did you mean "west"?',
  ])
  expect(faults({ sites: [...sites, { name: 'mill', region: 'west' }] })).toEqual([
    'sites.2.name: expected a name of its own, got "mill" again (first at sites[1])',
  ])
})

test('operators, candidates and outages name sites that there are', () => {
  const meant = 'got "harbor": did you mean "harbour"?'
  expect(faults({ sites, operators: [{ name: 'a', sites: ['mill', 'harbor'] }] })).toEqual([
    `operators.0.sites.1: expected a site, ${meant}`,
  ])
  expect(faults({ sites, entry: { candidates: [{ name: 'late', sites: ['harbor'] }] } })).toEqual([
    `entry.candidates.0.sites.0: expected a site, ${meant}`,
  ])
  expect(faults({ sites, shocks: [{ kind: 'outage', at: '1 s', site: 'harbor' }] })).toEqual([
    `shocks.0.site: expected a site, ${meant}`,
  ])
})

test('regions are sites only where none are given', () => {
  const operators = [{ name: 'a', sites: ['west'] }]
  const shocks = [{ kind: 'outage', at: '1 s', site: 'west' }]
  expect(faults({ operators, shocks })).toEqual([])
  expect(faults({ sites, operators, shocks }).map(line => line.slice(0, 45))).toEqual([
    'operators.0.sites.0: expected a site, got "we',
    'shocks.0.site: expected a site, got "west"',
  ])
})

test('an operator without sites needs a site in each of its regions', () => {
  const one = sites.slice(0, 1)
  expect(faults({ sites: one })).toEqual([
    'operators.0.sites: expected sites, since region "east" has none, got an empty list',
  ])
  expect(faults({ sites: one, operators: [{ name: 'a', regions: ['west'] }] })).toEqual([])
  expect(faults({ sites: one, operators: [{ name: 'a', sites: ['harbour'] }] })).toEqual([])
})
