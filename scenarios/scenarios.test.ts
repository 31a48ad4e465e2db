/**
 * Every file in scenarios/ has the same bits on any number of threads, those recorded in results/reference. (What else is
 * demanded of every file is in `runs.test.ts`, which needs one thread only.)
 */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Reference, SCENARIO_FILES } from '../scripts/scenario-files.ts'
import { start } from '../sim/economy/run.ts'
import { TICK } from '../sim/economy/tick.ts'
import { jsonSchema, markdown } from '../sim/scenario/document.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import { scenario as schema } from '../sim/scenario/schema.ts'
import { loadTraces } from '../sim/scenario/trace.ts'
import { crew } from '../workers/node/crew.ts'
import { takeTurns } from '../workers/turns.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFile(join(root, path), 'utf8')
const reference: Reference = JSON.parse(readFileSync(join(root, 'results/reference/fingerprints.json'), 'utf8'))

test.each(SCENARIO_FILES)('%s has the same bits on two, three and eight lanes', async file => {
  const { ticks } = reference[file]
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
      const run = start(scenario, traces, { row: () => undefined }, turns.with(hands))
      while (run.ticks < ticks) run.step()
      const { fingerprint, history } = run.summary()
      expect({ lanes, ticks, fingerprint, history }).toEqual({ lanes, ...reference[file] })
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
