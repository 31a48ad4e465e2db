import { expect, test } from 'vitest'
import { balanceOf } from '../ledger.ts'
import { asking, type Trial, traced, trial } from '../trial.ts'

/** 60 queries a tick at 1000 micro-token: 60,000 micro-dollars of revenue a second. */
const ticks = 30
const demand = asking(Array.from({ length: 60 * ticks }, (_, i) => i / 60))
const candidates = { name: 'candidate', count: 20, servers: 1000, fixedCost: '0.007 USD/s' }
const market = (part: Record<string, unknown> = {}, entry: Record<string, unknown> = {}) =>
  trial(
    {
      clock: { tick: '1 s', ticks },
      operators: [{ name: 'incumbent', servers: 1000, fixedCost: '0.007 USD/s' }],
      customers: [traced],
      entry: { candidates: [candidates], every: '1 s', ...entry },
      ...part,
    },
    ticks,
    demand,
  )
const active = ({ run }: Trial) => run.world.tables.operators.state.filter(state => state === 1).length
const entries = ({ rows }: Trial) => rows.events.filter(row => row[1] === 'entry').map(row => row[2])

test('price takers who count themselves fill the market up to revenue over fixed cost', () => {
  // 8 * 7000 is at most 60,000, 9 * 7000 is not.
  expect(active(market())).toBe(8)
})

test('an entrant for whom exactly nothing would be left still enters', () => {
  const even = { ...candidates, fixedCost: '0.006 USD/s' }
  expect(active(market({}, { candidates: [even] }))).toBe(10)
})

test('query costs of all racers come off the revenue that a candidate expects', () => {
  // 60 * (1000 - 300) = 42,000 over 7000.
  const dear = { ...candidates, queryCost: '0.0003 USD/query' }
  expect(active(market({}, { candidates: [dear] }))).toBe(6)
})

test('the sunk cost is spread over the horizon, and the stake costs its return', () => {
  // 7000 + 14,000 / 2 a second: 4 of them find 60,000.
  const sunk = market({}, { cost: '0.014 USD', horizon: '2 s' })
  expect(active(sunk)).toBe(4)
  expect(balanceOf(sunk.run.world.tables, 'operators', 'dollar')).toBe(0)
  // 10,000 token of stake at 0.3 of a millionth a second: 3000 more.
  expect(active(market({}, { candidates: [{ ...candidates, capitalCost: '0.0000003/s' }] }))).toBe(6)
})

test('an entrant brings wallet and stake and pays the sunk cost', () => {
  const { run } = market({}, { cost: '0.014 USD', horizon: '1 year' })
  const { flows } = run.summary()
  const amount = (purpose: string) => flows.find(flow => flow.purpose === purpose)?.amount
  expect(amount('entryCost')).toBe(`${7 * 14_000}`)
  expect(amount('capital')).toBe(`${7 * 14_000}`)
  expect(amount('endowment')).toBe(`${7 * 11_000e6}`)
  expect(amount('bond')).toBe(`${7 * 10_000e6}`)
})

test('at most the limit enters at an occasion', () => {
  expect(entries(market({}, { limit: 3, every: '20 s' })).length).toBe(3)
  expect(entries(market({}, { limit: 1, every: '10 s' })).length).toBe(3)
})

test('occasions are not lost where a tick is no binary fraction', () => {
  const free = { ...candidates, count: 200, fixedCost: 0, wallet: 0, stake: 0 }
  const entered = (every: string, ticks: number) => {
    const part = { clock: { tick: '0.1 s', ticks }, staking: { minimum: '0 token' } }
    return entries(trial({ ...part, entry: { candidates: [free], every } })).length
  }
  expect(entered('0.1 s', 100)).toBe(100)
  expect(entered('0.3 s', 150)).toBe(50)
})

test('the candidate who expects the most comes first', () => {
  const three = { ...candidates, count: 3, fixedCost: ['0.005 USD/s', '0.003 USD/s', '0.004 USD/s'] }
  expect(entries(market({}, { candidates: [three] }))).toEqual(['candidate-2', 'candidate-3', 'candidate-1'])
})

test('identical candidates are drawn evenly, not by row', () => {
  const first = [0, 0, 0, 0]
  const four = { ...candidates, count: 4, fixedCost: 0 }
  for (let seed = 0; seed < 80; seed++) {
    const got = trial({ seed: `${seed}`, entry: { candidates: [four], every: '1 s' } }, 1)
    first[Number(`${entries(got)[0]}`.slice(-1)) - 1]++
  }
  // 20 each, with a standard deviation of 3.9.
  for (const times of first) expect(Math.abs(times - 20)).toBeLessThan(15.5)
})

test('nobody enters in a whitelist phase', () => {
  const phases = [
    { name: 'launch', from: '0 s', admission: 'whitelist' },
    { name: 'open', from: '12 s', admission: 'permissionless' },
  ]
  const got = market({ phases })
  expect(got.rows.events.filter(row => row[1] === 'entry').map(row => row[0])).toEqual([12, 13, 14, 15, 16, 17, 18])
})

test('a staked phase admits those with the minimum stake only', () => {
  const stake = ['9999 token', '10000 token', '20000 token', '0 token']
  const part = { phases: [{ name: 'growth', from: '0 s', admission: 'staked' }] }
  expect(entries(market(part, { candidates: [{ ...candidates, count: 4, stake }] })).sort()).toEqual([
    'candidate-2',
    'candidate-3',
  ])
})

test('without the stake one may enter a permissionless phase, but is not selected and expects a loss', () => {
  const poor = { ...candidates, count: 1, stake: '0 token' }
  expect(entries(market({}, { candidates: [poor] }))).toEqual([])
  expect(entries(market({ staking: { minimum: '0 token' } }, { candidates: [poor] }))).toEqual(['candidate'])
})

test('a phase’s limit counts all operators in the market', () => {
  const phases = [{ name: 'growth', from: '0 s', admission: 'permissionless', limit: 4 }]
  expect(active(market({ phases }))).toBe(4)
})

test('equilibrium: entrants foresee logit-Bertrand prices and fill the market up to its last profit', () => {
  // Equal costs of 0: with n operators p = mu n / (n - 1), so each earns 60 mu / (n - 1) a second; mu is 250.
  const logit = { rule: 'logit', scale: '0.00025 token/query' }
  const best = { price: '0.00025 token/query', pricing: { rule: 'best-response' } }
  const fixedCost = '0.002 USD/s'
  const operators = [{ name: 'incumbent', count: 2, servers: 1000, fixedCost, ...best }]
  const rivals = [{ ...candidates, fixedCost, ...best }]
  // 15,000 / (n - 1) is at least 2000 up to n = 8.
  const got = market({ operators, market: { selection: logit } }, { candidates: rivals, expectation: 'equilibrium' })
  expect(active(got)).toBe(8)
})

test('equilibrium: without the stake that selection asks for, a candidate foresees a loss as well', () => {
  const logit = { rule: 'logit', scale: '0.001 token/query' }
  const poor = { ...candidates, stake: '1 token' }
  const part = { market: { selection: logit }, phases: [{ name: 'open', from: '0 s', admission: 'permissionless' }] }
  expect(entries(market(part, { candidates: [poor], expectation: 'equilibrium' }))).toEqual([])
  expect(entries(market(part, { expectation: 'equilibrium' })).length).toBeGreaterThan(0)
})
