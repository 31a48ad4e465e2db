/**
 * Writes what is generated from the code: scenarios/scenario.schema.json for editors, docs/scenario.md, and the
 * fingerprints of short runs in results/reference/fingerprints.json.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { start } from '../sim/economy/run.ts'
import { jsonSchema, markdown } from '../sim/scenario/document.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import { scenario } from '../sim/scenario/schema.ts'
import { loadTraces } from '../sim/scenario/trace.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFile(join(root, path), 'utf8')
const TICKS = 40

const files = ['scenarios', 'scenarios/laws'].flatMap(folder =>
  readdirSync(join(root, folder))
    .filter(name => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .map(name => `${folder}/${name}`),
)
const fingerprints: Record<string, object> = {}
for (const file of files) {
  const loaded = await loadScenario(file, read, [{ path: 'record.check', value: '1' }])
  const run = start(loaded, await loadTraces(loaded, read), { row: () => undefined })
  for (let tick = 0; tick < TICKS; tick++) run.step()
  const { fingerprint, history } = run.summary()
  fingerprints[file] = { ticks: TICKS, fingerprint, history }
}
const write = (path: string, text: string) => writeFileSync(join(root, path), text)
mkdirSync(join(root, 'results/reference'), { recursive: true })
write('results/reference/fingerprints.json', `${JSON.stringify(fingerprints, null, 2)}\n`)
write('scenarios/scenario.schema.json', `${JSON.stringify(jsonSchema(scenario), null, 2)}\n`)
write('docs/scenario.md', markdown(scenario))
