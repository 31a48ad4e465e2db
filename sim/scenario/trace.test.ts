import { expect, test } from 'vitest'
import { loadScenario } from './load.ts'
import { loadTraces } from './trace.ts'

const CSV = `at,service,tokens
2023-11-16 18:15:00.5,chat,400
2023-11-16 18:15:01.25,code,300
2023-11-16 18:15:02.5,chat,100
`

async function traces(csv: string, trace: object) {
  const groups = ['chat', 'code'].map(value => ({
    name: value,
    trace: {
      file: 'a.csv',
      time: 'at',
      where: { column: 'service', value },
      columns: { a: 'tokens' },
      size: 'a / 100',
      ...trace,
    },
  }))
  const files: Record<string, string> = {
    'x.json': JSON.stringify({ name: 'x', operators: [{ name: 'o' }], customers: [...groups, { name: 'poisson' }] }),
    'a.csv': csv,
  }
  const read = async (path: string) => files[path]
  return loadTraces(await loadScenario('x.json', read), read)
}

test('each group gets its rows, times counted from the first row of the file, sizes by the formula', async () => {
  const [chat, code, poisson] = await traces(CSV, {})
  expect([...chat!.time]).toEqual([0, 2])
  expect([...chat!.size]).toEqual([4, 1])
  expect([...code!.time]).toEqual([0.75])
  expect([...code!.size]).toEqual([3])
  expect(poisson).toBeUndefined()
})

test('rows out of order are refused by line', async () => {
  const swapped = `${CSV}2023-11-16 18:15:02,chat,100\n`
  await expect(traces(swapped, {})).rejects.toThrow('a.csv:5:1 customers[0].trace: expected times in order')
})

test('a size that is no positive number is refused by line and formula', async () => {
  await expect(traces(CSV, { size: 'a - 100' })).rejects.toThrow(
    'a.csv:4:1 customers[0].trace: expected a positive size, got 0 from "a - 100"',
  )
  await expect(traces(CSV, { size: '1 / (a - 400)' })).rejects.toThrow(
    'a.csv:2:1 customers[0].trace: expected a positive size, got Infinity: division by zero',
  )
})

test('a formula over a column that is not named, or a service that nobody has, is refused', async () => {
  await expect(traces(CSV, { size: 'b' })).rejects.toThrow('expected columns.b, which the formula "b" reads')
  await expect(traces(CSV, { where: { column: 'service', value: 'video' } })).rejects.toThrow(
    'expected rows with "video" in column "service", got none',
  )
})
