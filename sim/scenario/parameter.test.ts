import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import { declaration } from './declare.ts'
import type { Quantity } from './law.ts'
import {
  choice,
  column,
  file,
  flag,
  formula,
  integer,
  list,
  number,
  optional,
  quantity,
  section,
  text,
  variants,
} from './parameter.ts'

/** The one message of each fault, after its path. */
function faults(type: z.ZodType, raw: unknown): string[] {
  return type.safeParse(raw).error?.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`) ?? []
}

const tick = number({ unit: 's', default: '5 min', min: '1 ms', max: '1 day', doc: 'Length of a tick.' })
const share = number({ unit: '1', min: 0, max: 1, doc: 'A share.' })
const price = number({ unit: 'micro-token/query', default: '0.001 token/query', min: '0 token/query', doc: 'A price.' })

test('a number is read into base units, with its default where nothing is given', () => {
  expect(tick.parse('30 s')).toBe(30)
  expect(tick.parse(undefined)).toBe(300)
  expect(share.parse('30 %')).toBe(0.3)
  expect(share.parse(1)).toBe(1)
  expect(price.parse('0.002 token/query')).toBe(2000)
})

test('a number without unit, out of bounds or missing is refused', () => {
  expect(faults(tick, 300)).toEqual([': expected a duration such as "5 min", got 300'])
  expect(faults(tick, '2 days')).toEqual([': expected at most 1 day, got "2 days"'])
  expect(faults(price, '-0.001 token/query')).toEqual([': expected at least 0 token/query, got "-0.001 token/query"'])
  expect(faults(price, -1)).toEqual([': expected a price such as "0.001 token/query", got -1'])
  expect(faults(share, undefined)).toEqual([': expected a number such as 0.3 or "30 %", got nothing'])
  expect(faults(share, Number.NaN)).toEqual([': expected a number such as 0.3 or "30 %", got NaN'])
})

test('whole numbers, flags, texts and choices are what they are called', () => {
  const count = integer({ default: 3, min: 1, doc: 'Count.' })
  expect(count.parse(undefined)).toBe(3)
  expect(faults(count, 2.5)).toEqual([': expected a whole number, got 2.5'])
  expect(faults(count, '4')).toEqual([': expected a whole number, got "4"'])
  expect(faults(count, 0)).toEqual([': expected at least 1, got 0'])
  expect(faults(flag({ default: true, doc: 'Flag.' }), 'yes')).toEqual([': expected true or false, got "yes"'])
  expect(faults(text({ doc: 'Name.', pattern: /^[a-z]+$/ }), 'A b')).toEqual([
    ': expected text that matches /^[a-z]+$/, got "A b"',
  ])
  expect(faults(choice(['burn', 'treasury'], { doc: 'To.' }), 'bern')).toEqual([
    ': expected one of "burn", "treasury", got "bern": did you mean "burn"?',
  ])
  expect(faults(file({ doc: 'File.' }), 3)).toEqual([': expected the path of a file, got 3'])
})

test('a list has its items checked one by one, and its length', () => {
  const shares = list(share, { min: 2, max: 3, doc: 'Shares.' })
  expect(shares.parse([0, '50 %'])).toEqual([0, 0.5])
  expect(faults(shares, [0.1, 7, 'x'])).toEqual([
    '1: expected at most 1, got 7',
    '2: expected a number such as 0.3 or "30 %", got "x"',
  ])
  expect(faults(shares, [1])).toEqual([': expected a list of 2 to 3 items, got 1'])
  expect(faults(shares, { a: 1 })).toEqual([': expected a list, got {"a":1}'])
})

test('an absent section is filled in when every member may be absent', () => {
  const clock = section(
    { tick, ticks: integer({ default: 7, doc: 'Ticks.' }), note: optional(text({ doc: 'Note.' })) },
    'Time.',
  )
  const scenario = section({ clock, price }, 'All.')
  expect(scenario.parse({})).toEqual({ clock: { tick: 300, ticks: 7 }, price: 1000 })
  expect(faults(section({ share }, 'Strict.'), undefined)).toEqual([
    ': expected an object { } (keys: share), got nothing',
  ])
})

test('an optional section stays absent, and is filled in when it is given', () => {
  const type = section({ failure: optional(section({ every: tick }, 'Failures.')) }, 'All.')
  expect(type.parse({})).toEqual({})
  expect(type.parse({ failure: {} })).toEqual({ failure: { every: 300 } })
})

test('an unknown key is refused with the nearest known one, and one that is in every object too', () => {
  const type = section({ price, tick }, 'All.')
  expect(faults(type, { prise: 1 })).toEqual([': unknown key "prise": did you mean "price"? (known: price, tick)'])
  expect(faults(type, { toString: 1 })).toEqual([': unknown key "toString" (known: price, tick)'])
})

test('all faults of a section are found at once', () => {
  expect(faults(section({ price, tick, share }, 'All.'), { price: 'ten', tick: [], shar: 1 })).toHaveLength(4)
})

const pricing = variants(
  'rule',
  {
    fixed: section({}, 'Never moves.'),
    surge: section(
      { low: number({ unit: '1', default: 0.6, doc: 'Low.' }), high: number({ unit: '1', doc: 'High.' }) },
      'Moves.',
    ),
  },
  { default: 'fixed', doc: 'Pricing.' },
)

test('variants are told apart by their key; a bare name and an absent value are short for defaults', () => {
  expect(pricing.parse({ rule: 'surge', high: 2 })).toEqual({ rule: 'surge', low: 0.6, high: 2 })
  expect(pricing.parse('fixed')).toEqual({ rule: 'fixed' })
  expect(pricing.parse(undefined)).toEqual({ rule: 'fixed' })
  expect(pricing.parse({})).toEqual({ rule: 'fixed' })
})

test('a wrong variant is refused by name, a wrong member by its own message', () => {
  expect(faults(pricing, 'surgee')).toEqual([
    'rule: expected one of "fixed", "surge", got "surgee": did you mean "surge"?',
  ])
  expect(faults(pricing, { rule: 'surge', hihg: 1 })).toEqual([
    'high: expected a number such as 0.3 or "30 %", got nothing',
    ': unknown key "hihg": did you mean "high"? (known: rule, low, high)',
  ])
  expect(faults(pricing, 7)).toEqual([': expected a name or an object with "rule", got 7'])
})

test('a formula is checked when it is read', () => {
  const type = formula({ variables: { price: 'price', stake: 'stake' }, doc: 'Weight.' })
  expect(type.parse('2 * price')).toBe('2 * price')
  expect(faults(type, 'prise')).toEqual([': unknown name "prise": did you mean "price"? (known: price, stake)'])
  expect(faults(type, 'import("x")')[0]).toContain('unknown function "import"')
  expect(faults(type, 3)).toEqual([': expected a formula in quotes, got 3'])
})

const stake = quantity({ unit: 'micro-token', default: '10000 token', min: '0 token', max: '1e6 token', doc: 'Stake.' })
const bounds = { unit: 'micro-token', whole: false, min: 0, max: 1e12 }

test('every form of a quantity becomes plain data in base units', () => {
  expect(stake.parse(undefined)).toEqual({ kind: 'constant', value: 1e10, ...bounds })
  expect(stake.parse({ uniform: ['1 token', '3 token'] })).toEqual({ kind: 'uniform', low: 1e6, high: 3e6, ...bounds })
  expect(stake.parse({ normal: { mean: '5 token', sd: '1 token' } })).toEqual({
    kind: 'normal',
    mean: 5e6,
    sd: 1e6,
    ...bounds,
  })
  expect(stake.parse({ lognormal: { median: '8 token', sigma: 0.5 } })).toEqual({
    kind: 'lognormal',
    median: 8e6,
    sigma: 0.5,
    ...bounds,
  })
  expect(stake.parse({ exponential: { mean: '2 token' } })).toEqual({ kind: 'exponential', mean: 2e6, ...bounds })
  expect(stake.parse({ pareto: { minimum: '1 token', shape: 2 } })).toEqual({
    kind: 'pareto',
    minimum: 1e6,
    shape: 2,
    ...bounds,
  })
  expect(stake.parse(['1 token', 0])).toEqual({ kind: 'list', values: [1e6, 0], ...bounds })
  expect(stake.parse({ formula: '1e6 * index' })).toEqual({ kind: 'formula', source: '1e6 * index', ...bounds })
  expect(stake.parse({ csv: { file: 'x.csv', column: 'stake', unit: 'token', where: { kind: 'a' } } })).toEqual({
    ...{ kind: 'column', file: 'x.csv', column: 'stake', cells: 'number', scale: 1e6, where: { kind: 'a' } },
    ...bounds,
  })
})

test('faults inside a quantity are placed where they are', () => {
  expect(faults(stake, 'ten')).toEqual([': expected a token amount such as "10000 token", got "ten"'])
  expect(faults(stake, ['1 token', '2 s'])).toEqual(['1: expected a token amount such as "10000 token", got "2 s"'])
  expect(faults(stake, { lognormal: { median: '-1 token', sgma: 1 } })).toEqual([
    'lognormal.sgma: unknown key "sgma": did you mean "sigma"? (known: median, sigma)',
    'lognormal.median: expected a positive number, got "-1 token"',
    'lognormal.sigma: expected a number such as 0.3 or "30 %", got nothing',
  ])
  expect(faults(stake, { uniform: ['3 token', '1 token'] })).toEqual([
    'uniform: expected the lowest first, got "3 token" to "1 token"',
  ])
  expect(faults(stake, { formula: 'indx' })).toEqual([
    'formula: unknown name "indx": did you mean "index"? (known: index, count)',
  ])
  expect(faults(stake, { csv: { file: 'x.csv', column: 'stake' } })).toEqual([
    'csv.unit: expected the unit of a token amount such as "10000 token", got nothing',
  ])
  expect(faults(stake, { lognormale: {} })[0]).toContain('did you mean "lognormal"?')
  expect(faults(stake, { normal: {}, uniform: [] })[0]).toContain('an object with one of uniform, normal')
})

test('a whole quantity refuses fractions', () => {
  const nodes = quantity({ unit: '1', min: 1, whole: true, doc: 'Nodes.' })
  expect(nodes.parse(3)).toEqual({ kind: 'constant', value: 3, unit: '1', whole: true, min: 1 })
  expect(faults(nodes, 2.5)).toEqual([': expected a whole number, got 2.5'])
})

test('a column of times is in seconds', () => {
  const times = column({ unit: 's', doc: 'Times.' })
  expect(times.parse({ file: 'x.csv', column: 't', unit: 'timestamp' })).toEqual({
    kind: 'column',
    file: 'x.csv',
    column: 't',
    cells: 'timestamp',
    scale: 1,
  })
  expect(times.parse({ file: 'x.csv', column: 't', unit: 'ms' })).toMatchObject({ cells: 'number', scale: 0.001 })
  expect(faults(times, { file: 'x.csv', colum: 't', unit: 'm' })).toHaveLength(3)
})

test('the declaration keeps unit, default, bounds and sentence', () => {
  expect(declaration(tick)).toEqual({
    kind: 'number',
    unit: 's',
    default: '5 min',
    min: 0.001,
    max: 86400,
    doc: 'Length of a tick.',
  })
  expect(tick.meta()?.description).toBe('Length of a tick.')
})

test('a wrong bound is a mistake in the schema and found at once', () => {
  expect(() => number({ unit: 's', min: '3 token', doc: '' })).toThrow(
    'expected a duration such as "5 min", got "3 token"',
  )
})

test('types follow from the declaration', () => {
  const type = section(
    {
      tick,
      stake,
      pricing,
      to: choice(['burn', 'treasury'], { doc: '' }),
      note: optional(list(flag({ default: true, doc: '' }), { doc: '' })),
    },
    '',
  )
  type Output = z.output<typeof type>
  expectTypeOf<Output['tick']>().toEqualTypeOf<number>()
  expectTypeOf<Output['stake']>().toEqualTypeOf<Quantity>()
  expectTypeOf<Output['to']>().toEqualTypeOf<'burn' | 'treasury'>()
  expectTypeOf<Output['note']>().toEqualTypeOf<boolean[] | undefined>()
  expectTypeOf<Extract<Output['pricing'], { rule: 'surge' }>['high']>().toEqualTypeOf<number>()
  expectTypeOf<Output['pricing']['rule']>().toEqualTypeOf<'fixed' | 'surge'>()
})
