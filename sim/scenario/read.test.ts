import { expect, test } from 'vitest'
import { ScenarioError } from './fault.ts'
import type { Override } from './override.ts'
import {
  choice,
  column,
  file,
  integer,
  list,
  number,
  optional,
  quantity,
  section,
  text,
  variants,
} from './parameter.ts'
import { readScenario } from './read.ts'

const operator = section(
  {
    name: text({ doc: 'Name.' }),
    price: number({ unit: 'micro-token/query', default: '0.001 token/query', min: '0 token/query', doc: 'Price.' }),
    stake: quantity({ unit: 'micro-token', default: { lognormal: { median: '5 token', sigma: 0.5 } }, doc: 'Stake.' }),
  },
  'An operator.',
)
const schema = section(
  {
    name: text({ default: '', doc: 'Name.' }),
    mode: choice(['slow', 'fast'], { default: 'slow', doc: 'Mode.' }),
    operators: list(operator, { default: [{ name: 'first' }], doc: 'Operators.' }),
    pricing: variants(
      'rule',
      {
        fixed: section({}, ''),
        surge: section(
          { low: number({ unit: '1', default: 0.6, doc: '' }), high: number({ unit: '1', default: 1.5, doc: '' }) },
          '',
        ),
      },
      { default: 'surge', doc: 'Pricing.' },
    ),
    clock: section(
      { ticks: integer({ default: 10, doc: '' }), tick: number({ unit: 's', default: '1 s', doc: '' }) },
      'Clock.',
    ),
    trace: optional(file({ doc: 'Trace.' })),
    times: optional(column({ unit: 's', doc: 'Times.' })),
  },
  'A scenario.',
)

type Files = Record<string, string>
const reader = (files: Files) => async (path: string) => {
  if (!Object.hasOwn(files, path)) throw new Error(`ENOENT: no such file or directory, open '${path}'`)
  return files[path]
}
const load = (files: Files, overrides: Override[] = []) => readScenario(schema, 's/x.json', reader(files), overrides)
const faults = async (files: Files, overrides: Override[] = []): Promise<string[]> => {
  try {
    await load(files, overrides)
    return []
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    expect(error.message).toBe(error.faults.join('\n'))
    return error.faults.map(String)
  }
}

test('an empty scenario has every default', async () => {
  expect(await load({ 's/x.json': '{}' })).toMatchObject({
    name: '',
    mode: 'slow',
    operators: [{ name: 'first', price: 1000 }],
    clock: { ticks: 10, tick: 1 },
  })
})

test('all faults are reported at once, each at its value or its key', async () => {
  const text =
    '{\n  "operators": [\n    { "name": "a", "prise": 3,\n      "stake": "ten" },\n    { "price": -1 }\n  ],\n  "mode": "fats"\n}'
  expect(await faults({ 's/x.json': text })).toEqual([
    's/x.json:3:20 operators[0].prise: unknown key "prise": did you mean "price"? (known: name, price, stake)',
    's/x.json:4:16 operators[0].stake: expected a token amount such as "10000 token", got "ten"',
    's/x.json:5:5 operators[1].name: expected text, got nothing',
    's/x.json:5:16 operators[1].price: expected a price such as "0.001 token/query", got -1',
    's/x.json:7:11 mode: expected one of "slow", "fast", got "fats": did you mean "fast"?',
  ])
})

test('a negative price is refused with its bound', async () => {
  expect(await faults({ 's/x.json': '{"operators": [{"name": "a", "price": "-2 token/query"}]}' })).toEqual([
    's/x.json:1:39 operators[0].price: expected at least 0 token/query, got "-2 token/query"',
  ])
})

test('what is no object, no file or no JSON is refused', async () => {
  expect(await faults({ 's/x.json': '[1]' })).toEqual([expect.stringContaining('s/x.json:1:1: expected an object { }')])
  expect(await faults({})).toEqual(['s/x.json: cannot read "s/x.json": no such file'])
  expect(await faults({ 's/x.json': '{"__proto__": {"name": "a"}}' })).toEqual([
    's/x.json:1:2 __proto__: the key "__proto__" is not allowed',
  ])
  expect(await faults({ 's/x.json': ' '.repeat(50_000_000) })).toEqual([
    's/x.json:1:1: expected at most 8 MiB of JSON, got 47.7 MiB',
  ])
})

