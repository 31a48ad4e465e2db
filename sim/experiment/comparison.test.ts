import { expect, test } from 'vitest'
import { scenarioOf } from '../economy/trial.ts'
import { compared, pairedSpread, type spread } from '../measure/comparison.ts'
import type { Scenario } from '../scenario/schema.ts'
import { columnsOf, itemsOf } from './comparison.ts'
import { type Replicated, replicate, seedOf } from './replicate.ts'

const OUTAGE = { at: 5, lasts: 2 }

const market = (part: object = {}) =>
  scenarioOf({
    clock: { tick: '1 min', ticks: 12 },
    operators: [
      { name: 'node', count: 5, servers: 1000, price: '0.5 token/query', failure: { every: '9 min', repair: '30 s' } },
    ],
    customers: [
      {
        name: 'customer',
        count: 40,
        rate: { lognormal: { median: '3/min', sigma: 1 } },
        reservation: { lognormal: { median: '0.6 token/query', sigma: 0.5 } },
      },
    ],
    ...part,
  })

const runs = (scenario: Scenario, seeds: readonly string[]): Replicated[] =>
  seeds.map(seed => replicate({ scenario: { ...scenario, seed }, traces: [], outage: OUTAGE }))

const seeds = (from: number, count: number) => Array.from({ length: count }, (_, r) => seedOf('luck', from + r))
const column = (key: string, of: readonly Replicated[]) => of.map(({ values }) => values[key])
const ITEMS = itemsOf([market()])

test('a scenario differs from itself by exactly 0 in every row that it measures', () => {
  const own = runs(market(), seeds(1, 3))
  const again = runs(market(), seeds(1, 3))
  expect(own.map(({ fingerprint }) => fingerprint)).toEqual(again.map(({ fingerprint }) => fingerprint))
  const { rows } = compared(ITEMS, ['a', 'b'], columnsOf(ITEMS, [own, again]))
  expect(rows.filter(({ cells }) => cells[1].own.n === 3).length).toBeGreaterThan(20)
  for (const { cells } of rows) {
    const { n, mean, low, high } = cells[1].difference
    expect([mean, low, high]).toEqual(n < 2 ? [n === 1 ? 0 : NaN, NaN, NaN] : [0, 0, 0])
  }
})

test('common random numbers: the difference of two close scenarios is known far better than by independent runs', () => {
  const [cheap, dear] = [
    market(),
    market({
      operators: [
        {
          name: 'node',
          count: 5,
          servers: 1000,
          price: '0.52 token/query',
          failure: { every: '9 min', repair: '30 s' },
        },
      ],
    }),
  ]
  const [base, common, apart] = [runs(cheap, seeds(1, 6)), runs(dear, seeds(1, 6)), runs(dear, seeds(101, 6))]
  for (const key of ['consumer_surplus', 'producer_surplus', 'welfare']) {
    const width = ({ low, high }: ReturnType<typeof spread>) => high - low
    const [x, y, z] = [base, common, apart].map(of => column(key, of))
    expect(width(pairedSpread(y, x))).toBeLessThan(0.25 * width(pairedSpread(z, x)))
  }
  // Dearer by 0.02 token: consumers lose for certain, although their surplus itself is hardly known.
  expect(pairedSpread(column('consumer_surplus', common), column('consumer_surplus', base)).high).toBeLessThan(0)
})

test('what a scenario forgoes is measured against the best of its replicate', () => {
  const run = (welfare: number) => ({ values: { welfare } })
  const columns = columnsOf(ITEMS, [
    [run(5), run(9), run(1)],
    [run(8), run(2), undefined],
  ])
  expect(ITEMS.at(-1)?.key).toBe('welfare_forgone')
  expect(columns.map(own => own.map(values => values?.at(-1)))).toEqual([
    [3, 0, NaN],
    [0, 7, undefined],
  ])
})
