import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

/** Faults of a scenario of two regions, three operators of two servers each in both, and a sovereign; `part` replaces what it names. */
function faults(part: Record<string, unknown>): string[] {
  const { error } = scenario.safeParse({
    name: 'faulty',
    clock: { tick: '1 h' },
    regions: [{ name: 'north' }, { name: 'south' }],
    operators: [{ name: 'node', count: 3, nodes: 2, servers: 2 }],
    customers: [{ name: 'customer' }],
    sovereigns: [{ name: 'state' }],
    auction: { every: '6 h', slots: 6 },
    ...part,
  })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

const auction = (part: object) => ({ auction: { every: '6 h', slots: 6, ...part } })
const market = { race: { nodes: 1, losers: 'cancel' }, service: 'queue', verification: { verifiers: 0 } }

test('as many slots as servers are accepted', () => {
  expect(faults({})).toEqual([])
})

test.each([
  [
    'more slots than a region has servers',
    auction({ slots: 7 }),
    [
      'auction.slots: expected at most the 6 servers of region "north" at the start, got 7',
      'auction.slots: expected at most the 6 servers of region "south" at the start, got 7',
    ],
  ],
  [
    'more slots than the sites of a region have servers',
    {
      sites: [
        { name: 'hall', region: 'north' },
        { name: 'barn', region: 'south' },
      ],
      operators: [
        { name: 'node', count: 3, nodes: 2, servers: 2, sites: ['hall'] },
        { name: 'other', servers: 5, sites: ['barn'] },
      ],
    },
    ['auction.slots: expected at most the 5 servers of region "south" at the start, got 6'],
  ],
  [
    'a period that is no whole number of ticks',
    auction({ every: '90 min' }),
    ['auction.every: expected a whole number of ticks of 3600 s, got 5400 s'],
  ],
  [
    'an auction more than a period ahead',
    auction({ ahead: '7 h' }),
    ['auction.ahead: expected at most one period of 21600 s, got 25200 s'],
  ],
  [
    'nothing on offer',
    auction({ slots: 0 }),
    ['auction.slots: expected slots or bandwidth on offer where there are sovereigns, got neither'],
  ],
  [
    'more redundancy than regions',
    { sovereigns: [{ name: 'state', redundancy: 3 }] },
    ['sovereigns.0.redundancy: expected at most the 2 regions that there are, got 3'],
  ],
  [
    'a region that there is not',
    { sovereigns: [{ name: 'state', regions: ['nord'] }] },
    ['sovereigns.0.regions.0: expected a region, got "nord": did you mean "north"?'],
  ],
  [
    'two groups of a name',
    { sovereigns: [{ name: 'state' }, { name: 'state' }] },
    ['sovereigns.1.name: expected a name of its own, got "state" again (first at sovereigns[0])'],
  ],
  [
    'a list of other length',
    { sovereigns: [{ name: 'state', count: 3, value: ['1 USD/month', '2 USD/month'] }] },
    ['sovereigns.0.value: expected 3 values, one a sovereign, got 2'],
  ],
  [
    'more slots than memory should hold',
    { sovereigns: [{ name: 'state', count: 2000, slots: 5001 }] },
    ['sovereigns.0.slots: expected at most 10000000 slots in all regions up to here, got 10002000'],
  ],
  [
    'more bandwidth than a link carries',
    { ...auction({ bandwidth: '2 kB/s' }), regions: [{ name: 'north', bandwidth: '1 kB/s' }, { name: 'south' }] },
    ['auction.bandwidth: expected at most the 1000 byte/s of region "north", got 2000 byte/s'],
  ],
  [
    'sovereigns and links where losers are cancelled',
    { market, regions: [{ name: 'north' }, { name: 'south', bandwidth: '1 kB/s' }] },
    [
      'market.race.losers: expected "finish" where there are sovereigns, got "cancel"',
      'regions.1.bandwidth: expected none with market.race.losers "cancel", whose bytes are not counted by region',
    ],
  ],
  [
    'prosumers where losers are cancelled, or with a trace',
    {
      market,
      sovereigns: [],
      customers: [{ name: 'prosumer', reciprocity: {}, trace: { file: 'queries.csv' } }],
    },
    [
      'customers.0.reciprocity: expected none with a trace: recorded queries are asked whatever they cost',
      'customers.0.reciprocity: expected none with market.race.losers "cancel": a race is paid when it ends, ticks later',
    ],
  ],
  [
    'capacities of another number of agents',
    { customers: [{ name: 'prosumer', count: 6, represents: 2, reciprocity: { capacity: [0, 0, 0, 0] } }] },
    ['customers.0.reciprocity.capacity: expected 3 values, one an agent, got 4'],
  ],
])('%s is refused', (_, part, expected) => {
  expect(faults(part)).toEqual(expected)
})

test('where servers are drawn or nodes are added later, more slots may be offered', () => {
  const drawn = { name: 'node', count: 3, nodes: 2, servers: { uniform: [1, 3] } }
  expect(faults({ ...auction({ slots: 50 }), operators: [drawn] })).toEqual([])
  const growing = { name: 'node', count: 3, nodes: 2, servers: 2, expansion: 'utilisation' }
  expect(faults({ ...auction({ slots: 50 }), operators: [growing] })).toEqual([])
})
