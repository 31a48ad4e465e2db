/** The command on several lanes, seen from outside: the same results, a clear word when it fails, and the process ends. */
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { LEAST_ROWS } from '../workers/crew.ts'
import { begin, catallaxy, ended } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-'))
afterAll(() => rmSync(folder, { recursive: true }))

// Long enough that the other threads, which take half a second to come up, have their part in it.
const CITY = {
  name: 'city',
  about: 'Seven couriers serve a city of eleven thousand.',
  clock: { tick: '5 min', ticks: 160 },
  regions: [{ name: 'north' }, { name: 'south' }],
  network: { between: '40 ms' },
  operators: [{ name: 'courier', count: 7, pricing: { rule: 'tatonnement' }, repricing: { every: '5 min' } }],
  customers: [
    { name: 'house', count: 9001, rate: '300/day', loyalty: { patience: 0.9, memory: 5, comeback: '3/h' } },
    { name: 'shop', count: 2003, rate: '4000/day', reservation: '0.002 token/query' },
  ],
}

/** More operators than the fewest that are priced on several lanes, all of whose formulas fail after 500 minutes. */
const CROWD = {
  token: { supply: '1000000000 token' },
  operators: [
    {
      name: 'courier',
      count: LEAST_ROWS + 905,
      pricing: { rule: 'formula', formula: 'time > 30000 ? price / (stake - stake) : price' },
      repricing: { every: '5 min' },
    },
  ],
  customers: [{ name: 'house', count: LEAST_ROWS + 5, rate: '30/day' }],
}

function scenario(name: string, changes: object = {}): string {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify({ ...CITY, name, ...changes }))
  return path
}

const text = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8')
const json = (...path: string[]) => JSON.parse(text(...path))

/** Waits until the run has written rows of ticks: its lanes are at work. */
async function atWork(child: ChildProcess, out: string): Promise<void> {
  const hidden = () =>
    (existsSync(join(folder, out)) ? readdirSync(join(folder, out)) : []).find(name => name[0] === '.')
  while (hidden() === undefined && child.exitCode === null) await setTimeout(20)
  await setTimeout(1500)
}

test('one, two, three lanes and as many as there are cores write the same tables', { timeout: 120_000 }, async () => {
  const file = scenario('city')
  const outcomes = []
  for (const lanes of ['1', '2', '3', undefined]) {
    const out = `on-${lanes}`
    const more = lanes === undefined ? [] : ['--lanes', lanes]
    const { code, stdout, stderr } = await catallaxy('run', file, '--out', join(folder, out), ...more)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const expected = lanes === undefined ? availableParallelism() : Number(lanes)
    expect(stdout).toContain(expected === 1 ? 'ticks/s, one lane\n' : `ticks/s, ${expected} lanes\n`)
    expect(json(out, 'city', 'manifest.json').timing.lanes).toBe(expected)
    const { fingerprint, history, status } = json(out, 'city', 'manifest.json')
    const files = [
      'ticks.csv',
      'operators.csv',
      'flows.csv',
      'balances.csv',
      'events.csv',
      'summary.json',
      'datapackage.json',
      'who-pays.svg',
    ]
    outcomes.push({ fingerprint, history, status, texts: files.map(name => text(out, 'city', name)) })
  }
  expect(outcomes[0].texts[0].trimEnd().split('\n')).toHaveLength(161)
  for (const outcome of outcomes.slice(1)) expect(outcome).toEqual(outcomes[0])
})

test('a snapshot of three lanes goes on on one and on two', { timeout: 120_000 }, async () => {
  const file = scenario('halted', { clock: { tick: '5 min', ticks: 60 } })
  const state = join(folder, 'halted.bin')
  const run = async (out: string, ...more: string[]) => {
    expect(await catallaxy('run', file, '--quiet', '--out', join(folder, out), ...more)).toMatchObject({
      code: 0,
      stderr: '',
    })
    return json(out, 'halted', 'manifest.json').fingerprint
  }
  await run('first', '--ticks', '5', '--lanes', '3', '--snapshot', state)
  const straight = await run('straight', '--lanes', '1')
  for (const lanes of ['1', '2']) expect(await run(`rest-${lanes}`, '--lanes', lanes, '--resume', state)).toBe(straight)

  const other = await catallaxy(
    'run',
    file,
    '--lanes',
    '3',
    '--seed',
    'x',
    '--resume',
    state,
    '--out',
    join(folder, 'no'),
  )
  expect({ code: other.code, stdout: other.stdout }).toEqual({ code: 2, stdout: '' })
  expect(other.stderr).toMatch(/^.*halted\.bin: snapshot: expected one of scenario "halted".*\n$/)
})

