import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { csvParse } from 'd3'
import { afterAll, expect, test } from 'vitest'
import { begin, catallaxy, ended } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HARBOUR = {
  about: 'Ships are served by pilots.',
  seed: 'tide',
  clock: { tick: '5 min', ticks: 30 },
  operators: [{ name: 'pilot', count: 3, pricing: { rule: 'tatonnement' }, repricing: { every: '1 h' } }],
  customers: [{ name: 'ship', count: 5, rate: '5000/day' }],
}

/** Writes a scenario into the tests' folder and returns its path. */
function scenario(name: string, changes: object = {}): string {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify({ ...HARBOUR, name, ...changes }))
  return path
}

/** Writes a comparison of the two scenarios below and returns its path. */
function comparison(name: string, changes: object): string {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify({ name, compare: ['pilots.json', 'company.json'], ...changes }))
  return path
}

const text = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8')
const pilots = scenario('pilots')
const company = scenario('company', { operators: [{ name: 'company', price: '0.002 token/query' }] })

test('two scenarios side by side: tables on the terminal and in a folder that repeats them, whatever the lanes', async () => {
  const compare = (out: string, lanes: string) =>
    catallaxy(
      'compare',
      company,
      pilots,
      '--replicates',
      '3',
      '--outage',
      '1 h',
      '--lanes',
      lanes,
      '--out',
      join(folder, out),
    )
  const [{ code, stdout, stderr }] = await Promise.all([compare('one', '1'), compare('two', '2')])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('3 replicates of each, seeds tide/1 to tide/3')
  expect(stdout).toMatch(/Day 1 operators +operator +1 +3 +2 \(2 to 2\) \*/)
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(`results in ${folder}/one/compare-company-pilots/`)
  expect(readdirSync(join(folder, 'one/compare-company-pilots')).sort()).toEqual([
    'comparison.csv',
    'comparison.md',
    'manifest.json',
    'replicates.csv',
  ])
  for (const file of ['comparison.csv', 'comparison.md', 'replicates.csv'])
    expect(text('two/compare-company-pilots', file)).toBe(text('one/compare-company-pilots', file))

  const rows = csvParse(text('one/compare-company-pilots/comparison.csv'))
  const cell = (key: string, name: string) => rows.find(row => row.key === key && row.scenario === name)
  expect(cell('availability_operator', 'company')).toMatchObject({ n: '3', mean: '0' })
  expect(Number(cell('availability_operator', 'pilots')?.mean)).toBeGreaterThan(0.9)
  expect(cell('time_to_switch', 'company')?.mean).toBe('3600')

  const manifest = JSON.parse(text('one/compare-company-pilots/manifest.json'))
  expect(manifest).toMatchObject({ command: 'compare', status: 'complete', seeds: ['tide/1', 'tide/2', 'tide/3'] })
  expect(manifest.scenarios.map(({ name }: { name: string }) => name)).toEqual(['company', 'pilots'])

  // A run of its own with the seed of a replicate is that replicate.
  const { fingerprint } = manifest.runs.find(
    (run: { scenario: string; replicate: number }) => run.scenario === 'pilots' && run.replicate === 2,
  )
  await catallaxy('run', pilots, '--seed', 'tide/2', '--quiet', '--out', join(folder, 'alone'))
  expect(JSON.parse(text('alone/pilots/manifest.json')).fingerprint).toBe(fingerprint)
})

test('the same file twice differs from itself by 0; parameters and seed are set for both', async () => {
  const args = ['compare', pilots, pilots, '--replicates', '2', '--set', 'operators[0].count=4', '--seed', 'x']
  const { code } = await catallaxy(...args, '--ticks', '12', '--quiet', '--out', join(folder, 'same'))
  expect(code).toBe(0)
  const rows = csvParse(text('same/compare-pilots-pilots/comparison.csv'))
  const second = rows.filter(({ scenario, n }) => scenario === 'pilots (2)' && n === '2')
  expect(second.length).toBeGreaterThan(20)
  for (const { difference, difference_low, difference_high } of second)
    expect([difference, difference_low, difference_high]).toEqual(['0', '0', '0'])
  expect(second.find(({ key }) => key === 'day_one_operators')?.mean).toBe('4')
  expect(text('same/compare-pilots-pilots/comparison.md')).toContain('seeds x/1 to x/2')
  expect(text('same/compare-pilots-pilots/comparison.md')).not.toContain('Not alike')
})

test('a comparison may be a file, which the command line overrules', async () => {
  const file = comparison('duel', { replicates: 3, seed: 's' })
  const { code } = await catallaxy('compare', file, '--replicates', '2', '--quiet', '--out', join(folder, 'file'))
  expect(code).toBe(0)
  const { seeds, scenarios } = JSON.parse(text('file/duel/manifest.json'))
  expect(seeds).toEqual(['s/1', 's/2'])
  expect(scenarios.map(({ name }: { name: string }) => name)).toEqual(['pilots', 'company'])
})

