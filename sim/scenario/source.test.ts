import { expect, test } from 'vitest'
import { lineColumn, locate, parseSource } from './source.ts'

const refused = (text: string) => {
  try {
    parseSource(text, 'x.json')
  } catch (error) {
    return String(error)
  }
  return 'accepted'
}

test('comments and trailing commas are allowed', () => {
  expect(parseSource('{ // why\n "a": [1, 2,], /* and */ "b": {"c": null,}, }', 'x.json').value).toEqual({
    a: [1, 2],
    b: { c: null },
  })
})

test('lines and columns count from 1', () => {
  expect(lineColumn('ab\ncd\n', 0)).toEqual({ line: 1, column: 1 })
  expect(lineColumn('ab\ncd\n', 4)).toEqual({ line: 2, column: 2 })
  expect(lineColumn('ab\r\n\r\nx', 6)).toEqual({ line: 3, column: 1 })
})

test('a value, its key and the nearest value around a missing one are found', () => {
  const source = parseSource('{\n  "a": [\n    { "b": 7 }\n  ]\n}', 'x.json')
  expect(locate(source, ['a', 0, 'b'])).toEqual({ line: 3, column: 12 })
  expect(locate(source, ['a', 0, 'b'], true)).toEqual({ line: 3, column: 7 })
  expect(locate(source, ['a', 0, 'c', 'd'])).toEqual({ line: 3, column: 5 })
  expect(locate(source, [])).toEqual({ line: 1, column: 1 })
})

test('all faults of syntax are reported, each with its line', () => {
  expect(refused('{\n "a": 1\n "b": 2,\n "c" 3 }')).toMatch(
    /x\.json:3:2: not JSON: comma expected\n.*x\.json:4:6: not JSON: colon expected/s,
  )
  expect(refused('')).toContain('x.json:1:1: expected an object { }, got an empty file')
  expect(refused('{"a": 1')).toContain('close brace expected')
})

test('keys that reach a prototype, and keys that stand twice, are refused', () => {
  expect(refused('{\n "a": { "__proto__": {"x": 1} } }')).toContain(
    'x.json:2:9 a.__proto__: the key "__proto__" is not allowed',
  )
  expect(refused('{"constructor": 1}')).toContain('the key "constructor" is not allowed')
  expect(refused('[{"prototype": 1}]')).toContain('the key "prototype" is not allowed')
  expect(refused('{"a": 1, "a": 2}')).toContain('x.json:1:10 a: the key "a" stands twice in this object')
  expect(refused('{"toString": 1, "hasOwnProperty": 2}')).toBe('accepted')
})

test('numbers too large for a double are refused', () => {
  expect(refused('{"a": 1e999}')).toContain('x.json:1:7 a: expected a number up to 1.8e308, got Infinity')
})

test('64 levels are read and 65 are refused, however many follow', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  expect(refused(nested(64))).toBe('accepted')
  expect(refused(nested(65))).toContain('x.json:1:65: expected at most 64 levels')
  expect(refused('['.repeat(2_000_000))).toContain('expected at most 64 levels')
  expect(refused(`"${'['.repeat(100)}"`)).toBe('accepted')
})

test('50 MB of text is refused before it is parsed', () => {
  const text = `{"a": "${'x'.repeat(50_000_000)}"}`
  const start = performance.now()
  expect(refused(text)).toContain('x.json:1:1: expected at most 8 MiB of JSON, got 47.7 MiB')
  expect(performance.now() - start).toBeLessThan(500)
})
