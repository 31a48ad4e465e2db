import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

const regions = ['east', 'west'].map(name => ({ name }))
/** Two sites in the west, one in the east, not in the order of the regions. */
const sites = [
  { name: 'harbour', region: 'west' },
  { name: 'hill', region: 'west' },
  { name: 'mill', region: 'east' },
]
const silent = [{ name: 'customer', count: 1, rate: 0 }]

/** Site and region of every node, by name. */
function places(part: Record<string, unknown>): string[] {
  const { tables, scenario } = trial({ regions, customers: silent, ...part }, 0).run.world
  const halls = scenario.sites.length > 0 ? scenario.sites : scenario.regions
  return Array.from(
    tables.nodes.site,
    (site, i) => `${halls[site].name} ${scenario.regions[tables.nodes.region[i]].name}`,
  )
}
/** Nodes that an outage of `site` takes down, and those that come back. */
function struck(part: Record<string, unknown>, site: string, outage: object = {}) {
  const shocks = [{ kind: 'outage', at: '1.5 s', lasts: '2 s', site, ...outage }]
  const { events } = trial({ regions, customers: silent, ...part, shocks }, 5).rows
  const of = (kind: string) =>
    events.flatMap(([time, what, who, text]) => (what === kind ? [`${time} ${who} ${text}`] : []))
  return { shock: of('shock'), down: of('outage'), up: of('repair') }
}

test('nodes take the operator’s sites in turn, each operator starting one further, and stand in their regions', () => {
  const operators = [{ name: 'a', count: 2, nodes: 3, sites: ['mill', 'hill'] }]
  expect(places({ sites, operators })).toEqual([
    'mill east',
    'hill west',
    'mill east',
    'hill west',
    'mill east',
    'hill west',
  ])
})

test('an operator that names none stands in the first site of each of its regions', () => {
  expect(places({ sites, operators: [{ name: 'a', nodes: 3 }] })).toEqual(['mill east', 'harbour west', 'mill east'])
  const west = [{ name: 'a', count: 2, nodes: 2, regions: ['west'] }]
  expect(places({ sites, operators: west })).toEqual(Array(4).fill('harbour west'))
})

test('without sites every region is one, of its name', () => {
  expect(places({ operators: [{ name: 'a', nodes: 3 }] })).toEqual(['east east', 'west west', 'east east'])
  expect(places({ operators: [{ name: 'a', nodes: 2, sites: ['west'] }] })).toEqual(['west west', 'west west'])
  expect(struck({ operators: [{ name: 'a', nodes: 3 }] }, 'east').down).toEqual([
    '1.5 a node 1 down: shock',
    '1.5 a node 3 down: shock',
  ])
})

test('an outage of a site takes its nodes down, whoever owns them, and none of another site of its region', () => {
  const operators = [
    { name: 'a', nodes: 3, sites: ['harbour', 'hill', 'harbour'] },
    { name: 'b', sites: ['harbour'] },
    { name: 'c', sites: ['hill'] },
  ]
  expect(struck({ sites, operators }, 'harbour')).toEqual({
    shock: ['1.5 harbour outage for 2 s'],
    down: ['1.5 a node 1 down: shock', '1.5 a node 3 down: shock', '1.5 b node 1 down: shock'],
    up: ['3.5 a node 1 up', '3.5 a node 3 up', '3.5 b node 1 up'],
  })
  expect(struck({ sites, operators }, 'harbour', { operator: 'a', node: 3 }).down).toEqual(['1.5 a node 3 down: shock'])
  expect(struck({ sites, operators }, 'harbour', { region: 'east' }).down).toEqual([])
  expect(struck({ sites, operators }, 'mill').down).toEqual([])
})

test('wherever nodes stand, those who go down are those of the site', () => {
  const where = fc.array(fc.constantFrom('harbour', 'hill', 'mill'), { minLength: 1, maxLength: 4 })
  const group = fc.record({
    count: fc.integer({ min: 1, max: 3 }),
    nodes: fc.integer({ min: 1, max: 4 }),
    sites: where,
  })
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 3 }), fc.constantFrom(...sites), (groups, { name }) => {
      const operators = groups.map((part, g) => ({ name: `group${g}`, ...part }))
      const there = places({ sites, operators }).filter(place => place.startsWith(`${name} `)).length
      const { down, up } = struck({ sites, operators }, name)
      expect([down.length, up.length]).toEqual([there, there])
    }),
    { numRuns: 30 },
  )
})