const AGENTS = {
  customers: [],
  operators: [],
  token: { price: '1 USD/token' },
  clock: { tick: '1 h', ticks: 48 },
  agents: {
    groups: [
      {
        name: 'fleet',
        count: 30,
        wallet: '5 token',
        income: '1 USD/day',
        tasks: { rate: '2/h' },
        forecast: { load: 'naive' },
      },
    ],
    credits: { price: '0.02 token', capacity: '80/h', spot: { factor: 2 } },
  },
  shocks: [{ kind: 'demand', at: '20 h', lasts: '6 h', factor: 3 }],
}

test('variants of a scenario: agents are measured, the frontier is told and drawn, and shares of a market are not', async () => {
  scenario('fleet', AGENTS)
  const variants = [
    { name: 'at once', about: 'As it comes.', set: { 'agents.groups[0].buying': 'spot' } },
    {
      name: 'ahead',
      set: { 'agents.groups[0].buying': { rule: 'newsvendor', every: '6 h', ratio: 0.99 }, seed: '12' },
    },
  ]
  const file = comparison('policies', { compare: ['fleet.json'], variants, replicates: 2 })
  const { code, stdout, stderr } = await catallaxy('compare', file, '--out', join(folder, 'variants'))
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^AGENTS: FLEET +unit +at once +ahead +difference$/m)
  expect(stdout).toMatch(/^FRONTIER: fleet +uptime through surges \(%\) +spent on compute \(USD\/day\)$/m)
  expect(stdout).not.toMatch(/Failures strike|WELFARE|Day 1 operators/)
  const rows = csvParse(text('variants/policies/comparison.csv'))
  const mean = (key: string, name: string) => Number(rows.find(row => row.key === key && row.scenario === name)?.mean)
  // Three times as much as there is compute for, and the tasks of both are the same.
  expect(mean('surge_uptime_fleet', 'at once')).toBeLessThan(mean('uptime_fleet', 'at once'))
  expect(mean('spending_fleet', 'ahead')).toBeLessThan(mean('spending_fleet', 'at once'))
  expect(mean('credits_fleet', 'at once')).toBe(0)
  expect(mean('credits_fleet', 'ahead')).toBeGreaterThan(5)
  expect(text('variants/policies/frontier.svg')).toContain('What uptime costs: fleet')
  expect(text('variants/policies/comparison.md')).toContain('| at once | ')
  expect(text('variants/policies/comparison.md')).toContain('As it comes.')
  expect(text('variants/policies/comparison.md')).toContain('## Frontier: fleet')
  const { scenarios } = JSON.parse(text('variants/policies/manifest.json'))
  expect(scenarios.map(({ scenario }: { scenario: { seed: string } }) => scenario.seed)).toEqual(['tide', '12'])
})

test('every scenario is run in every variant, and the command line has the last word', async () => {
  const variants = [
    { name: 'few', set: { 'customers[0].count': 2 } },
    { name: 'many', set: { 'customers[0].count': 7, 'clock.ticks': 99 } },
  ]
  const file = comparison('square', { variants, replicates: 1 })
  const { code } = await catallaxy('compare', file, '--ticks', '9', '--quiet', '--out', join(folder, 'square'))
  expect(code).toBe(0)
  const { scenarios } = JSON.parse(text('square/square/manifest.json'))
  type Run = { name: string; scenario: { customers: { count: number }[]; clock: { ticks: number } } }
  expect(scenarios.map(({ name, scenario }: Run) => [name, scenario.customers[0].count, scenario.clock.ticks])).toEqual(
    [
      ['pilots, few', 2, 9],
      ['pilots, many', 7, 9],
      ['company, few', 2, 9],
      ['company, many', 7, 9],
    ],
  )
})

test('customers who are not the same are told, not refused', async () => {
  const fewer = scenario('fewer', { customers: [{ name: 'ship', count: 4, rate: '5000/day' }] })
  const { code, stdout } = await catallaxy(
    'compare',
    pilots,
    fewer,
    '--replicates',
    '1',
    '--out',
    join(folder, 'unlike'),
  )
  expect(code).toBe(0)
  expect(stdout).toContain('! fewer: customers[0].count: 4, not 5')
})

