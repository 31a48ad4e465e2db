/**
 * Every file in scenarios/ is a test: it loads, a short run of it balances the books in every tick, says who pays to the last
 * micro-unit, is the same over a snapshot, and has the fingerprint recorded in results/reference (written anew by
 * `npm run reference`).
 */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Reference, SCENARIO_FILES } from '../scripts/scenario-files.ts'
import { resume, start } from '../sim/economy/run.ts'
import { unexplained } from '../sim/economy/unexplained.ts'
import type { Memory } from '../sim/engine/memory.ts'
import type { Value } from '../sim/measure/output.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import { loadTraces } from '../sim/scenario/trace.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFile(join(root, path), 'utf8')
const reference: Reference = JSON.parse(readFileSync(join(root, 'results/reference/fingerprints.json'), 'utf8'))

/** Scenarios in which money moves from account to account; in some laws agents only pay each other. */
const moving: string[] = []

test.each(SCENARIO_FILES)('%s runs, balances, says who pays, and resumes', async file => {
  const { ticks } = reference[file]
  const everyTick = [{ path: 'record.check', value: '1' }]
  const scenario = await loadScenario(file, read, everyTick)
  expect(`${scenario.name}.json`).toBe(file.split('/').at(-1))
  expect(scenario.about.length).toBeGreaterThan(20)
  const traces = await loadTraces(scenario, read)

  const rows: Record<'flows' | 'balances', Value[][]> = { flows: [], balances: [] }
  const straight = start(scenario, traces, {
    row(table, values) {
      if (table === 'flows' || table === 'balances') rows[table].push([...values])
    },
  })
  const third = Math.floor(ticks / 3)
  while (straight.ticks < third) straight.step()
  const second = resume(scenario, traces, straight.snapshot(), { row: () => undefined })
  while (straight.ticks < ticks) straight.step()
  while (second.ticks < ticks) second.step()

  const { fingerprint, history, money } = straight.summary()
  expect(second.fingerprint()).toBe(fingerprint)
  expect(second.summary().history).toBe(history)
  expect(BigInt(money.final)).toBe(BigInt(money.initial) + BigInt(money.minted) - BigInt(money.burned))
  expect({ ticks, fingerprint, history }).toEqual(reference[file])
  expect(unequalToThemselves(straight.world.memory)).toEqual([])

  if (rows.flows.length > 0) moving.push(file)
  expect(unexplained(rows)).toEqual([])
  expect(rows.balances.filter(([, account]) => account === 'escrow')).toEqual([])
})

test('money moves in nearly all of them', () => {
  expect(moving.length).toBeGreaterThan(0.9 * SCENARIO_FILES.length)
})

/** Columns of the state with a NaN in them: its bits differ from engine to engine, and fingerprints with them. */
function unequalToThemselves({ declaration, tables }: Memory): string[] {
  return Object.keys(declaration)
    .filter(name => !declaration[name].scratch)
    .flatMap(name =>
      Object.entries(tables[name]).flatMap(([column, values]) => (values.includes(NaN) ? [`${name}.${column}`] : [])),
    )
}
