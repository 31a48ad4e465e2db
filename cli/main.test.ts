import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { csvParse } from 'd3'
import { afterAll, expect, test } from 'vitest'
import { begin, catallaxy, ended } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HARBOUR = {
  name: 'harbour',
  about: 'Three operators serve five ships.',
  clock: { tick: '5 min', ticks: 30 },
  operators: [{ name: 'pilot', count: 3, pricing: { rule: 'tatonnement' }, repricing: { every: '1 h' } }],
  customers: [{ name: 'ship', count: 5, rate: '5000/day' }],
}

/** Writes a scenario into the tests' folder and returns its path. */
function scenario(name: string, changes: object = {}): string {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify({ ...HARBOUR, name, ...changes }, null, 2))
  return path
}

const json = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'))
const rows = (...path: string[]) => csvParse(readFileSync(join(folder, ...path), 'utf8'))

/** Waits until the run has made its hidden folder in `out`, and a little longer. */
async function running(child: ChildProcess, out: string): Promise<void> {
  const begun = () => existsSync(join(folder, out)) && readdirSync(join(folder, out)).some(name => name.startsWith('.'))
  while (!begun() && child.exitCode === null) await setTimeout(10)
  await setTimeout(200)
}

test('a run writes tables, description, summary and manifest, prints the summary and exits with 0', async () => {
  const out = join(folder, 'whole')
  const { code, stdout, stderr } = await catallaxy('run', scenario('harbour'), '--out', out)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(readdirSync(out)).toEqual(['harbour'])
  expect(readdirSync(join(out, 'harbour')).sort()).toEqual([
    'balances.csv',
    'datapackage.json',
    'events.csv',
    'flows.csv',
    'manifest.json',
    'operators.csv',
    'summary.json',
    'ticks.csv',
    'who-pays.svg',
  ])
  expect(stdout).toContain('Three operators serve five ships.')
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(`results in ${out}/harbour/`)
  const manifest = json('whole', 'harbour', 'manifest.json')
  expect(manifest).toMatchObject({ name: 'harbour', status: 'complete', seed: 'catallaxy', ticks: 30, resumedAt: 0 })
  expect(manifest.scenario.clock).toEqual({ tick: 300, ticks: 30, warmup: 0 })
  const sha256 = createHash('sha256')
    .update(readFileSync(join(folder, 'harbour.json')))
    .digest('hex')
  expect(manifest.files).toEqual([{ file: join(folder, 'harbour.json'), sha256 }])
  expect(manifest.fingerprint).toBe(json('whole', 'harbour', 'summary.json').fingerprint)
  const ticks = rows('whole', 'harbour', 'ticks.csv')
  expect(ticks.map(({ tick }) => Number(tick))).toEqual(Array.from({ length: 30 }, (_, tick) => tick))
  const [described] = json('whole', 'harbour', 'datapackage.json').resources
  expect(described.schema.fields.map(({ name }: { name: string }) => name)).toEqual(ticks.columns)
})

test('the same scenario and seed have the same fingerprint and tables, another seed has others', async () => {
  const file = scenario('twice')
  for (const [out, seed] of [
    ['a', '1'],
    ['b', '1'],
    ['c', '2'],
  ]) {
    const { code, stdout } = await catallaxy('run', file, '--seed', seed, '--out', join(folder, out), '--quiet')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  }
  const [a, b, c] = ['a', 'b', 'c'].map(out => json(out, 'twice', 'manifest.json'))
  expect(b.fingerprint).toBe(a.fingerprint)
  expect(b.history).toBe(a.history)
  expect(c.history).not.toBe(a.history)
  for (const file of ['ticks.csv', 'operators.csv', 'flows.csv', 'balances.csv', 'events.csv', 'who-pays.svg'])
    expect(readFileSync(join(folder, 'b/twice', file))).toEqual(readFileSync(join(folder, 'a/twice', file)))
})

test('a run of 7 ticks, resumed for 13 more in another process, is the run of 20', async () => {
  const file = scenario('resumed')
  const state = join(folder, 'state.bin')
  const quiet = (out: string, ...more: string[]) =>
    catallaxy('run', file, '--quiet', '--out', join(folder, out), ...more)
  expect((await quiet('part', '--ticks', '7', '--snapshot', state)).code).toBe(0)
  expect((await quiet('rest', '--ticks', '20', '--resume', state)).code).toBe(0)
  expect((await quiet('straight', '--ticks', '20')).code).toBe(0)
  const [rest, straight] = ['rest', 'straight'].map(out => json(out, 'resumed', 'manifest.json'))
  expect(rest).toMatchObject({ ticks: 20, resumedAt: 7, fingerprint: straight.fingerprint, history: straight.history })
  expect(rows('rest', 'resumed', 'ticks.csv')).toHaveLength(13)
  expect([...rows('part', 'resumed', 'ticks.csv'), ...rows('rest', 'resumed', 'ticks.csv')]).toEqual([
    ...rows('straight', 'resumed', 'ticks.csv'),
  ])

  const { code, stderr } = await quiet('other', '--seed', 'x', '--resume', state)
  expect(code).toBe(2)
  expect(stderr).toMatch(/^.*state\.bin: snapshot: expected one of scenario "resumed".*\n$/)
  expect(existsSync(join(folder, 'other'))).toBe(false)
})