test('a run that fails is told with its seed, and the others are compared; when all fail nothing is written', async () => {
  const faulty = scenario('faulty', { market: { selection: { rule: 'formula', formula: 'performance - 0.99999' } } })
  const out = join(folder, 'failed')
  const some = await catallaxy('compare', pilots, faulty, '--replicates', '2', '--quiet', '--out', out)
  expect({ code: some.code, stdout: some.stdout }).toEqual({ code: 1, stdout: '' })
  expect(some.stderr).toMatch(
    /^run failed: faulty, seed tide\/1: tick 1, .*\nrun failed: faulty, seed tide\/2: tick 1, .*\n$/,
  )
  const runs = csvParse(text('failed/compare-pilots-faulty/replicates.csv'))
  expect(runs.map(({ scenario, error }) => [scenario, error === ''])).toEqual([
    ['pilots', true],
    ['faulty', false],
    ['pilots', true],
    ['faulty', false],
  ])
  const all = await catallaxy('compare', faulty, faulty, '--replicates', '1', '--out', out)
  expect(all.code).toBe(1)
  expect(readdirSync(out)).toEqual(['compare-pilots-faulty'])
})

test('bad input is one line, exit code 2, and nothing is written', async () => {
  const out = join(folder, 'nothing')
  const refused: [string[], RegExp][] = [
    [
      [pilots],
      /^.*pilots\.json: expected two scenarios or more to compare, or a comparison \("compare"\), got one scenario\n$/,
    ],
    [[comparison('slip', { replicate: 2 })], /^.*slip\.json:\d+:\d+ replicate: .*did you mean "replicates"\?.*\n$/],
    [[pilots, join(folder, 'missing.json')], /^.*missing\.json: .*no such file.*\n$/],
    [
      [pilots, scenario('wrong', { clock: { ticks: 0 } })],
      /^.*wrong\.json:\d+:\d+ clock\.ticks: expected .*, got 0\n$/,
    ],
    [[pilots, company, '--replicates', '0'], /Expected a whole number from 1 to 9999\./],
    [[pilots, company, '--outage', 'long'], /^--outage: expected a duration such as "5 min", got "long"\n$/],
    [[pilots, company, '--outage', '0 s'], /^--outage: expected more than 0 s, got "0 s"\n$/],
    [[pilots, company, '--at', '3 h'], /^--at: expected a time before the run of 2\.5 h ends, got "3 h"\n$/],
    [
      [pilots, company, '--set', 'clock.warmup=3 h'],
      /^.*pilots\.json: expected a warm-up shorter than the run of 2\.5 h, got 3 h\n$/,
    ],
    [[pilots, company, '--set', 'clock.tick=soon'], /--set clock\.tick=soon.*got "soon"/],
  ]
  const outcomes = await Promise.all(refused.map(([args]) => catallaxy('compare', ...args, '--out', out)))
  for (const [i, { code, stdout, stderr }] of outcomes.entries()) {
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(refused[i][1])
  }
  expect(existsSync(out)).toBe(false)
})

/** Interrupts a comparison of `files` that writes into `out` after some time. */
async function interrupted(files: string[], out: string, after: number) {
  const child = begin('compare', ...files, '--replicates', '9999', '--lanes', '2', '--out', join(folder, out))
  const end = ended(child)
  while (!existsSync(join(folder, out)) && child.exitCode === null) await setTimeout(10)
  await setTimeout(after)
  child.kill('SIGINT')
  return end
}

test('SIGINT in the middle keeps the replicates that are whole, and exits with 130', async () => {
  // On a busy machine the first replicate takes its time.
  let { code, stderr } = await interrupted([pilots, company], 'interrupted', 3000)
  for (const after of [9000, 27_000])
    if (stderr.startsWith('interrupted after 0 '))
      ({ code, stderr } = await interrupted([pilots, company], 'interrupted', after))
  expect(code).toBe(130)
  const [, done] = /^interrupted after (\d+) of 9999 replicates\n$/.exec(stderr) ?? []
  expect(Number(done)).toBeGreaterThan(0)
  expect(readdirSync(join(folder, 'interrupted'))).toEqual(['compare-pilots-company'])
  expect(csvParse(text('interrupted/compare-pilots-company/replicates.csv'))).toHaveLength(2 * Number(done))
  const { status, replicates, planned } = JSON.parse(text('interrupted/compare-pilots-company/manifest.json'))
  expect({ status, replicates, planned }).toEqual({ status: 'interrupted', replicates: Number(done), planned: 9999 })
})

test('SIGINT before the first replicate is whole leaves nothing', async () => {
  const endless = scenario('endless', { clock: { tick: '5 min', ticks: 100_000_000 } })
  const { code, stdout, stderr } = await interrupted([pilots, endless], 'stopped', 500)
  expect({ code, stdout, stderr }).toEqual({
    code: 130,
    stdout: '',
    stderr: 'interrupted after 0 of 9999 replicates: nothing is written\n',
  })
  expect(readdirSync(join(folder, 'stopped'))).toEqual([])
})
