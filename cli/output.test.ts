import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOutput } from './output.ts'

let out = ''
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'catallaxy-'))
})
afterEach(() => rmSync(out, { recursive: true }))

const table = (...names: string[]) => ({
  doc: '',
  fields: names.map(name => ({ name, type: 'number' as const, unit: '1', doc: '' })),
})
const tables = {
  ticks: table('tick', 'price'),
  operators: table('tick'),
  flows: table('tick'),
  balances: table('tick'),
  events: table('time'),
}
const text = (...path: string[]) => readFileSync(join(out, ...path), 'utf8')

test('the folder appears whole at the end, with a header in every table', () => {
  const output = openOutput(out, 'harbour', tables)
  output.row('ticks', [0, 1.5])
  output.row('flows', [0])
  expect(existsSync(output.folder)).toBe(false)
  output.finish({ 'manifest.json': { ticks: 1 }, 'who-pays.svg': '<svg/>\n' })
  expect(readdirSync(out)).toEqual(['harbour'])
  expect(text('harbour', 'ticks.csv')).toBe('tick,price\n0,1.5\n')
  expect(text('harbour', 'events.csv')).toBe('time\n')
  expect(text('harbour', 'manifest.json')).toBe('{\n  "ticks": 1\n}\n')
  expect(text('harbour', 'who-pays.svg')).toBe('<svg/>\n')
})

test('rows reach the disk in blocks, so memory does not grow with the run, and none is lost or moved', () => {
  const output = openOutput(out, 'long', tables)
  const rows = 50_000
  for (let tick = 0; tick < rows; tick++) output.row('ticks', [tick, tick / 8])
  const [hidden] = readdirSync(out)
  const written = text(hidden, 'ticks.csv').length
  output.finish({})
  const whole = text('long', 'ticks.csv')
  expect(whole.length - written).toBeLessThan(65536 + 100)
  expect(whole).toBe(`tick,price\n${Array.from({ length: rows }, (_, tick) => `${tick},${tick / 8}\n`).join('')}`)
})

test('earlier results stay until the new ones are whole, and are gone after', () => {
  const first = openOutput(out, 'again', tables)
  first.row('ticks', [0, 1])
  first.finish({ 'old.json': {} })
  const second = openOutput(out, 'again', tables)
  second.row('ticks', [0, 2])
  expect(text('again', 'ticks.csv')).toBe('tick,price\n0,1\n')
  second.finish({})
  expect(text('again', 'ticks.csv')).toBe('tick,price\n0,2\n')
  expect(readdirSync(out)).toEqual(['again'])
  expect(existsSync(join(out, 'again/old.json'))).toBe(false)
})

test('two runs of one name at a time both finish whole; the later one stays', () => {
  const [a, b] = [openOutput(out, 'same', tables), openOutput(out, 'same', tables)]
  a.row('ticks', [0, 1])
  b.row('ticks', [0, 2])
  b.finish({})
  a.finish({})
  expect(text('same', 'ticks.csv')).toBe('tick,price\n0,1\n')
  expect(readdirSync(out)).toEqual(['same'])
})

test('a link in the place of the results is replaced, and what it points to is left alone', () => {
  const elsewhere = join(out, 'elsewhere')
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'ticks.csv'), 'precious')
  symlinkSync(elsewhere, join(out, 'linked'))
  openOutput(out, 'linked', tables).finish({})
  expect(readdirSync(elsewhere)).toEqual(['ticks.csv'])
  expect(text('elsewhere', 'ticks.csv')).toBe('precious')
  expect(text('linked', 'ticks.csv')).toBe('tick,price\n')
})

test('a name that is no slug is refused, and so is a folder that is a file', () => {
  for (const name of ['', '..', 'a/b', '../x', '.hidden', 'A'])
    expect(() => openOutput(out, name, tables)).toThrow('expected a name of lower-case letters')
  writeFileSync(join(out, 'file'), '')
  expect(() => openOutput(join(out, 'file'), 'x', tables)).toThrow(
    /file: cannot be written: there is a file in its place/,
  )
  expect(readdirSync(out)).toEqual(['file'])
})

test('documents that are text are written as they are, and need no tables beside them', () => {
  const output = openOutput(out, 'report', {})
  output.finish({ 'report.md': '# Report\n' })
  expect(readdirSync(join(out, 'report'))).toEqual(['report.md'])
  expect(text('report', 'report.md')).toBe('# Report\n')
})

test('what is discarded is gone, and earlier results stay', () => {
  openOutput(out, 'harbour', tables).finish({ 'old.json': {} })
  const output = openOutput(out, 'harbour', tables)
  output.row('ticks', [0, 1])
  output.discard()
  expect(readdirSync(out)).toEqual(['harbour'])
  expect(existsSync(join(out, 'harbour/old.json'))).toBe(true)
})
