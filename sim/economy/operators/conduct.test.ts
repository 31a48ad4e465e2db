import { expect, test } from 'vitest'
import { spread } from '../../measure/comparison.ts'
import { type FLOWS, PURPOSES } from '../flows.ts'
import { resume, start } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'
import { STATE } from './tables.ts'

const temptation = { gain: '0.4 USD/s', detection: 0.1, slash: 1, period: '1 s' }
const total = ({ run }: Trial, purpose: keyof typeof FLOWS) => run.world.tables.flows.total[PURPOSES.indexOf(purpose)]

/** Operators of the given stakes, who live on rewards in proportion to stake: 0.05 USD a second for 1.55 token. */
const market = (stakes: readonly number[], conduct: object, ticks = 10) => ({
  clock: { tick: '1 s', ticks },
  operators: [
    { name: 'anchor', stake: '15500 token', price: '0.05 token/query', servers: 1000 },
    {
      name: 'tempted',
      count: stakes.length,
      stake: stakes.map(stake => `${stake} token`),
      price: '0.05 token/query',
      wallet: '1 token',
      servers: 1000,
      conduct,
    },
  ],
  customers: [{ name: 'customer', count: 20, rate: '500/s' }],
  market: { race: { nodes: 1 }, fee: { operators: 0, treasury: 0, providers: 0, stakers: 1, burn: 0 } },
  staking: { minimum: '0 token', cooldown: '1000 s' },
  slashing: { limit: 1 },
})
const opportunist = { rule: 'opportunist', discount: 0.98, ...temptation }

test('who risks less than g / d - delta h / (1 - delta) cheats, the others do not', () => {
  // Rewards of 500 USD a second on 15,500 + 7.9 token: h is 0.0323 per token, so honesty begins at about 1.55 token.
  const got = trial(market([0.5, 1.2, 1.5, 1.6, 3.1], opportunist), 1).run.world.tables
  expect(Array.from(got.conduct.cheats)).toEqual([0, 1, 1, 1, 0, 0])
  expect(Array.from(got.conduct.decided)).toEqual([0, 1, 1, 1, 1, 1])
  expect(Array.from(got.conduct.gained)).toEqual([0, 400_000, 400_000, 400_000, 0, 0])
  expect(got.conduct.slash[3]).toBe(1_500_000)
})

test('slashing.limit bounds what is feared, so it can make cheats of the honest', () => {
  const part = market([1.8, 2], opportunist)
  expect(Array.from(trial(part, 1).run.world.tables.conduct.cheats)).toEqual([0, 0, 0])
  const mild = trial({ ...part, slashing: { limit: 0.1 } }, 1).run.world.tables
  expect(Array.from(mild.conduct.cheats)).toEqual([0, 1, 1])
})

test('who is found out is slashed and expelled, and the gain comes from outside', () => {
  const sure = { rule: 'cheat', ...temptation, detection: 1, slash: 0.25 }
  const got = trial(market([2, 4], sure), 3)
  const { operators } = got.run.world.tables
  expect(Array.from(operators.stake).slice(1)).toEqual([1_500_000, 3_000_000])
  expect(Array.from(operators.state).slice(1)).toEqual([STATE.leaving, STATE.leaving])
  expect(total(got, 'cheating')).toBe(800_000)
  expect(total(got, 'slashBurn')).toBe(1_500_000)
  expect(got.rows.events.map(([time, kind, subject]) => [time, kind, subject])).toEqual([
    [1, 'cheat', 'tempted-1'],
    [1, 'slash', 'tempted-1'],
    [1, 'exit', 'tempted-1'],
    [1, 'cheat', 'tempted-2'],
    [1, 'slash', 'tempted-2'],
    [1, 'exit', 'tempted-2'],
  ])
})

test('without a slash of its own it is that of malice', () => {
  const { slash: _, ...rest } = temptation
  const part = { ...market([4], { rule: 'cheat', ...rest, detection: 1 }), slashing: { malice: 0.3, limit: 1 } }
  expect(trial(part, 1).run.world.tables.operators.stake[1]).toBe(2_800_000)
})

test('a decision is made once a period, at its end', () => {
  const rule = { rule: 'cheat', ...temptation, detection: 0, period: '3 s' }
  expect(total(trial(market([2], rule), 2), 'cheating')).toBe(0)
  expect(total(trial(market([2], rule), 3), 'cheating')).toBe(1_200_000)
  expect(total(trial(market([2], rule), 9), 'cheating')).toBe(3_600_000)
})

test('the same bits over a snapshot; honest operators leave no flow of it', () => {
  const part = market([0.5, 1.2, 1.5, 1.6, 3.1], opportunist)
  const straight = trial(part)
  const scenario = scenarioOf(part)
  const first = start(scenario, [], { row: () => undefined })
  while (first.ticks < 4) first.step()
  const second = resume(scenario, [], first.snapshot(), { row: () => undefined })
  while (!second.done) second.step()
  expect(second.fingerprint()).toBe(straight.run.fingerprint())
  const honest = trial(market([0.5, 1.2, 1.5, 1.6, 3.1], { rule: 'honest' }))
  expect(total(straight, 'cheating')).toBeGreaterThan(0)
  expect(total(honest, 'cheating')).toBe(0)
  expect(total(honest, 'slashBurn')).toBe(0)
  // Nobody who reads no stake notices: fees are the same.
  expect(total(honest, 'fee')).toBe(total(straight, 'fee'))
})

/** Discounted income of every one of 1500 operators over 250 periods, by what it has after each: USD. */
function payoffs(conduct: object): number[] {
  const count = 1500
  const part = market(Array(count).fill(2.1), conduct, 250)
  // The anchor's stake makes rewards independent of how many others there are: 369 token · 100 · 2.1 / 1.55e6 = 0.05.
  const operators = part.operators.map((group, g) => ({ ...group, price: '369 token/query', ...(g === 0 && ANCHOR) }))
  const customers = [{ name: 'customer', count: 20, rate: '5/s' }]
  const run = start(scenarioOf({ ...part, operators, customers, token: RICH, record: RARE }), [], {
    row: () => undefined,
  })
  const own = run.world.tables.operators
  const worth = (o: number) => (own.wallet[o] + own.dollars[o] + own.stake[o]) / 1e6
  const before = Array.from({ length: count }, (_, k) => worth(1 + k))
  const sums = new Array<number>(count).fill(0)
  for (let discount = 1; !run.done; discount *= 0.98) {
    run.step()
    for (let k = 0; k < count; k++) {
      const now = worth(1 + k)
      sums[k] += discount * (now - before[k])
      before[k] = now
    }
  }
  return sums
}
const ANCHOR = { stake: '1550000 token' }
const RICH = { price: '1 USD/token', supply: '4e9 token' }
const RARE = { operators: 1000, check: 1000, ticks: 1000 }

test('the discounted payoff of cheating is above that of honesty below the critical slash, and below it above', () => {
  const honest = payoffs({ rule: 'honest' })
  const difference = (slash: number) => {
    const cheats = payoffs({ rule: 'cheat', ...temptation, slash: slash / 2.1 })
    return spread(cheats.map((sum, k) => sum - honest[k]))
  }
  expect(difference(1.05).low).toBeGreaterThan(0)
  expect(difference(2.05).high).toBeLessThan(0)
})
