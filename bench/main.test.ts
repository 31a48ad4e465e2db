import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { partsNamed } from './parts.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-bench-'))
afterAll(() => rmSync(folder, { recursive: true }))

const bench = (...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { encoding: 'utf8' })

describe('npm run bench', () => {
  it('runs the parts that are named and writes their figures with machine and versions', () => {
    const json = join(folder, 'figures.json')
    const { status, stdout, stderr } = bench('queue', 'memory', '--quick', '--json', json)
    expect([status, stderr]).toEqual([0, 'queue ...\nmemory ...\n'])
    expect(stdout).toContain('QUEUE: ')
    expect(stdout).toContain('MEMORY: ')
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(120)
    const { machine, level, parts } = JSON.parse(readFileSync(json, 'utf8'))
    expect(machine.versions).toMatchObject({ node: process.versions.node })
    expect(level).toBe(0.75)
    expect(parts.map(({ name }: { name: string }) => name)).toEqual(['queue', 'memory'])
    // 1,000,000 less the 64 that do not fill 512 rows.
    expect(parts[0].figures[1]).toMatchObject({ name: 'customers through M/M/5', runs: 3, count: 999_936 })
    const { min, median, max, interval } = parts[0].figures[1]
    expect(interval).toEqual([min, max])
    expect(0 < min && min <= median && median <= max).toBe(true)
  })

  it('refuses a file that cannot be written before anything runs', () => {
    const file = join(folder, 'none', 'figures.json')
    const { status, stdout, stderr } = bench('queue', '--json', file)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toBe(`--json: expected a file that can be written, got ${file} (ENOENT)\n`)
  })

  it('leaves no file behind where the arguments are wrong', () => {
    const file = join(folder, 'unborn.json')
    const { status, stderr } = bench('qeue', '--json', file)
    expect(status).toBe(2)
    expect(stderr).toMatch(/^unknown part "qeue": did you mean "queue"\? \(known: calendar, .*\)\n$/)
    expect(bench('--fast').stderr).toMatch(/^Unknown option '--fast'[^\n]*\n$/)
    expect(existsSync(file)).toBe(false)
  })
})

describe('the parts', () => {
  const names = (asked: string[], scale = false) => partsNamed(asked, { scale }).map(({ name }) => name)

  it('are all but the large market, which has to be asked for', () => {
    expect(names([])).toEqual([
      'calendar',
      'queue',
      'market',
      'race',
      'lanes',
      'memory',
      'start',
      'growth',
      'features',
      'resources',
      'trade',
      'wallets',
      'channels',
      'reference',
    ])
    expect(names([], true).at(-1)).toBe('scale')
    expect(names(['scale'])).toEqual(['scale'])
  })

  it('come in their own order, whatever that of the names', () => {
    expect(names(['lanes', 'calendar'])).toEqual(['calendar', 'lanes'])
    expect(names(['lanes'], true)).toEqual(['lanes', 'scale'])
  })
})
