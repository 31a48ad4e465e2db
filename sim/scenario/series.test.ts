import { expect, test } from 'vitest'
import { section, series } from './parameter.ts'
import { readScenario } from './read.ts'
import { valueAt } from './series.ts'

const schema = section({ price: series({ unit: 'micro-dollar', doc: 'Price.' }) }, 'A scenario.')
const CSV =
  'hour,zone,usd\n2024-01-01T00:00Z,a,1\n2024-01-01T00:00Z,b,9\n2024-01-01T01:00Z,a,2.5\n2024-01-01T02:00Z,a,-3\n'

async function load(csv: string, options: object = {}) {
  const price = { file: 'p.csv', column: 'usd', unit: 'USD', time: 'hour', where: { zone: 'a' }, ...options }
  const files: Record<string, string> = { 's/x.json': JSON.stringify({ price }), 's/p.csv': csv }
  return (await readScenario(schema, 's/x.json', async path => files[path])).price
}

test('between its times the last value of a series holds, in base units', async () => {
  const price = await load(CSV)
  expect([0, 3599.9, 3600, 5000, 7200, 10_800].map(time => valueAt(price, time))).toEqual([
    1e6, 1e6, 25e5, 25e5, -3e6, -3e6,
  ])
})

test('a run may begin after the first row', async () => {
  const price = await load(CSV, { from: '90 min' })
  expect([0, 1799, 1800].map(time => valueAt(price, time))).toEqual([25e5, 25e5, -3e6])
})

test('a series is refused by line where it has a hole, an empty cell or goes back in time', async () => {
  await expect(load(CSV, { hole: '59 min' })).rejects.toThrow(
    's/p.csv:4:1 price: expected at most 3540 s after the row before (hole), got 3600 s',
  )
  await expect(load(CSV.replace('2.5', ''))).rejects.toThrow(
    's/p.csv:4:3 price: expected a number in column "usd", got ""',
  )
  await expect(load(CSV.replace('T02', 'T00'))).rejects.toThrow('s/p.csv:5:1 price: expected times in order')
  await expect(load(CSV, { from: '3 h' })).rejects.toThrow('expected rows after 10800 s (from), got the last at 7200 s')
})

test('past its end by more than a hole a series has no value', async () => {
  const price = await load(CSV)
  expect(() => valueAt(price, 10_801)).toThrow('expected rows up to 10801 s, got the last at 7200 s')
})
