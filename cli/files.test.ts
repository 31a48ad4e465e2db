import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { expectWritable, readText, writeWhole } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

test('text is read as UTF-8, and other bytes are refused', async () => {
  writeFileSync(at('good.json'), '{"name": "Größe"}')
  expect(await readText(at('good.json'))).toBe('{"name": "Größe"}')
  writeFileSync(at('latin.json'), Uint8Array.of(0x7b, 0xf6, 0x7d))
  await expect(readText(at('latin.json'))).rejects.toThrow('expected text in UTF-8')
})

test('what is missing, a folder or too large is refused in words; data may be larger than a scenario', async () => {
  await expect(readText(at('none.json'))).rejects.toThrow('no such file')
  await expect(readText(folder)).rejects.toThrow('expected a file, got a folder')
  await expect(readText('/dev/zero')).rejects.toThrow('expected a regular file')
  for (const [name, size] of [
    ['big.json', 9],
    ['big.csv', 401],
  ] as const) {
    writeFileSync(at(name), '')
    truncateSync(at(name), size * 1024 * 1024)
  }
  await expect(readText(at('big.json'))).rejects.toThrow('expected at most 8 MiB, got 9.0 MiB')
  await expect(readText(at('big.csv'))).rejects.toThrow('expected at most 400 MiB, got 401.0 MiB')
})

test('a file is replaced whole, and nothing is left beside it', () => {
  const before = readdirSync(folder)
  writeWhole(at('state.bin'), Uint8Array.of(1, 2, 3))
  writeWhole(at('state.bin'), Uint8Array.of(4))
  expect([...readFileSync(at('state.bin'))]).toEqual([4])
  expect(readdirSync(folder).sort()).toEqual([...before, 'state.bin'].sort())
})

test('a place that cannot be written is told, and looking leaves no trace', () => {
  const before = readdirSync(folder)
  expectWritable(at('new.bin'))
  expect(() => expectWritable(at('none/new.bin'))).toThrow('none/new.bin: cannot be written: no such file or folder')
  expect(() => expectWritable(folder)).toThrow('expected a file, got a folder')
  expect(readdirSync(folder)).toEqual(before)
})