test('sections of the file that is extended are kept, lists and quantities are replaced', async () => {
  const scenario = await load({
    's/x.json':
      '{"extends": "../base.json", "clock": {"ticks": 3}, "operators": [{"name": "c", "stake": {"uniform": ["1 token", "2 token"]}}]}',
    'base.json': '{"name": "base", "clock": {"ticks": 5, "tick": "2 s"}, "operators": [{"name": "a"}, {"name": "b"}]}',
  })
  expect(scenario.clock).toEqual({ ticks: 3, tick: 2 })
  expect(scenario.name).toBe('base')
  expect(scenario.operators).toMatchObject([{ name: 'c', stake: { kind: 'uniform' } }])
})

test('the same rule is laid over, another rule replaces', async () => {
  const over = async (above: string, below: string) =>
    (await load({ 's/x.json': `{"extends": "b.json", "pricing": ${above}}`, 's/b.json': `{"pricing": ${below}}` }))
      .pricing
  expect(await over('{"rule": "surge", "low": 0.1}', '{"rule": "surge", "high": 9}')).toEqual({
    rule: 'surge',
    low: 0.1,
    high: 9,
  })
  expect(await over('{"low": 0.1}', '{"high": 9}')).toEqual({ rule: 'surge', low: 0.1, high: 9 })
  expect(await over('{"low": 0.1}', '"surge"')).toEqual({ rule: 'surge', low: 0.1, high: 1.5 })
  expect(await over('"fixed"', '{"rule": "surge", "high": 9}')).toEqual({ rule: 'fixed' })
  expect(await over('{"rule": "surge"}', '"fixed"')).toEqual({ rule: 'surge', low: 0.6, high: 1.5 })
})

test('a fault is placed in the file in which its value stands', async () => {
  const files = {
    's/x.json': '{"extends": "b.json",\n "clock": {"ticks": 0.5}, "operators": [{}]}',
    's/b.json': '{"clock":\n {"tick": "1 token", "tock": 1}, "operators": [{"name": "a"}]}',
  }
  expect(await faults(files)).toEqual([
    's/x.json:2:21 clock.ticks: expected a whole number, got 0.5',
    's/x.json:2:41 operators[0].name: expected text, got nothing',
    's/b.json:2:11 clock.tick: expected a duration such as "5 min", got "1 token"',
    's/b.json:2:22 clock.tock: unknown key "tock": did you mean "tick"? (known: ticks, tick)',
  ])
})

test('files that extend each other, and long chains, are refused', async () => {
  expect(await faults({ 's/x.json': '{"extends": "y.json"}', 's/y.json': '{\n"extends": "./x.json"}' })).toEqual([
    's/y.json:2:12 extends: expected files that do not extend each other, got s/x.json -> s/y.json -> s/x.json',
  ])
  const chain = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, i) => [
        i === 0 ? 's/x.json' : `s/${i}.json`,
        i === length - 1 ? '{}' : `{"extends": "${i + 1}.json"}`,
      ]),
    )
  expect(await faults(chain(9))).toEqual([])
  expect(await faults(chain(10))).toEqual(['s/8.json:1:13 extends: expected at most 8 files that extend each other'])
  expect(await faults({ 's/x.json': '{"extends": "y.json"}' })).toEqual([
    's/x.json:1:13 extends: cannot read "s/y.json": no such file',
  ])
  expect(await faults({ 's/x.json': '{"extends": 3}' })).toEqual([
    's/x.json:1:13 extends: expected the path of a scenario file',
  ])
})

test('the command line sets values, through defaults and short forms', async () => {
  const set = (text: string) => ({ path: text.split('=')[0], value: text.slice(text.indexOf('=') + 1) })
  const scenario = await load({ 's/x.json': '{"pricing": "surge"}' }, [
    set('operators[0].stake.lognormal.sigma=0.25'),
    set('operators[1]={"name": "b"}'),
    set('operators[1].price=0.5 token/query'),
    set('pricing.low=0.2'),
    set('clock.tick="3 s"'),
    set('name=12'),
  ])
  expect(scenario.operators).toMatchObject([
    { name: 'first', stake: { kind: 'lognormal', median: 5e6, sigma: 0.25 } },
    { name: 'b', price: 500_000 },
  ])
  expect(scenario.pricing).toEqual({ rule: 'surge', low: 0.2, high: 1.5 })
  expect(scenario.clock.tick).toBe(3)
  expect(scenario.name).toBe('12')
})