test('bad input is one line a fault, exit code 2, and nothing is written', async () => {
  const out = join(folder, 'nothing')
  const file = scenario('faulty', { clock: { tick: 'soon', ticks: 0 } })
  const { code, stdout, stderr } = await catallaxy('run', file, '--out', out)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  const lines = stderr.trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/faulty\.json:\d+:\d+ clock\.tick: expected .*, got "soon"$/)
  expect(lines[1]).toMatch(/faulty\.json:\d+:\d+ clock\.ticks: expected .*, got 0$/)
  const good = scenario('good')
  const refused: [string[], RegExp][] = [
    [['run', join(folder, 'missing.json'), '--out', out], /missing\.json.*no such file/],
    [['run', good, '--out', out, '--set', 'operators[0].count=many'], /--set operators\[0\]\.count=many.*got "many"/],
    [['run', good, '--out', out, '--set', 'oops'], /Expected path=value/],
    [['run', good, '--out', out, '--frobnicate'], /unknown option '--frobnicate'/],
    [['run', good, '--out', out, '--resume', join(folder, 'missing.bin')], /missing\.bin: no such file/],
    [
      ['run', good, '--out', out, '--snapshot', join(folder, 'missing/state.bin')],
      /missing\/state\.bin: cannot be written/,
    ],
  ]
  const outcomes = await Promise.all(refused.map(([args]) => catallaxy(...args)))
  for (const [i, { code, stderr }] of outcomes.entries()) {
    expect(code).toBe(2)
    expect(stderr).toMatch(refused[i][1])
  }
  expect(existsSync(out)).toBe(false)
})

test('a huge scenario is refused without being read', async () => {
  const file = join(folder, 'huge.json')
  writeFileSync(file, '{')
  truncateSync(file, 50 * 1024 * 1024)
  const { code, stderr } = await catallaxy('validate', file)
  expect(code).toBe(2)
  expect(stderr).toMatch(/huge\.json.*expected at most 8 MiB, got 50\.0 MiB\n$/)
})

test('a folder that cannot be written is told before anything runs', async () => {
  const { code, stdout, stderr } = await catallaxy(
    'run',
    scenario('nowhere'),
    '--out',
    join(scenario('nowhere'), 'results'),
  )
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/nowhere\.json\/results: cannot be written: a part of the path is a file, not a folder\n$/)
})

test('a run that fails exits with 1, says in which tick and phase, and keeps what was recorded', async () => {
  const file = scenario('fails', { market: { selection: { rule: 'formula', formula: 'performance - 0.99999' } } })
  const { code, stdout, stderr } = await catallaxy('run', file, '--out', join(folder, 'failed'))
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/fails\.json: run failed: tick 1, publish lists: .* got -/)
  const manifest = json('failed', 'fails', 'manifest.json')
  expect(manifest).toMatchObject({ status: 'failed', ticks: 1 })
  expect(manifest.error).toMatch(/^tick 1, publish lists/)
  expect(rows('failed', 'fails', 'ticks.csv')).toHaveLength(1)
})

test('SIGINT ends a run after its tick, with the rows of every tick done, and exits with 130', async () => {
  const child = begin('run', scenario('long'), '--ticks', '100000000', '--out', join(folder, 'interrupted'))
  const end = ended(child)
  await running(child, 'interrupted')
  child.kill('SIGINT')
  const { code, stderr } = await end
  expect(code).toBe(130)
  const { status, ticks, fingerprint } = json('interrupted', 'long', 'manifest.json')
  expect(status).toBe('interrupted')
  expect(fingerprint).toMatch(/^[0-9a-f]+$/)
  expect(stderr).toContain(`interrupted after ${ticks} of 100000000 ticks`)
  const recorded = rows('interrupted', 'long', 'ticks.csv')
  expect(ticks).toBeGreaterThan(0)
  expect(recorded).toHaveLength(ticks)
  expect(Number(recorded.at(-1)?.tick)).toBe(ticks - 1)
  expect(Math.max(...rows('interrupted', 'long', 'flows.csv').map(row => Number(row.tick)))).toBe(ticks - 1)
  expect(readdirSync(join(folder, 'interrupted'))).toEqual(['long'])
})

test('a run that is killed leaves the earlier results as they were', async () => {
  const out = join(folder, 'killed')
  const file = scenario('short')
  await catallaxy('run', file, '--out', out, '--quiet')
  const before = readFileSync(join(out, 'short/manifest.json'))
  const child = begin('run', file, '--ticks', '100000000', '--out', out)
  const end = ended(child)
  await running(child, 'killed')
  child.kill('SIGKILL')
  expect((await end).signal).toBe('SIGKILL')
  expect(readdirSync(out).filter(name => !name.startsWith('.'))).toEqual(['short'])
  expect(readFileSync(join(out, 'short/manifest.json'))).toEqual(before)
  expect(rows('killed', 'short', 'ticks.csv')).toHaveLength(30)
})

test('validate names the good files and every fault of the others', async () => {
  const good = scenario('good')
  const { code, stdout, stderr } = await catallaxy('validate', good, scenario('bad', { clocks: {} }))
  expect(code).toBe(2)
  expect(stdout).toBe(`${good}: valid\n`)
  expect(stderr).toMatch(/^.*bad\.json:\d+:\d+ clocks: unknown key "clocks".*\n$/)
  expect((await catallaxy('validate', good)).code).toBe(0)
})

test('schema prints the JSON Schema that knows the parameters', async () => {
  const { code, stdout } = await catallaxy('schema')
  expect(code).toBe(0)
  expect(Object.keys(JSON.parse(stdout).properties)).toEqual(
    expect.arrayContaining(['name', 'seed', 'clock', 'operators', 'customers']),
  )
})

test('help and version come without a scenario', async () => {
  const [help, version] = await Promise.all([catallaxy('--help'), catallaxy('--version')])
  expect(help).toMatchObject({ code: 0, stderr: '' })
  expect(help.stdout).toContain('catallaxy run scenarios/')
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})
