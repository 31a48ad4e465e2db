import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvParse } from 'd3'
import { afterAll, expect, test } from 'vitest'
import { catallaxy } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-ban-wave-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a ban wave costs the company sales, and strands customers only where there is no rival', async () => {
  const short = ['--ticks', '48', '--set', 'attacks[0].at=1 day', '--replicates', '2', '--out', folder]
  const args = ['--deterrent', 'operators[1].count=0,3', ...short]
  const { code, stdout, stderr } = await catallaxy('attack', 'scenarios/attack-ban-wave.json', ...args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('ban-wave by company')
  const rows = csvParse(readFileSync(join(folder, 'attack-ban-wave/attack.csv'), 'utf8'))
  const mean = (effect: string) => rows.filter(row => row.effect === effect).map(row => Number(row.mean))
  const [alone, among] = mean('gain')
  expect(alone).toBeLessThan(0)
  expect(among).toBeLessThan(0)
  expect(mean('rivals')[0]).toBe(0)
  expect(mean('rivals')[1]).toBeLessThan(0)
  // A fifth of 1000 customers for a day; 4 standard errors of two runs of 12.6 customers each.
  const [stranded, nobody] = mean('stranded')
  expect(Math.abs(stranded - 200)).toBeLessThan(36)
  expect(nobody).toBe(0)
  expect(mean('lost')[0]).toBeGreaterThan(1e6)
})
