import { expect, test } from 'vitest'
import type { Summary } from '../measure/output.ts'
import { Curves } from './curves.ts'
import { PICTURED, summaryText } from './text.ts'

const estimate = (unit: string, mean: number, half: number) =>
  ({ unit, mean, low: mean - half, high: mean + half, warmup: 0, verdict: 'stationary' }) as const
const nothing = { initial: '0', minted: '0', burned: '0', final: '0' }
const flow = (from: string, to: string, purpose: string, currency: string, amount: string, dollars: number) => ({
  from,
  to,
  purpose,
  currency,
  amount,
  dollars,
})

const summary: Summary = {
  name: 'harbour',
  seed: 's1',
  ticks: 1500,
  fingerprint: '0f',
  history: '1e',
  money: { initial: '9007199254740993', minted: '7', burned: '2000000', final: '9007199252741000', dollars: nothing },
  claims: [],
  theory: [
    { name: 'wait in M/M/c', unit: 's', expected: 0.5, measured: 0.51, low: 0.49, high: 0.53, source: 'Erlang 1917' },
    {
      name: 'logit price',
      unit: 'token/query',
      expected: 2,
      measured: 2.2,
      low: 2.1,
      high: 2.3,
      source: 'Anderson 1992',
    },
    { name: 'entry', unit: 'operator', expected: 9, measured: NaN, low: NaN, high: NaN, source: 'Dixit 1977' },
  ],
  metrics: {
    price_p50: estimate('token/query', 0.0012345, 0.00001),
    hhi: estimate('1', 2345.678, 20),
    wait: estimate('s', NaN, NaN),
  },
  flows: [
    flow('escrow', 'treasury', 'treasuryShare', 'token', '2500000', 25),
    flow('outside', 'operators', 'capital', 'dollar', '99000000', 99),
    flow('escrow', 'operators', 'winning', 'token', '7500000', 75),
    flow('customers', 'escrow', 'fee', 'token', '10000000', 100),
  ],
}
const text = (rows: number[][] = [], of = summary) => {
  const curves = new Curves(
    PICTURED.map(name => ({ name, type: 'number', unit: '1', doc: '' })),
    PICTURED,
  )
  for (const row of rows) curves.add(row)
  return summaryText(of, { about: 'Ships trade.', planned: 2016, curves })
}
const lineOf = (start: string) =>
  text()
    .split('\n')
    .find(line => line.startsWith(start))!
    .split(/\s{2,}/)

test('the heading says what ran, how far and to which fingerprint', () => {
  expect(text()).toMatch(/^harbour\nShips trade\.\nseed s1, 1,500 of 2,016 ticks, fingerprint 0f\n/)
})

test('a metric has mean, interval, unit and course, and one without a value is left out', () => {
  expect(lineOf('price_p50')).toEqual(['price_p50', '0.001234', '0.001224 to 0.001244', 'token/query', 'stationary'])
  expect(lineOf('hhi')).toEqual(['hhi', '2,346', '2,326 to 2,366', 'stationary'])
  expect(text()).not.toContain('\nwait  ')
})

test('theory stands beside what was measured, and says whether the expectation is inside the interval', () => {
  expect(lineOf('wait in')).toEqual(['wait in M/M/c', '0.5000', '0.5100', '0.4900 to 0.5300', 's', 'inside'])
  expect(lineOf('logit')).toEqual(['logit price', '2', '2.200', '2.100 to 2.300', 'token/query', 'outside'])
  expect(lineOf('entry')).toEqual(['entry', '9', '-', '-', 'operator', '-'])
})

test('what was simulated for what stands with its errors, and where the intervals do not contain them', () => {
  expect(text()).not.toContain('SCALE')
  const errors = [
    { name: 'demand of the agents drawn', relative: 0.00425, source: 'Cochran 1977' },
    { name: 'latency_p50 of a tick', relative: NaN, source: 'David and Nagaraja 2003' },
  ]
  const scale = { customers: 1e8, agents: 1e5, sampling: 1000, simulated: 4250.5, errors }
  const lines = text([], { ...summary, scale }).split('\n')
  const first = lines.indexOf('SCALE                       standard error added')
  expect(lines.slice(first + 1, first + 7)).toEqual([
    'demand of the agents drawn              0.4250 %',
    'latency_p50 of a tick                          -',
    '100,000,000 customers as 100,000 agents; one simulated query stands for 1000, 4,251 are simulated',
    'in a mean tick. The intervals above contain the error of the queries. They do not contain that of',
    'the agents, who are drawn once a run: vary the seed.',
    '',
  ])
})

