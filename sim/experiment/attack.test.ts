import { expect, test } from 'vitest'
import { asking, scenarioOf } from '../economy/trial.ts'
import type { Scenario } from '../scenario/schema.ts'
import { attackersOf, breakEven, type Effect, effectOf, numbersOf, peaceful, type Trial } from './attack.ts'
import { attackMarkdown, attackRows, attackText, verdict } from './attack-report.ts'
import { type Outcome, type Party, watch } from './wealth.ts'

const times = Array.from({ length: 20 }, (_, i) => i / 10)
const traced = { name: 'customer', count: 3, trace: { file: 'queries.csv' } }
const fee = { operators: 0.5, treasury: 0.2, providers: 0.2, stakers: 0, burn: 0.1 }

function outcome(scenario: Scenario, party: Party, asked: readonly number[] | undefined = times): Outcome {
  const run = watch(scenario, asked ? asking(asked) : [], party)
  while (!run.done) run.step()
  return run.outcome()
}
const effect = (scenario: Scenario, asked?: readonly number[]) => {
  const attackers = attackersOf(scenario)
  return effectOf(outcome(scenario, attackers, asked), outcome(peaceful(scenario), attackers, asked))
}

test('twenty queries of 10 millitoken, worked by hand', () => {
  const scenario = scenarioOf({
    operators: [
      { name: 'worker', price: '0.01 token/query', queryCost: '0.002 USD/query', servers: 1000 },
      {
        name: 'idler',
        weight: 0,
        stake: '10000 token',
        capitalCost: '0.001/s',
        fixedCost: '0.001 USD/s',
        dollars: '9 USD',
      },
    ],
    token: { price: '2 USD/token', supply: '1000000 token' },
    customers: [traced],
    market: { fee },
  })
  const got = outcome(scenario, { operators: ['worker'], customers: [] })
  // 0.2 token in fees: half of them, at 2 USD, less 20 times the cost.
  expect(got.party).toBeCloseTo(0.2 - 0.04, 9)
  // Ten seconds of costs, and of a thousandth of 20,000 USD.
  expect(got.rivals).toBeCloseTo(-0.01 - 200, 6)
  expect(got.customers).toBeCloseTo(-0.4, 9)
  expect(got.treasury).toBeCloseTo(0.08, 9)
  expect(got.providers).toBeCloseTo(0.08, 9)
  expect(got.holders).toBeCloseTo(0.04, 9)
  expect(got).toMatchObject({ others: 0, wrong: 0, late: 0, lost: 0 })
})

test('what an entrant brings is no gain, what it sinks is a loss', () => {
  const pilot = { price: '0.01 token/query', servers: 1000 }
  const candidates = [{ name: 'entrant', dollars: '5 USD', ...pilot }]
  const scenario = scenarioOf({
    operators: [{ name: 'old', ...pilot }],
    customers: [traced],
    entry: { candidates, every: '4 s', cost: '3 USD', horizon: '1e9 days' },
  })
  const asked = Array.from({ length: 40 }, (_, i) => i / 4)
  const { party, rivals } = outcome(scenario, { operators: ['entrant'], customers: [] }, asked)
  expect(party).toBeLessThan(-2.5)
  expect(party + rivals).toBeCloseTo(40 * 0.01 - 3, 9)
})

test('what owners have been paid is theirs', () => {
  const pilot = { name: 'pilot', price: '0.01 token/query', servers: 1000 }
  const made = (payout: number) =>
    outcome(scenarioOf({ operators: [{ ...pilot, payout }], customers: [traced] }), {
      operators: ['pilot'],
      customers: [],
    })
  expect(made(0).party).toBeCloseTo(0.2, 9)
  expect(made(0.5).party).toBeCloseTo(0.2, 9)
})

const whale = { kind: 'whale', operators: 'whale', at: '4 s', stake: '700 token' }

test('a whale where stake changes nothing loses what its tokens would have earned elsewhere', () => {
  const scenario = scenarioOf({
    operators: [
      { name: 'other', servers: 1000 },
      { name: 'whale', servers: 1000, capitalCost: '0.001/s' },
    ],
    customers: [traced],
    attacks: [whale],
  })
  // From the fifth tick on: six seconds.
  const { gain, harm } = effect(scenario, times)
  expect(gain).toBeCloseTo(-700 * 0.001 * 6, 6)
  expect(harm).toBe(0)
})

