/** Bad input, as a user meets it: one clear line a fault, exit code 2, and nothing written. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvParse } from 'd3'
import { afterAll, expect, test } from 'vitest'
import { catallaxy } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-'))
const out = join(folder, 'out')
afterAll(() => rmSync(folder, { recursive: true }))

const GOOD = {
  name: 'good',
  clock: { tick: '1 s', ticks: 400 },
  operators: [
    { name: 'first', price: '0.001 token/query' },
    { name: 'second', count: 2, price: '0.002 token/query' },
  ],
  customers: [{ name: 'customer', count: 3, rate: '1/s' }],
}

function written(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const scenario = (changes: object) => written('bad.json', JSON.stringify({ ...GOOD, ...changes }, null, 2))

const trace = (file: string) => ({ customers: [{ name: 'customer', trace: { file, time: 'time' } }] })

test.each<[string, () => string, string]>([
  ['an unknown key', () => scenario({ clokc: {} }), ':25:3 clokc: unknown key "clokc": did you mean "clock"?'],
  [
    'a wrong unit',
    () => scenario({ clock: { tick: '5 token' } }),
    ':4:13 clock.tick: expected a duration such as "5 min", got "5 token"',
  ],
  [
    'a negative price',
    () => scenario({ operators: [{ name: 'first', price: '-1 token/query' }] }),
    'operators[0].price: expected at least 0 token/query, got "-1 token/query"',
  ],
  [
    'splits that do not sum to 1',
    () => scenario({ market: { fee: { operators: 0.6 } } }),
    'market.fee: expected shares that sum to 1, got 1.1',
  ],
  [
    'a forbidden call',
    () => scenario({ market: { selection: { rule: 'formula', formula: 'evaluate("1")' } } }),
    'market.selection.formula: unknown function "evaluate"',
  ],
  [
    'an unknown name',
    () => scenario({ market: { selection: { rule: 'formula', formula: 'prise + 1' } } }),
    'market.selection.formula: unknown name "prise": did you mean "price"?',
  ],
  ['a trace that is missing', () => scenario(trace('nowhere.csv')), 'nowhere.csv": no such file'],
  [
    'a truncated CSV',
    () => {
      written('cut.csv', 'time,service\n0.5,a\n1.5,"b')
      return scenario(trace('cut.csv'))
    },
    'cut.csv:3:',
  ],
  [
    'a scenario of 50 MB',
    () => written('big.json', `{"name": "big", "about": "${'x'.repeat(50e6)}"}`),
    'at most 8 MiB',
  ],
  ['a key __proto__', () => written('proto.json', '{\n  "name": "p",\n  "__proto__": {"x": 1}\n}'), ':3:3 __proto__'],
  ['a scenario that is missing', () => join(folder, 'none.json'), 'none.json'],
])('%s is refused', async (_, path, message) => {
  const { code, stdout, stderr } = await catallaxy('run', path(), '--out', out)
  expect(stderr).toContain(message)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).not.toContain('    at ')
  expect(existsSync(out)).toBe(false)
})

test('all faults of a file are told at once, in the order of the file', async () => {
  const bad = { clock: { tick: 'soon' }, customers: [{ name: 'customer', rate: 5 }], seed: 7 }
  const { stderr } = await catallaxy('validate', scenario(bad))
  expect(stderr.match(/bad\.json:\d+:\d+ [\w.[\]]+/g)?.map(place => place.split(' ')[1])).toEqual([
    'clock.tick',
    'customers[0].rate',
    'seed',
  ])
})

test('a division by zero at tick 300 stops the run, names operator and tick, and keeps the output so far', async () => {
  const formula = 'price > 1500 ? 1 / (300 - time) : 1'
  const path = scenario({ market: { selection: { rule: 'formula', formula } } })
  const { code, stderr } = await catallaxy('run', path, '--out', out)
  expect(code).toBe(1)
  expect(stderr).toContain('tick 300')
  expect(stderr).toContain('operator second-1')
  expect(stderr).toContain('division by zero in "1 / (300 - time)"')
  const ticks = csvParse(readFileSync(join(out, 'good', 'ticks.csv'), 'utf8'))
  expect(ticks.at(-1)?.tick).toBe('299')
  expect(JSON.parse(readFileSync(join(out, 'good', 'manifest.json'), 'utf8')).status).toBe('failed')
})

test('a results folder that cannot be made is refused before the run', async () => {
  const file = written('a-file', '')
  const { code, stderr } = await catallaxy('run', scenario({}), '--out', join(file, 'below'))
  expect(code).toBe(2)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  mkdirSync(join(folder, 'empty'))
  expect(readdirSync(join(folder, 'empty'))).toEqual([])
})
