import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check, compile, diagnose } from './formula.ts'

const names = ['price', 'cheapest', 'a', 'b']
const message = (source: string) => check(source, names)?.message
const value = (source: string, inputs: Record<string, number> = {}) => {
  const out = new Float64Array(1)
  compile(source, Object.keys(inputs)).run(inputs, 1, out)
  return out[0]
}

test('a formula is worked out row by row', () => {
  const out = new Float64Array(3)
  const program = compile('0.5 * price + max(a, 2, b) - (price > 2 ? 1 : 0)', names)
  program.run({ price: Float64Array.of(1, 2, 4), a: Float64Array.of(0, 5, 1), b: 3 }, 3, out)
  expect([...out]).toEqual([3.5, 6, 4])
  expect(program.names).toEqual(['a', 'b', 'price'])
})

test('operators and functions mean what they say', () => {
  expect(value('2 + 3 * 4 ^ 2')).toBe(50)
  expect(value('-3 % 5')).toBe(2)
  expect(value('10 - 4 - 3')).toBe(3)
  expect(value('2 ^ 3 ^ 2')).toBeCloseTo(512, 9)
  expect(value('not (1 < 2 and 2 >= 3) or 0')).toBe(1)
  expect(value('clamp(7, 0, 5) + abs(-2) + sign(-9) + floor(2.7) + ceil(2.1) + round(2.5)')).toBe(14)
  expect(value('sqrt(16) + exp(0) + log(1) + cos(0) + sin(0) + pow(2, 2) + log10(1)')).toBe(10)
  expect(value('if(a == 1, 5, 6)', { a: 1 })).toBe(5)
  expect(value('a != 1 ? 5 : 6', { a: 1 })).toBe(6)
  expect(value('log10(1000)')).toBeCloseTo(3, 12)
  expect(value('2 a + 0.5', { a: 3 })).toBe(6.5)
})

test('the output may be an input, and a formula without columns fills every row', () => {
  const price = Float64Array.of(1, 2, 3, 9)
  compile('price * (1 + price)', names).run({ price }, 3, price)
  expect([...price]).toEqual([2, 6, 12, 9])
  compile('2 * a', names).run({ a: 4 }, 3, price)
  expect([...price]).toEqual([8, 8, 8, 9])
  compile('a', names).run({ a: Float64Array.of(1, 2, 3) }, 3, price)
  expect([...price]).toEqual([1, 2, 3, 9])
})

test('one program runs with numbers and columns in turn, and with more rows than before', () => {
  const program = compile('(a + b) * (a - b) / 2', names)
  const out = new Float64Array(5)
  for (const rows of [2, 5, 1]) {
    program.run({ a: new Float64Array(rows).fill(3), b: 1 }, rows, out)
    expect([...out.subarray(0, rows)]).toEqual(Array(rows).fill(4))
    program.run({ a: 5, b: 1 }, rows, out)
    expect([...out.subarray(0, rows)]).toEqual(Array(rows).fill(12))
  }
})

test('a number worked out on the way is not overwritten by the column it is combined with', () => {
  const out = new Float64Array(3)
  compile('((b + 1) * a) + a', names).run({ a: Float64Array.of(1, 2, 3), b: 4 }, 3, out)
  expect([...out]).toEqual([6, 12, 18])
})

test('agrees with the language on random expressions', () => {
  const expression = fc.letrec<{ tree: string }>(tie => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('a', 'b', '2', '0.25'),
      fc
        .tuple(tie('tree'), fc.constantFrom('+', '-', '*', '<', '>='), tie('tree'))
        .map(([l, o, r]) => `(${l} ${o} ${r})`),
      fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([c, l, r]) => `(${c} ? ${l} : ${r})`),
    ),
  })).tree
  fc.assert(
    fc.property(
      expression,
      fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 7 }),
      (source, column) => {
        const rows = column.length
        const out = new Float64Array(rows)
        compile(source, ['a', 'b']).run({ a: Float64Array.from(column), b: -3 }, rows, out)
        const slow = new Function('a', 'b', `return Number(${source})`) as (a: number, b: number) => number
        expect([...out]).toEqual(column.map(a => slow(a, -3)))
      },
    ),
  )
})

