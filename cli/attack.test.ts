import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { csvParse } from 'd3'
import { afterAll, expect, test } from 'vitest'
import { begin, catallaxy, ended } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-attack-'))
afterAll(() => rmSync(folder, { recursive: true }))

const RING = {
  name: 'ring',
  about: 'Three of five pilots lie.',
  clock: { tick: '5 min', ticks: 12 },
  operators: [
    { name: 'pilot', count: 2 },
    { name: 'liar', count: 3 },
  ],
  customers: [{ name: 'ship', count: 50, rate: '5000/day' }],
  attacks: [
    {
      kind: 'collusion',
      operators: 'liar',
      worth: '0.01 USD/query',
      deterrent: { parameter: 'slashing.wrong', values: ['0', '0.1'] },
    },
  ],
}

function scenario(name: string, changes: object = {}): string {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify({ ...RING, name, ...changes }))
  return path
}
const table = (out: string, name: string) => csvParse(readFileSync(join(folder, out, name, 'attack.csv'), 'utf8'))

test('pairs of runs for every value of the deterrent become a table, a CSV file and a report', async () => {
  const { code, stdout, stderr } = await catallaxy(
    'attack',
    scenario('ring'),
    '--replicates',
    '3',
    '--out',
    join(folder, 'a'),
  )
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(readdirSync(join(folder, 'a/ring')).sort()).toEqual(['attack.csv', 'attack.md'])
  const rows = table('a', 'ring')
  const gains = rows.filter(({ effect }) => effect === 'gain')
  expect(gains.map(({ value }) => value)).toEqual(['0', '0.1'])
  expect(gains.every(({ pairs, deterrent }) => pairs === '3' && deterrent === 'slashing.wrong')).toBe(true)
  const [free, dear] = gains.map(({ mean }) => Number(mean))
  expect(free).toBeGreaterThan(0)
  expect(dear).toBeLessThan(0)
  expect(stdout).toContain('unprofitable from slashing.wrong = 0.0')
  expect(readFileSync(join(folder, 'a/ring/attack.md'), 'utf8')).toContain('**unprofitable from slashing.wrong = 0.0')
})

test('the same twice; other values, seeds and lengths from the command line', async () => {
  const file = scenario('twice')
  const run = (out: string, ...more: string[]) =>
    catallaxy('attack', file, '--replicates', '2', '--quiet', '--out', join(folder, out), ...more)
  const outcomes = await Promise.all([
    run('b'),
    run('c'),
    run('d', '--seed', 'other', '--ticks', '5', '--deterrent', 'slashing.wrong=0.01, 0.02'),
  ])
  expect(outcomes.map(({ code, stdout }) => ({ code, stdout }))).toEqual(Array(3).fill({ code: 0, stdout: '' }))
  expect(table('c', 'twice')).toEqual(table('b', 'twice'))
  expect(new Set(table('d', 'twice').map(({ value }) => value))).toEqual(new Set(['0.01', '0.02']))
})

test('bad input is one line, exit code 2, and nothing is written', async () => {
  const out = join(folder, 'nothing')
  const good = scenario('good')
  const refused: [string[], RegExp][] = [
    [[scenario('peace', { attacks: [] })], /peace\.json attacks: expected an attack, got an empty list\n$/],
    [[good, '--deterrent', 'slashing.wrnog=0,1'], /slashing\.wrnog.*unknown key "wrnog"/],
    [[good, '--deterrent', 'slashing.wrong'], /Expected path=value,value/],
    [[good, '--deterrent', 'slashing.wrong=0,7'], /slashing\.wrong.*expected at most 1, got 7/],
    [[good, '--replicates', '0'], /Expected a whole number from 1 to 9999/],
    [
      [scenario('nobody', { attacks: [{ kind: 'whale', operators: 'liars', stake: '1 token' }] })],
      /attacks\[0\]\.operators: expected a group of operators, got "liars": did you mean "liar"\?\n$/,
    ],
    [
      [scenario('purse', { attacks: [{ kind: 'wash', operators: 'liar', customers: 'ship', rate: '1/s' }] })],
      /attacks\[0\]\.customers: expected a group with a budget/,
    ],
    [
      [scenario('double', { attacks: [...RING.attacks, ...RING.attacks] })],
      /attacks\[1\]\.operators: expected one collusion a group/,
    ],
    [[join(folder, 'missing.json')], /missing\.json.*no such file/],
  ]
  const outcomes = await Promise.all(refused.map(([args]) => catallaxy('attack', ...args, '--out', out)))
  for (const [i, { code, stdout, stderr }] of outcomes.entries()) {
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(refused[i][1])
  }
  expect(existsSync(out)).toBe(false)
})

test('SIGINT ends it without files, with 130', async () => {
  const out = join(folder, 'interrupted')
  const child = begin('attack', scenario('long'), '--ticks', '100000000', '--out', out)
  const end = ended(child)
  while (!existsSync(join(out, 'long')) && child.exitCode === null) await setTimeout(10)
  await setTimeout(200)
  child.kill('SIGINT')
  const { code, stderr } = await end
  expect({ code, stderr }).toEqual({
    code: 130,
    stderr: `${join(folder, 'long.json')}: interrupted, nothing is written\n`,
  })
  expect(readdirSync(join(out, 'long'))).toEqual([])
})
