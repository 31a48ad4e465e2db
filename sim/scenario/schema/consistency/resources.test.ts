import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

/** Faults of a scenario with these resources in two regions. */
function faults(resources: Record<string, unknown>, rest: Record<string, unknown> = {}): string[] {
  const { error } = scenario.safeParse({
    name: 'faulty',
    clock: { tick: '1 h' },
    regions: [{ name: 'west' }, { name: 'east' }],
    operators: [{ name: 'node' }],
    customers: [{ name: 'customer' }],
    resources: { goods, ...resources },
    ...rest,
  })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const goods = [{ name: 'energy' }, { name: 'compute' }]
const line = { law: 'linear', quantity: '10/h', from: '10 USD', to: '10 USD' }
const wants = (rest: Record<string, unknown> = {}) => ({ name: 'homes', good: 'energy', curve: line, ...rest })
const makes = (rest: Record<string, unknown> = {}) => ({ name: 'wind', good: 'energy', curve: line, ...rest })
const supply = [makes()]

test('no resources, a supplied demand, and one supplied over ways are accepted', () => {
  expect(faults({ goods: [] })).toEqual([])
  expect(faults({ demand: [wants()], supply })).toEqual([])
  const chain = [
    { name: 'line', good: 'energy', from: ['west'], to: ['east'] },
    { kind: 'conversion', name: 'servers', from: 'energy', to: 'compute', regions: ['east'] },
  ]
  expect(
    faults({
      demand: [wants({ good: 'compute', regions: ['east'] })],
      supply: [makes({ regions: ['west'] })],
      ways: chain,
    }),
  ).toEqual([])
})

test.each([
  [
    'a demand without goods',
    { goods: [], demand: [wants()] },
    'resources.demand: expected none where there are no goods, got 1',
  ],
  [
    'an unknown good',
    { supply: [makes({ good: 'enegry' })] },
    'resources.supply.0.good: expected a good, got "enegry": did you mean "energy"?',
  ],
  [
    'an unknown region',
    { supply: [makes({ regions: ['wets'] })] },
    'resources.supply.0.regions.0: expected a region, got "wets": did you mean "west"?',
  ],
  [
    'two of a name',
    { supply: [makes(), makes()] },
    'resources.supply.1.name: expected a name of its own, got "wind" again (first at resources.supply[0])',
  ],
  [
    'a region that nothing can reach',
    { demand: [wants()], supply: [makes({ regions: ['west'] })] },
    'resources.demand.0: expected a supply of "energy" in region "east" for "homes", or a way to it from a supply, got none',
  ],
  [
    'a way to itself',
    { ways: [{ name: 'loop', good: 'energy', from: ['west'], to: ['west'] }] },
    'resources.ways.0.to: expected another region than from, got "west"',
  ],
  [
    'a conversion to itself',
    { ways: [{ kind: 'conversion', name: 'loop', from: 'energy', to: 'energy' }] },
    'resources.ways.0.to: expected another good than from, got "energy"',
  ],
  [
    'a store that makes something of nothing',
    { stores: [{ name: 'battery', good: 'energy', capacity: 10, charge: '1/h', chargeYield: 1.1 }] },
    'resources.stores.0.chargeYield: expected at most 1, got 1.1',
  ],
  [
    'a store that sells low and buys high',
    { stores: [{ name: 'battery', good: 'energy', capacity: 10, charge: '1/h', buy: 0.8, sell: 0.2 }] },
    'resources.stores.0.buy: expected at most sell (0.2), got 0.8',
  ],
  [
    'a negative capacity',
    { ways: [{ name: 'line', good: 'energy', capacity: '-1/h' }] },
    'resources.ways.0.capacity: expected at least 0/year, got "-1/h"',
  ],
  [
    'a demand for nothing',
    { demand: [wants({ curve: { ...line, quantity: '0/h' } })], supply },
    'resources.demand.0.curve.quantity: expected more than 0/h, got 0/h',
  ],
  [
    'a demand that rises',
    { demand: [wants({ curve: { ...line, to: '20 USD' } })], supply },
    'resources.demand.0.curve.to: expected at most from (10 USD), got 20 USD',
  ],
  [
    'a supply that falls',
    { supply: [makes({ curve: { ...line, to: '5 USD' } })] },
    'resources.supply.0.curve.to: expected at least from (10 USD), got 5 USD',
  ],
  [
    'a worth above the highest price',
    { ceiling: '5 USD', demand: [wants()], supply },
    'resources.demand.0.curve.from: expected at most the 5 USD of resources.ceiling, got 10 USD',
  ],
  [
    'congestion without a capacity',
    { ways: [{ name: 'line', good: 'energy', congestion: '1 USD' }] },
    'resources.ways.0.congestion: expected a capacity to which congestion refers, got none',
  ],
  [
    'a toll without congestion',
    { ways: [{ name: 'line', good: 'energy', toll: true }] },
    'resources.ways.0.toll: expected congestion where there is a toll, got none',
  ],
  [
    'recorded prices of what must be served',
    {
      demand: [
        wants({
          curve: { law: 'must', quantity: '1/h' },
          prices: { file: 'x.csv', column: 'price', unit: 'USD' },
        }),
      ],
      supply,
    },
    'resources.demand.0.prices: expected none with "must", which is served at any price',
  ],
  [
    'spare capacity of nobody',
    { supply: [makes({ curve: { law: 'operators', group: 'nod' } })] },
    'resources.supply.0.curve.group: expected a group of operators, got "nod": did you mean "node"?',
  ],
  [
    'spare capacity by the hour',
    { supply: [makes({ curve: { law: 'operators', group: 'node' }, pattern: { daily: 0.5 } })] },
    'resources.supply.0.curve: expected neither pattern, prices nor quantities with operators, who offer what they have',
  ],
])('%s', (_, resources, fault) => {
  expect(faults(resources)).toEqual([fault])
})
