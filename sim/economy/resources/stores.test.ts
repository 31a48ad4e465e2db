import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

/** A region whose power costs 10 USD in the first half of a day of twelve ticks and 50 in the second, as read from a file. */
const recorded = (price: (tick: number) => number, ticks: number) => ({
  kind: 'series' as const,
  file: 'prices.csv',
  column: 'price',
  unit: 'USD',
  time: 'time',
  times: Array.from({ length: ticks }, (_, t) => t * 3600),
  values: Array.from({ length: ticks }, (_, t) => price(t) * 1e6),
})

/** A run of `ticks` hours with one store; `price` is what power costs in USD, in any quantity. */
function stored(price: (tick: number) => number, ticks: number, store: Record<string, unknown>) {
  const { run } = trial(
    {
      clock: { tick: '1 h', ticks },
      customers: [{ name: 'customer', count: 1, rate: '0/h' }],
      resources: {
        goods: [{ name: 'energy', unit: 'MWh' }],
        demand: [
          {
            name: 'homes',
            good: 'energy',
            curve: { law: 'steps', steps: [{ quantity: '5/h', price: '900 USD' }] },
          },
        ],
        supply: [
          {
            name: 'grid',
            good: 'energy',
            curve: { law: 'steps', steps: [{ quantity: '100/h', price: '0 USD' }] },
            prices: { file: 'prices.csv', column: 'price', unit: 'USD' },
          },
        ],
        stores: [{ name: 'battery', good: 'energy', memory: '12 h', ...store }],
      },
    },
    0,
  )
  // What the file would have said.
  Object.assign(run.world.scenario.resources.supply[0].prices!, recorded(price, ticks))
  const levels: number[] = []
  while (!run.done) {
    run.step()
    levels.push(run.world.tables.stores.level[0])
  }
  return { run, levels }
}

const day = (tick: number) => (tick % 12 < 6 ? 10 : 50)

test('a store buys at the low of the last day and sells above its middle, as fast as it can', () => {
  const { levels } = stored(day, 48, { capacity: 15, charge: '4/h', discharge: '3/h', sell: 0.5 })
  const rounded = levels.map(level => Math.round(level * 1e9) / 1e9)
  expect(rounded.slice(24, 30)).toEqual([4, 8, 12, 15, 15, 15])
  expect(rounded.slice(30, 36)).toEqual([12, 9, 6, 3, 0, 0])
})

test('what goes in and out loses its share, and what stays in loses with time', () => {
  const { levels } = stored(day, 18, {
    capacity: 100,
    charge: '10/h',
    discharge: '4.5/h',
    chargeYield: 0.5,
    dischargeYield: 0.9,
    loss: '10 %/h',
  })
  // 10 units an hour go in and 5 are stored; of 4.5 that come out 5 are taken.
  expect(levels[12]).toBeCloseTo(levels[11] * 0.9 + 5, 9)
  expect(levels[13]).toBeCloseTo(levels[12] * 0.9 + 5, 9)
})

test('a store does not sell for less than what it loses on the way has cost', () => {
  const cheap = (tick: number) => (tick % 12 < 6 ? 10 : 15)
  const { levels } = stored(cheap, 48, { capacity: 20, charge: '5/h', chargeYield: 0.8, dischargeYield: 0.8 })
  // 10 / 0.64 is more than 15.
  expect(levels[47]).toBe(20)
})

test('keepers gain the difference of prices, and bring the dollars for what they have not sold yet', () => {
  const { run } = stored(day, 36, { capacity: 15, charge: '4/h', discharge: '3/h', sell: 0.5 })
  const paid = Object.fromEntries(run.summary().flows.map(({ purpose, amount }) => [purpose, Number(amount) / 1e6]))
  // Twice 15 units at 10 USD and at 50 USD; the second time it pays out of what the first has brought.
  expect(paid.storing).toBeCloseTo(300, 4)
  expect(paid.releasing).toBeCloseTo(1500, 4)
  expect(paid.storeCapital).toBeCloseTo(150, 4)
})

test('before there is a price to look back at a store does nothing', () => {
  const { levels } = stored(day, 2, { capacity: 15, charge: '4/h', level: 0.4 })
  expect(levels[0]).toBe(6)
})
