import { csvParse } from 'd3'
import { expect, test } from 'vitest'
import { compared } from '../measure/comparison.ts'
import { type Account, comparisonCsv, comparisonMarkdown, comparisonText, replicatesCsv } from './comparison.ts'

const ITEMS = [
  { key: 'price', section: 'Market', aspect: 'Price, "posted"', unit: 'token/query', doc: 'metric price' },
  { key: 'hhi', section: 'Market', aspect: 'HHI', unit: '0 to 10,000', doc: 'a | b' },
  { key: 'banned', section: 'Access', aspect: 'Banned', unit: '1', doc: 'metric banned' },
]
const RUNS = [
  [
    [0.5, 1000, NaN],
    [1.5, 1000, NaN],
  ],
  [
    [2.5, 1000, NaN],
    [3.5, 1000, NaN],
  ],
]
const COMPARISON = compared(ITEMS, ['=one', 'two'], RUNS)
const ACCOUNT: Account = {
  alternatives: [
    { file: 'one.json', about: 'Old | new <b>.' },
    { file: 'two.json', about: '' },
  ],
  seeds: ['s/1', 's/2'],
  version: '1.2.3',
  outage: 'Failures last 6 h.',
  differences: [['market.race.nodes: 1, not 3']],
  warnings: ['two: customers[0].count: 5, not 4'],
  failures: [],
}

test('the CSV has one row an item and scenario; the baseline has no difference, and what was not measured no number', () => {
  const rows = csvParse(comparisonCsv(COMPARISON))
  expect(rows).toHaveLength(6)
  expect(rows[0]).toMatchObject({
    key: 'price',
    aspect: 'Price, "posted"',
    scenario: "'=one",
    n: '2',
    mean: '1',
    difference: '',
  })
  expect(rows[1]).toMatchObject({ scenario: 'two', mean: '3', difference_n: '2', difference: '2', difference_low: '2' })
  expect(rows[2]).toMatchObject({ unit: '0 to 10,000', mean: '1000', low: '1000' })
  expect(rows[5]).toMatchObject({ key: 'banned', n: '0', mean: '', low: '', difference: '' })
})

test('the CSV of the runs has one row a run with its values, or its error', () => {
  const run = { scenario: 'one', replicate: 1, seed: 's/1', fingerprint: 'ab', error: '', values: [0.5, 1000, NaN] }
  const failed = { ...run, replicate: 2, seed: 's/2', fingerprint: '', error: 'tick 3: no, "never"', values: undefined }
  const rows = csvParse(replicatesCsv(ITEMS, [run, failed]))
  expect(rows.columns).toEqual(['scenario', 'replicate', 'seed', 'fingerprint', 'error', 'price', 'hhi', 'banned'])
  expect(rows[0]).toMatchObject({ seed: 's/1', price: '0.5', hhi: '1000', banned: '' })
  expect(rows[1]).toMatchObject({ error: 'tick 3: no, "never"', price: '', hhi: '' })
})

test('the report says what, how often, on which luck, against what, and how it was measured', () => {
  const text = comparisonMarkdown(COMPARISON, ACCOUNT)
  expect(text).toContain('# =one against two')
  expect(text).toContain('2 replicates of each, seeds s/1 to s/2, catallaxy 1.2.3.')
  expect(text).toContain('| Price, "posted" | token/query | 1 (-5.353 to 7.353) | 3 (-3.353 to 9.353) | 2 (2 to 2) * |')
  expect(text).toContain('| HHI | 0 to 10,000 | 1000 (1000 to 1000) | 1000 (1000 to 1000) | 0 (0 to 0) |')
  expect(text).toContain('| Banned |  | - | - | - |')
  expect(text).toContain('## Not alike\n\n- two: customers[0].count: 5, not 4')
  expect(text).toContain('## What two changes\n\n- market.race.nodes: 1, not 3')
  expect(text).toContain('| HHI | `hhi` | a \\| b |')
  expect(text).toContain('Old \\| new &lt;b>.')
  expect(text).not.toContain('Failed runs')
  expect(text).toMatch(/[^\n]\n$/)
})

test('the terminal has the same means and differences, and names what was not measured', () => {
  const text = comparisonText(COMPARISON, { ...ACCOUNT, failures: ['two, seed s/2: no'] })
  expect(text).toMatch(/^MARKET +unit +=one +two +difference$/m)
  expect(text).toMatch(/^Price, "posted" +token\/query +1 +3 +2 \(2 to 2\) \*$/m)
  expect(text).toContain('not measured: Banned')
  expect(text).toContain('! two, seed s/2: no\n! two: customers[0].count: 5, not 4')
})

test('one replicate has no interval, and a row says when some replicates had no value', () => {
  const single = comparisonMarkdown(compared(ITEMS, ['a', 'b'], [[[1, 2, 3]], [[2, 2, 3]]]), {
    ...ACCOUNT,
    seeds: ['s/1'],
  })
  expect(single).toContain('1 replicate of each, seed s/1,')
  expect(single).toContain('| Price, "posted" | token/query | 1 | 2 | 1 |')
  const some = compared(
    ITEMS,
    ['a', 'b'],
    [
      [[1, 2, 3], undefined],
      [
        [2, 2, 3],
        [4, 2, 3],
      ],
    ],
  )
  expect(comparisonMarkdown(some, ACCOUNT)).toContain('| 1 n = 1 | 3 (-9.706 to 15.71) | 1 n = 1 |')
})
