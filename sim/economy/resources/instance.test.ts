import { expect, test } from 'vitest'
import { trial } from '../trial.ts'
import { curvesOf, networkOf } from './instance.ts'

test('the instance of a tick has the bids of each place at each price, in the order in which they are served', () => {
  const bid = (name: string, good: string, curve: unknown) => ({ name, good, regions: ['west'], curve })
  const line = (quantity: string, from: string, to: string) => ({ law: 'linear', quantity, from, to })
  const { world } = trial({
    clock: { tick: '30 min', ticks: 1 },
    regions: [{ name: 'west' }, { name: 'east' }],
    customers: [{ name: 'customer', count: 1, rate: '0/h' }],
    resources: {
      goods: [{ name: 'energy' }],
      demand: [
        bid('homes', 'energy', line('40/h', '80 USD', '40 USD')),
        bid('shops', 'energy', line('20/h', '60 USD', '20 USD')),
        bid('works', 'energy', { law: 'steps', steps: [{ quantity: '6/h', price: '60 USD' }] }),
        bid('clinic', 'energy', { law: 'must', quantity: '4/h' }),
      ],
      supply: [bid('wind', 'energy', line('200/h', '-10 USD', '90 USD'))],
      stores: [{ name: 'battery', good: 'energy', regions: ['west'], capacity: 8, charge: '6/h', loss: '10 %/h' }],
      ways: [
        {
          name: 'line',
          good: 'energy',
          from: ['west'],
          to: ['east'],
          capacity: '12/h',
          cost: '1 USD',
          congestion: '3 USD',
        },
      ],
    },
  }).run
  const { demand, supply } = curvesOf(world, world.tables.bids)
  expect(demand).toEqual([
    [
      { width: 2, from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY },
      { width: 10, from: 80, to: 60 },
      { width: 3, from: 60, to: 60 },
      { width: 15, from: 60, to: 40 },
      { width: 5, from: 40, to: 20 },
    ],
    [],
  ])
  expect(supply).toEqual([[{ width: 100, from: -10, to: 90 }], []])
  const { places, ways, stores } = networkOf(world, [1], [2])
  expect(places).toEqual(['energy in west', 'energy in east'])
  expect(ways).toEqual([{ from: 0, to: 1, capacity: 6, cost: 1, congestion: 0.5, yield: 1 }])
  expect(stores).toEqual([
    expect.objectContaining({
      place: 0,
      capacity: 8,
      charge: expect.closeTo(3, 9),
      kept: expect.closeTo(0.95, 9),
      before: 1,
      after: 2,
    }),
  ])
})