test('missing and short columns are refused', () => {
  const program = compile('a + b', names)
  expect(() => program.run({ a: 1 }, 3, new Float64Array(3))).toThrow('expected 3 rows of "b", got nothing')
  expect(() => program.run({ a: 1, b: new Float64Array(2) }, 3, new Float64Array(3))).toThrow(
    'expected 3 rows of "b", got 2',
  )
  expect(() => program.run({ a: 1, b: 1 }, 3, new Float64Array(2))).toThrow('expected 3 rows to write to, got 2')
})

test('unknown names and functions are refused with the nearest known one', () => {
  expect(message('prise + 1')).toBe('unknown name "prise": did you mean "price"? (known: price, cheapest, a, b)')
  expect(message('lgo(a)')).toContain('unknown function "lgo": did you mean "log"?')
  expect(message('constructor')).toBe('unknown name "constructor" (known: price, cheapest, a, b)')
  expect(message('toString(a)')).toContain('unknown function "toString" (known: min, max')
})

const refused = [
  ['import("fs")', 'unknown function "import"'],
  ['evaluate("1")', 'unknown function "evaluate"'],
  ['parse("1")', 'unknown function "parse"'],
  ['random()', 'unknown function "random"'],
  ['a.constructor', 'access to a property'],
  ['a["constructor"]', 'access to a property'],
  ['a.b(1)', 'got a value "a.b(1)"'],
  ['a = 1', 'got an assignment "a = 1"'],
  ['f(x) = x', 'the definition of a function'],
  ['a; b', 'got several formulas "a; b"'],
  ['[1, 2]', 'a matrix'],
  ['{a: 1}', 'an object'],
  ['1:3', 'a range'],
  ['"text"', 'got a value'],
  ['true', 'got a value "true"'],
  ['5 cm', 'unknown name "cm"'],
  ['a < b < 3', 'a chain of comparisons'],
  ['a + 5%', 'expected a share such as 0.05'],
  ['5 % + a', 'a % b is a remainder'],
  ['a!', 'got a value "a!"'],
  ['1e400', 'got a value "Infinity"'],
  ['min()', 'expected at least 1 value in min(...), got 0'],
  ['log(a, 2)', 'expected 1 value in log(...), got 2'],
  ['a +', 'unexpected end of expression'],
  ['  ', 'expected a formula, got an empty text'],
  ['a + '.repeat(600), 'expected a formula of at most 2000 characters, got 2400'],
  [`${'('.repeat(300)}a${')'.repeat(300)}`, 'nested too deeply'],
  [`${'a ^ '.repeat(300)}a`, 'nested too deeply'],
  [`${'-'.repeat(1500)}a`, 'nested too deeply'],
  [`${'not '.repeat(400)}a`, 'nested too deeply'],
  [`${'abs('.repeat(150)}a${')'.repeat(150)}`, 'nested too deeply'],
].map(([source, why]) => ({ source, why, title: source.slice(0, 20) }))

test.each(refused)('$title is refused', ({ source, why }) => {
  expect(message(source)).toContain(why)
  expect(message(source)).not.toContain('\n')
  expect(() => compile(source, names)).toThrow(why)
})

test('diagnose names what first had no finite value', () => {
  const why = (source: string, inputs: Record<string, number | Float64Array>, row = 0) =>
    diagnose(compile(source, names), inputs, row)
  expect(why('1 + a / (b - b)', { a: 2, b: 3 })).toBe('division by zero in "a / (b - b)"')
  expect(why('2 * log(a - b)', { a: Float64Array.of(9, 1), b: 4 }, 1)).toBe('log of -3 in "log(a - b)"')
  expect(why('sqrt(a)', { a: -4 })).toBe('sqrt of -4 in "sqrt(a)"')
  expect(why('a + 1', { a: Number.NaN })).toBe('"a" is NaN')
  expect(why('exp(a)', { a: 1000 })).toBe('exp of 1000 is Infinity in "exp(a)"')
  expect(why('a > 0 ? 1 / a : 2', { a: 0 })).toBeUndefined()
})
