/**
 * Every file in scenarios/ is a test: it loads, a short run of it balances the books in every tick, is the same twice,
 * over a snapshot and on any number of lanes, and has the fingerprint recorded in results/reference (written anew by
 * `npm run reference`).
 */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REFERENCE_TICKS, SCENARIO_FILES } from '../scripts/scenario-files.ts'
import { resume, start } from '../sim/economy/run.ts'
import { TICK } from '../sim/economy/tick.ts'
import type { Memory } from '../sim/engine/memory.ts'
import { jsonSchema, markdown } from '../sim/scenario/document.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import { scenario as schema } from '../sim/scenario/schema.ts'
import { loadTraces } from '../sim/scenario/trace.ts'
import { crew } from '../workers/node/crew.ts'
import { takeTurns } from '../workers/turns.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFile(join(root, path), 'utf8')
const reference: Record<string, { ticks: number; fingerprint: string; history: string }> = JSON.parse(
  readFileSync(join(root, 'results/reference/fingerprints.json'), 'utf8'),
)
const nobody = { row: () => undefined }

test.each(SCENARIO_FILES)('%s runs, balances, repeats and resumes', async file => {
  const everyTick = [{ path: 'record.check', value: '1' }]
  const scenario = await loadScenario(file, read, everyTick)
  expect(`${scenario.name}.json`).toBe(file.split('/').at(-1))
  expect(scenario.about.length).toBeGreaterThan(20)
  const traces = await loadTraces(scenario, read)

  const straight = start(scenario, traces, nobody)
  for (let tick = 0; tick < REFERENCE_TICKS; tick++) straight.step()
  const first = start(scenario, traces, nobody)
  for (let tick = 0; tick < 13; tick++) first.step()
  const second = resume(scenario, traces, first.snapshot(), nobody)
  while (second.ticks < REFERENCE_TICKS) second.step()

  expect(second.fingerprint()).toBe(straight.fingerprint())
  const { fingerprint, history, money } = straight.summary()
  expect(second.summary().history).toBe(history)
  expect(BigInt(money.final)).toBe(BigInt(money.initial) + BigInt(money.minted) - BigInt(money.burned))
  expect({ ticks: REFERENCE_TICKS, fingerprint, history }).toEqual(reference[file])
  expect(unequalToThemselves(straight.world.memory)).toEqual([])
})

/** Columns of the state with a NaN in them: its bits differ from engine to engine, and fingerprints with them. */
function unequalToThemselves({ declaration, tables }: Memory): string[] {
  return Object.keys(declaration)
    .filter(name => !declaration[name].scratch)
    .flatMap(name =>
      Object.entries(tables[name]).flatMap(([column, values]) => (values.includes(NaN) ? [`${name}.${column}`] : [])),
    )
}

test.each(SCENARIO_FILES)('%s has the same bits on two, three and eight lanes', async file => {
  const scenario = await loadScenario(file, read)
  const traces = await loadTraces(scenario, read)
  for (const [lanes, least] of [
    [2, 64],
    [3, 16],
    [8, 32],
  ]) {
    const hands = crew(lanes, scenario, traces, least)
    const turns = takeTurns()
    try {
      const run = start(scenario, traces, nobody, turns.with(hands))
      for (let tick = 0; tick < REFERENCE_TICKS; tick++) run.step()
      const { fingerprint, history } = run.summary()
      expect({ lanes, ticks: REFERENCE_TICKS, fingerprint, history }).toEqual({ lanes, ...reference[file] })
      expect(hands.helped > 0).toBe(TICK.some(({ over }) => over && over(run.world) >= least))
    } finally {
      turns.end()
      hands.end()
    }
  }
})

test('the reference has no scenario that is gone', () => {
  expect(Object.keys(reference).sort()).toEqual([...SCENARIO_FILES].sort())
})

test('the JSON Schema for editors and the list of parameters are those of the code: npm run reference', () => {
  const text = (file: string) => readFileSync(join(root, file), 'utf8')
  expect(JSON.parse(text('scenarios/scenario.schema.json'))).toEqual(jsonSchema(schema))
  expect(text('docs/scenario.md')).toContain(markdown(schema))
})
