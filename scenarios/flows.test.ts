/** Who pays, in every scenario: the flows of a tick are the change of the balances, to the last micro-unit. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REFERENCE_TICKS, SCENARIO_FILES } from '../scripts/scenario-files.ts'
import { start } from '../sim/economy/run.ts'
import { unexplained } from '../sim/economy/unexplained.ts'
import type { Value } from '../sim/measure/output.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import { loadTraces } from '../sim/scenario/trace.ts'

const read = (path: string) => readFile(join(import.meta.dirname, '..', path), 'utf8')

/** Scenarios in which money moves from account to account; in some laws agents only pay each other. */
const moving: string[] = []

test.each(SCENARIO_FILES)('%s: balances change by the flows, and escrow is empty between ticks', async file => {
  const scenario = await loadScenario(file, read)
  const rows: Record<'flows' | 'balances', Value[][]> = { flows: [], balances: [] }
  const run = start(scenario, await loadTraces(scenario, read), {
    row(table, values) {
      if (table === 'flows' || table === 'balances') rows[table].push([...values])
    },
  })
  while (!run.done && run.ticks < REFERENCE_TICKS) run.step()
  if (rows.flows.length > 0) moving.push(file)
  expect(unexplained(rows)).toEqual([])
  expect(rows.balances.filter(([, account]) => account === 'escrow')).toEqual([])
})

test('money moves in nearly all of them', () => {
  expect(moving.length).toBeGreaterThan(0.9 * SCENARIO_FILES.length)
})