test('a number of lanes that is none is refused in one line', async () => {
  const file = scenario('refused')
  const out = join(folder, 'refused')
  const outcomes = ['0', 'x', '65', '-1', '1.5', '', '2x', '1e1'].map(lanes =>
    catallaxy('run', file, '--out', out, `--lanes=${lanes}`),
  )
  for (const { code, stdout, stderr } of await Promise.all(outcomes)) {
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(
      /^error: option '--lanes <n>' argument '.*' is invalid\. Expected a whole number from 1 to 64\.\n$/,
    )
  }
  expect(existsSync(out)).toBe(false)
})

test('what cannot be shared runs on one lane and says why', { timeout: 120_000 }, async () => {
  const queues = { service: 'queue' }
  const cancels = { service: 'queue', race: { losers: 'cancel' }, verification: { verifiers: 0 } }
  const few = [{ name: 'house', count: LEAST_ROWS - 1, rate: '30/day' }]
  for (const [name, changes, why] of [
    ['queues', { market: queues }, 'one lane: queues take queries in order of time'],
    ['cancels', { market: cancels }, 'one lane: races whose losers are cancelled couple all nodes'],
    ['few', { customers: few }, `one lane: fewer than ${LEAST_ROWS} customers are not worth sharing`],
  ] as const) {
    const file = scenario(name, { customers: [{ name: 'house', count: LEAST_ROWS, rate: '30/day' }], ...changes })
    const { code, stdout, stderr } = await catallaxy(
      'run',
      file,
      '--lanes',
      '3',
      '--out',
      join(folder, 'one'),
      '--ticks',
      '2',
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`ticks/s, ${why}\n`)
    expect(json('one', name, 'manifest.json').timing.lanes).toBe(1)
  }
})

test('a run that fails on its lanes says what one lane says, keeps its rows and exits with 1', {
  timeout: 120_000,
}, async () => {
  const file = scenario('crowd', CROWD)
  const failures = []
  for (const lanes of ['1', '3']) {
    const out = `failed-${lanes}`
    const { code, stdout, stderr } = await catallaxy('run', file, '--lanes', lanes, '--out', join(folder, out))
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    const { status, error, ticks, timing } = json(out, 'crowd', 'manifest.json')
    expect({ status, ticks, told: timing.lanes }).toEqual({ status: 'failed', ticks: 101, told: Number(lanes) })
    expect(stderr).toContain(`crowd.json: run failed: ${error}\n`)
    failures.push({ error, rows: text(out, 'crowd', 'ticks.csv') })
  }
  expect(failures[0].error).toMatch(
    /^tick 101, reprice: operators "courier" pricing\.formula: .* for operator courier-1 at tick 101/,
  )
  expect(failures[0].rows.trimEnd().split('\n')).toHaveLength(102)
  expect(failures[1]).toEqual(failures[0])
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s ends a run on three lanes after its tick, and the process ends',
  { timeout: 60_000 },
  async (name, expected) => {
    const child = begin('run', scenario('endless'), '--lanes', '3', '--ticks', '1000000', '--out', join(folder, name))
    const end = ended(child)
    await atWork(child, name)
    child.kill(name)
    const { code, stderr } = await end
    expect(code).toBe(expected)
    const { status, ticks, timing } = json(name, 'endless', 'manifest.json')
    expect({ status, lanes: timing.lanes }).toEqual({ status: 'interrupted', lanes: 3 })
    expect(ticks).toBeGreaterThan(0)
    expect(stderr).toContain(`interrupted after ${ticks} of 1000000 ticks`)
    expect(text(name, 'endless', 'ticks.csv').trimEnd().split('\n')).toHaveLength(ticks + 1)
  },
)

test('the help tells of lanes', async () => {
  const { code, stdout } = await catallaxy('run', '--help')
  expect(code).toBe(0)
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    '--lanes <n> threads to run on, which changes no result (default: the cores)',
  )
})
