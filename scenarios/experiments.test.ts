/** Every file in scenarios/experiments is a comparison of scenarios that there are, in variants that they can have. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SCENARIO_FILES } from '../scripts/scenario-files.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import { readScenario } from '../sim/scenario/read.ts'
import { comparison } from '../sim/scenario/schema/comparison.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFile(join(root, path), 'utf8')
const files = readdirSync(join(root, 'scenarios/experiments'))

test.each(files)('%s names scenarios of the project and says what it shows', async file => {
  const { name, about, compare, variants } = await readScenario(comparison, `scenarios/experiments/${file}`, read)
  expect(`${name}.json`).toBe(file)
  expect(about.length).toBeGreaterThan(20)
  expect(SCENARIO_FILES).toEqual(expect.arrayContaining(compare))
  for (const { set } of variants) {
    const overrides = Object.entries(set).map(([path, value]) => ({ path, value: JSON.stringify(value) }))
    for (const path of compare) await loadScenario(path, read, overrides)
  }
})