test('money adds up to the last micro-token, beyond what a double could hold', () => {
  expect(lineOf('token')).toEqual([
    'token',
    '9,007,199,254.740993',
    '0.000007',
    '2.000000',
    '9,007,199,252.741000',
    'adds up',
  ])
})

test('who pays is a line for each account that pays, in dollars, with whom it pays most', () => {
  const lines = text().split('\n')
  const first = lines.findIndex(line => line.startsWith('WHO PAYS'))
  expect(lines.slice(first, first + 5).map(line => line.split(/\s{2,}/))).toEqual([
    ['WHO PAYS', 'USD', 'of all', 'to'],
    ['escrow', '100', '33.4 %', 'operators 75 %, treasury 25 %'],
    ['customers', '100', '33.4 %', 'escrow 100 %'],
    ['outside', '99', '33.1 %', 'operators 100 %'],
    [''],
  ])
})

test('payments are sorted by currency and amount, with the share of the payer’s payments', () => {
  const lines = text().split('\n')
  const first = lines.findIndex(line => line.startsWith('PAYMENTS'))
  expect(lines.slice(first + 1, first + 5).map(line => line.split(/\s{2,}/))).toEqual([
    ['customers → escrow', 'fee', '10', 'token', '100.0 %'],
    ['escrow → operators', 'winning', '7.500', 'token', '75.0 %'],
    ['escrow → treasury', 'treasuryShare', '2.500', 'token', '25.0 %'],
    ['outside → operators', 'capital', '99', 'USD', '100.0 %'],
  ])
})

test('there are pictures when ticks were recorded, and no line is wider than 100 columns', () => {
  expect(text()).not.toContain('OPERATORS in the market')
  const full = text(Array.from({ length: 700 }, (_, t) => [t * 300, 1, 2, 3, 1 + t]))
  expect(full).toContain('POSTED PRICE, token/query')
  expect(full).toContain('OPERATORS in the market')
  expect(Math.max(...full.split('\n').map(line => line.length))).toBeLessThanOrEqual(100)
})

test('of goods that are traded the table has price and quantities', () => {
  const traded = {
    ...summary,
    metrics: {
      ...summary.metrics,
      price_power: estimate('USD/MWh', 62.5, 0),
      produced_power: estimate('MWh/h', 75, 0),
    },
    resources: { regions: [], goods: [{ name: 'power', unit: 'MWh' }], places: [], ways: [] },
  }
  expect(text([], traded)).toMatch(/price_power +62.5/)
  expect(text([], traded)).not.toContain('produced_power')
})

test('where agents live without operators, the table and the pictures are of the agents', () => {
  const metrics = {
    operators: estimate('operator', 0, 0),
    fees: estimate('token', 0, 0),
    agents_up: estimate('1', 0.9, 0.01),
    credit_price: estimate('token', 0.002, 0),
    dormant_swarm: estimate('1', 0.05, 0.01),
    uptime_swarm: estimate('1', 0.9, 0.01),
  }
  const row = [300, NaN, NaN, NaN, 0, 0.002, 0.9]
  const alone = text([row], { ...summary, metrics })
  expect(alone).toMatch(/^agents_up +0\.9000 /m)
  expect(alone).toMatch(/^dormant_swarm +0\.05000 /m)
  expect(alone).toContain('AGENTS UP')
  expect(alone).not.toMatch(/^(operators|fees) /m)
  expect(alone).not.toContain('POSTED PRICE')
  const beside = text([row], { ...summary, metrics: { ...metrics, operators: estimate('operator', 3, 0) } })
  expect(beside).toMatch(/^operators +3 /m)
  expect(beside.indexOf('POSTED PRICE')).toBeLessThan(beside.indexOf('PRICE OF A COMPUTE CREDIT'))
})