test('a fault of the command line is placed there', async () => {
  const one = (path: string, value: string) => faults({ 's/x.json': '{}' }, [{ path, value }])
  expect(await one('clock.tock', '3')).toEqual([
    '--set clock.tock=3 clock.tock: unknown key "tock": did you mean "tick"? (known: ticks, tick)',
  ])
  expect(await one('clock.ticks', 'many')).toEqual([
    '--set clock.ticks=many clock.ticks: expected a whole number, got "many"',
  ])
  expect(await one('operators[3].name', 'x')).toEqual([
    '--set operators[3].name=x: expected an index from 0 to 1, got 3',
  ])
  expect(await one('name.x', '1')).toEqual(['--set name.x=1: expected an object before ".x", got ""'])
  expect(await one('operators.name', '1')).toEqual([
    '--set operators.name=1: expected an object before ".name", got a list of 1',
  ])
  expect(await one('a..b', '1')).toEqual(['--set a..b=1: expected a path such as operators[0].stake, got "a..b"'])
  expect(await one('__proto__.x', '1')).toEqual(['--set __proto__.x=1: the key "__proto__" is not allowed'])
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})

test('columns of CSV files are filled in, from paths relative to the file that names them', async () => {
  const scenario = await load({
    's/x.json':
      '{"extends": "../lib/b.json", "times": {"file": "t.csv", "column": "at", "unit": "timestamp"}, "trace": "t.csv"}',
    'lib/b.json':
      '{"operators": [{"name": "a", "stake": {"csv": {"file": "data/d.csv", "column": "amount", "unit": "token", "where": {"kind": "y"}}}}]}',
    'lib/data/d.csv': 'kind,amount\ny,0.1\nx,7\ny,3\n',
    's/t.csv': 'at\n2024-01-01 00:00:01\n2024-01-01 00:01:00\n',
  })
  expect(scenario.operators[0].stake).toMatchObject({ kind: 'column', values: [100_000, 3_000_000] })
  expect(scenario.times).toMatchObject({ values: [0, 59] })
  expect(scenario.trace).toBe('s/t.csv')
})

test('a missing CSV file is placed in the scenario, a wrong cell in the CSV file', async () => {
  const stake = (csv: string) => `{"operators": [{"name": "a",\n "stake": {"csv": ${csv}}}]}`
  expect(await faults({ 's/x.json': stake('{"file": "d.csv", "column": "c", "unit": "token"}') })).toEqual([
    's/x.json:2:11 operators[0].stake: cannot read "s/d.csv": no such file',
  ])
  const files = { 's/x.json': stake('{"file": "d.csv", "column": "c", "unit": "token"}') }
  expect(await faults({ ...files, 's/d.csv': 'a,c\n1,2\n1,many\n' })).toEqual([
    's/d.csv:3:2 operators[0].stake: expected a number in column "c", got "many"',
  ])
  expect(await faults({ ...files, 's/d.csv': 'a,c\n1,2\n1' })).toEqual([
    's/d.csv:3:1 operators[0].stake: expected 2 fields, got 1',
  ])
  expect(await faults({ ...files, 's/d.csv': 'a,b\n1,2\n' })).toEqual([
    's/d.csv:1:1 operators[0].stake: unknown column "c" (known: a, b)',
  ])
})

test('a file named on the command line is relative to the current directory', async () => {
  const overrides = [{ path: 'trace', value: 'here.csv' }]
  expect((await load({ 's/x.json': '{"trace": "there.csv"}' }, overrides)).trace).toBe('here.csv')
})

test('a check between parameters is placed like any other fault', async () => {
  const checked = schema.superRefine((scenario, context) => {
    if (scenario.mode === 'fast')
      context.addIssue({ code: 'custom', path: ['clock', 'ticks'], message: 'expected fewer ticks' })
  })
  const loading = readScenario(
    checked,
    's/x.json',
    reader({ 's/x.json': '{"mode": "fast",\n"clock": {"ticks": 99}}' }),
    [{ path: 'clock.tick', value: '2 s' }],
  )
  await expect(loading).rejects.toThrow('s/x.json:2:20 clock.ticks: expected fewer ticks')
})