test('washing alone in the market loses what of the fees does not come back', () => {
  const scenario = scenarioOf({
    operators: [{ name: 'washer', price: '0.01 token/query', servers: 1000, queryCost: '0.001 USD/query' }],
    customers: [{ name: 'puppets', count: 5, rate: '0/s', wallet: '100 token', budget: '0 USD/day' }],
    market: { fee },
    attacks: [{ kind: 'wash', operators: 'washer', customers: 'puppets', rate: '50/s', at: '2 s', lasts: '4 s' }],
  })
  const got = effect(scenario, undefined)
  const treasury = -got.treasury
  const fees = treasury / 0.2
  expect(fees).toBeGreaterThan(100 * 0.01)
  const queries = Math.round(fees / 0.01)
  expect(got.gain).toBeCloseTo(-0.5 * fees - 0.001 * queries, 6)
  expect(got.providers).toBeCloseTo(-0.2 * fees, 6)
  expect(got.holders).toBeCloseTo(-0.1 * fees, 6)
  // Puppets are attackers, not customers.
  expect(got.customers).toBeCloseTo(0, 9)
})

test('a wrong answer takes its whole worth from a customer', () => {
  const scenario = scenarioOf({
    clock: { tick: '1 s', ticks: 2 },
    operators: [{ name: 'ring', count: 3, price: '0.01 token/query', servers: 1000 }],
    customers: [{ ...traced, reservation: '0.03 token/query' }],
    market: { race: { nodes: 3 }, verification: { verifiers: 2 } },
    attacks: [{ kind: 'collusion', operators: 'ring' }],
  })
  const got = effect(scenario, times)
  // Twenty answers worth 0.03 USD to who asked.
  expect(got.wrong).toBe(20)
  expect(got.customers).toBeCloseTo(0.6, 9)
})

const NOTHING: Effect = {
  gain: 0,
  harm: 0,
  rivals: 0,
  customers: 0,
  treasury: 0,
  providers: 0,
  holders: 0,
  others: 0,
  wrong: 0,
  late: 0,
  lost: 0,
  stranded: 0,
}
const trialOf = (value: string, gains: readonly number[]): Trial => ({
  value,
  x: numbersOf([value]).x[0],
  effects: gains.map(gain => ({ ...NOTHING, gain, harm: 3 })),
})
const report = (trials: readonly Trial[], parameter = 'slashing.wrong') => ({
  name: 'x',
  about: 'About | x.',
  attacks: ['whale by whale'],
  parameter,
  trials,
})

test('values are numbers where all are written in one unit', () => {
  expect(numbersOf(['0 token', '1e4 token'])).toEqual({ x: [0, 1e4], unit: 'token' })
  expect(numbersOf(['0.5', '-2'])).toEqual({ x: [0.5, -2], unit: '' })
  expect(numbersOf(['1 h', '1 day']).x).toEqual([1, NaN])
  expect(numbersOf(['stake', 'logit']).x).toEqual([NaN, NaN])
})

test('the break-even value is interpolated, whatever the order of the values', () => {
  const trials = [trialOf('4 token', [-3, -3]), trialOf('0 token', [1, 1]), trialOf('2 token', [3, 3])]
  expect(breakEven(trials)).toEqual({ from: 3, pays: false })
  expect(verdict(report(trials))).toBe('unprofitable from slashing.wrong = 3 token on, by linear interpolation')
})

test.each([
  [[[1, 2]], '', 'profitable (not every gain is told from 0 by its interval)'],
  [[[-1, -1]], '', 'unprofitable'],
  [
    [
      [1, 1],
      [2, 2],
    ],
    'p',
    'profitable at every value tried',
  ],
  [
    [
      [-1, -1],
      [2, 2],
    ],
    'p',
    'profitable from p = 0.333 on, by linear interpolation',
  ],
])('the verdict on gains %j', (gains, parameter, sentence) => {
  const trials = gains.map((pair, i) => trialOf(`${i}`, pair))
  expect(verdict(report(trials, parameter))).toBe(sentence)
})

test('the report has a row a value, the columns that are not nothing, and what they mean', () => {
  const trials = [trialOf('0', [5, 7]), trialOf('1', [-1, -1])]
  expect(attackRows(report(trials))).toHaveLength(24)
  expect(attackRows(report(trials))[0].slice(0, 5)).toEqual(['slashing.wrong', '0', 'gain', 'USD', 6])
  const text = attackText(report(trials))
  expect(text).toContain('gain, USD')
  expect(text).not.toContain('wrong, query')
  const markdown = attackMarkdown(report(trials)).split('\n')
  expect(markdown[0]).toBe('# x')
  expect(markdown.filter(line => line.startsWith('| '))).toHaveLength(4)
  expect(markdown).toContain('- **gain** (USD): wealth that the attack adds to the attackers')
})
