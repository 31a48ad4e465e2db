import { expect, test } from 'vitest'
import type { ResourceMap } from '../measure/output.ts'
import { places } from './places.ts'

const map = (planner: number): ResourceMap => ({
  regions: [{ name: 'north' }, { name: 'south' }],
  goods: [{ name: 'energy', unit: 'MWh' }],
  places: [
    {
      region: 'north',
      good: 'energy',
      price: { market: 44.5, planner: 44 * planner },
      consumed: { market: 0.01, planner: 0.011 * planner },
      produced: { market: 0, planner: 0 * planner },
    },
  ],
  ways: [],
})

test('a place has its price and quantities per hour, beside them the planner’s', () => {
  expect(places(map(1))).toEqual([
    'LOCAL PRICES  in     price  planner  unit     consumed  planner  produced  planner  unit',
    'energy        north  44.50       44  USD/MWh        36    39.60         0        0  MWh/h',
  ])
})

test('without a planner there are the markets alone, without resources nothing', () => {
  expect(places(map(Number.NaN))).toEqual([
    'LOCAL PRICES  in     price  unit     consumed  produced  unit',
    'energy        north  44.50  USD/MWh        36         0  MWh/h',
  ])
  expect(places(undefined)).toEqual([])
})
