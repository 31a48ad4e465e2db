import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metricsOf } from '../metrics.ts'
import { resume } from '../run.ts'
import { asking, scenarioOf, traced, trial } from '../trial.ts'
import { broke, customer, node, surroundings } from '../turbulence.ts'
import { slash } from './slashing.ts'

/** Ten queries a tick at one token each, and all of their fees for the stakers. */
const times = Array.from({ length: 100 }, (_, i) => i / 10)
const staked = (part: Record<string, unknown>, ticks: number) =>
  trial(
    {
      operators: [
        {
          name: 'cheap',
          stake: '10000 token',
          wallet: '0 token',
          commission: 0.25,
          price: '1 token/query',
          servers: 1000,
        },
        {
          name: 'dear',
          stake: '30000 token',
          wallet: '0 token',
          commission: 0.5,
          price: '1 token/query',
          servers: 1000,
        },
      ],
      customers: [traced],
      market: { fee: { operators: 0, treasury: 0, providers: 0, stakers: 1, burn: 0 } },
      ...part,
    },
    ticks,
    asking(times),
  )
const toCheap = { name: 'first', choice: 'commission < 0.3', wallet: '20000 token', every: '100 days' }
const toDear = { name: 'second', choice: 'commission > 0.3', wallet: '40000 token', every: '100 days' }
const tokens = (column: Iterable<number>) => Array.from(column, amount => amount / 1e6)

test('rewards go by stake, own and delegated, and the operator keeps its commission of its delegators’ part', () => {
  // 10 token for 100,000 of stake: 1 and 2 on the delegated 20,000 and 40,000, ... of which a quarter and a half stay.
  const { operators, delegators } = staked({ delegators: [toCheap, toDear] }, 1).run.world.tables
  expect(tokens(operators.wallet)).toEqual([1 + 0.5, 3 + 2])
  expect(tokens(delegators.wallet)).toEqual([1.5, 2])
})

test('what the rounding leaves waits in the pot, and nobody is paid from nothing', () => {
  const third = { name: 'third', count: 3, wallet: '3333.333333 token', choice: '1' }
  const { run } = staked({ delegators: [third] }, 5)
  const { flows } = run.summary()
  const amount = (purpose: string) => Number(flows.find(flow => flow.purpose === purpose)?.amount)
  const rest = amount('stakerShare') - amount('stakeReward') - amount('delegatorReward')
  expect(rest).toBeGreaterThanOrEqual(0)
  expect(rest).toBeLessThan(5)
})

test('a delegator delegates its part, and adds its rewards at its occasions', () => {
  const half = { ...toCheap, delegated: 0.5, every: '1 s', chance: 0 }
  const { delegators, operators } = staked({ delegators: [half] }, 1).run.world.tables
  // 7.5 % of ten token for a fifth of the stake; half of them join the stake.
  expect(tokens(delegators.stake)).toEqual([10_000.75])
  expect(tokens(delegators.wallet)).toEqual([10_000.75])
  expect(tokens(operators.delegated)).toEqual([10_000.75, 0])
})

test('a mover’s tokens earn nothing while they unbond, can be slashed, and are then delegated anew', () => {
  const mover = { ...toCheap, choice: 'time < 2.5 ? commission < 0.3 : commission > 0.3', every: '1 s', chance: 1 }
  const part = { delegators: [{ ...mover, delegated: 0.5 }], staking: { minimum: '0 token', unbonding: '3 s' } }
  const { run } = staked(part, 3)
  const { tables } = run.world
  const { stake, freeing, wallet } = tables.delegators
  const waiting = freeing[0]
  const purse = wallet[0]
  expect([stake[0], waiting > 10_000e6]).toEqual([0, true])
  expect(Array.from(tables.operators.delegated)).toEqual([0, 0])

  slash(run.world, 0, 0.1, 'test')
  expect(freeing[0]).toBe(waiting - Math.floor(waiting / 10))
  for (let tick = 3; tick < 6; tick++) run.step()
  expect([freeing[0], wallet[0], stake[0]]).toEqual([waiting - Math.floor(waiting / 10), purse, 0])
  run.step()
  expect([freeing[0], stake[0] + wallet[0]]).toEqual([0, waiting - Math.floor(waiting / 10) + purse])
  expect(stake[0]).toBe(Math.floor((stake[0] + wallet[0]) / 2))
  expect(Array.from(tables.operators.delegated)).toEqual([0, stake[0]])
})

test('delegators are slashed at the rate of their operator, and the books say where it went', () => {
  const part = { delegators: [toCheap, toDear], slashing: { to: 'treasury' } }
  const { run } = staked(part, 1)
  slash(run.world, 1, 0.05, 'test')
  const { operators, delegators } = run.world.tables
  expect(tokens(operators.stake)).toEqual([10_000, 28_500])
  expect(tokens(operators.delegated)).toEqual([20_000, 38_000])
  expect(tokens(delegators.stake)).toEqual([20_000, 38_000])
  run.step()
  const flows = run.summary().flows.filter(({ purpose }) => purpose.includes('lash'))
  expect(flows.map(({ purpose, amount }) => [purpose, amount])).toEqual([
    ['slashTreasury', '1500000000'],
    ['delegationSlashTreasury', '2000000000'],
  ])
})

test('delegators of an operator that leaves get their tokens back after unbonding and look for another', () => {
  const part = {
    operators: [
      { name: 'poor', fixedCost: '100 USD/s', dollars: '200 USD', wallet: '0 token' },
      { name: 'other', stake: '50000 token' },
    ],
    delegators: [{ name: 'fan', count: 4, wallet: '100 token', choice: 'stake < 2e10 ? 1 : 1e-9', every: '100 days' }],
    staking: { unbonding: '2 s' },
  }
  const { run } = staked(part, 2)
  const { delegators, operators } = run.world.tables
  expect(tokens(operators.delegated)).toEqual([400, 0])
  run.step()
  expect(tokens(operators.delegated)).toEqual([0, 0])
  expect(tokens(delegators.freeing)).toEqual([100, 100, 100, 100])
  while (run.ticks < 6) run.step()
  // They add what they have earned meanwhile.
  expect(tokens(operators.delegated).map(Math.round)).toEqual([0, 400])
})

test('selection by stake sees delegations', () => {
  const market = {
    selection: 'stake',
    fee: { operators: 1, treasury: 0, providers: 0, stakers: 0, burn: 0 },
    race: { nodes: 1 },
  }
  const delegators = [{ ...toDear, wallet: '460000 token' }]
  const { weight, member } = staked({ delegators, market }, 1).run.world.tables.menus
  expect([member[0], member[1]]).toEqual([0, 1])
  expect(weight[1] / weight[0]).toBe(49)
})

test('a delegator is drawn to operators in proportion to its weights', () => {
  const delegators = [{ name: 'crowd', count: 4000, wallet: '1 token', choice: 'stake' }]
  const { operators } = staked({ delegators }, 1).run.world.tables
  // A quarter of 4,000, with a standard deviation of 27.
  expect(Math.abs(operators.delegated[0] / 1e6 - 1000)).toBeLessThan(4 * 27.4)
})

test('yield seekers leave dear operators', () => {
  const crowd = { name: 'crowd', count: 2000, wallet: '5 token', every: '1 s', chance: 0.5, choice: 'yield' }
  const { operators } = staked({ delegators: [crowd], staking: { unbonding: '1 s' } }, 10).run.world.tables
  // Yields are as 0.75 to 0.5, so three of five are with the cheap one, in the end and on the way.
  const share = operators.delegated[0] / (operators.delegated[0] + operators.delegated[1])
  expect(Math.abs(share - 0.6)).toBeLessThan(4 * 0.011)
})

test('a weight that is negative stops the run and names the operator', () => {
  expect(() => staked({ delegators: [{ ...toCheap, choice: '0.3 - commission' }] }, 1)).toThrow(
    'delegators "first" choice: expected a weight that is finite and not negative for operator dear, got -0.2',
  )
})

test('delegators cannot have more tokens than there are', () => {
  expect(() => staked({ delegators: [{ ...toCheap, wallet: '960001 token' }] }, 1)).toThrow(
    'token.supply: expected at least the 960001 token that delegators hold besides the other actors, got 960000 token',
  )
})

test('books balance, runs repeat and resume, whatever delegators and operators do', () => {
  const part = fc.record({
    count: fc.integer({ min: 0, max: 40 }),
    others: fc.integer({ min: 1, max: 9 }),
    unbonding: fc.integer({ min: 0, max: 5 }),
    chance: fc.double({ min: 0, max: 1, noNaN: true }),
    delegated: fc.double({ min: 0, max: 1, noNaN: true }),
    jail: fc.integer({ min: 0, max: 4 }),
    violation: fc.double({ min: 0, max: 0.5, noNaN: true }),
    malice: fc.double({ min: 0, max: 0.1, noNaN: true }),
    stop: fc.integer({ min: 1, max: 11 }),
    seed: fc.string({ maxLength: 5 }),
  })
  fc.assert(
    fc.property(part, ({ count, others, unbonding, chance, delegated, jail, violation, malice, stop, seed }) => {
      const scenario = {
        ...surroundings,
        seed,
        clock: { tick: '1 s', ticks: 12 },
        operators: [
          {
            ...node,
            count: 4,
            commission: { uniform: [0, 1] },
            incidents: { violation: `${violation}/s`, malice: `${malice}/s` },
          },
          { ...broke, count: 2 },
        ],
        entry: { candidates: [{ name: 'late', count: 2, incidents: { violation: '1/s' } }], every: '2 s' },
        customers: [{ ...customer, count: 20 }],
        delegators: [
          { name: 'seeker', count, every: '2 s', chance, delegated },
          { name: 'other', count: others, wallet: { uniform: ['0 token', '90 token'] }, choice: 'stake', every: '3 s' },
        ],
        staking: { minimum: '5000 token', cooldown: '3 s', unbonding: `${unbonding} s` },
        slashing: { grace: '1 s', least: 1, jail: `${jail} s` },
        market: {
          selection: 'stake',
          race: { nodes: 2 },
          fee: { operators: 0.5, treasury: 0, providers: 0, stakers: 0.5, burn: 0 },
        },
      }
      const { run } = trial(scenario)
      const { delegated: sums, state } = run.world.tables.operators
      const { stake, operator } = run.world.tables.delegators
      const mine = new Float64Array(state.length)
      for (let d = 0; d < stake.length; d++) mine[operator[d]] += stake[d]
      expect(Array.from(sums)).toEqual(Array.from(mine))
      const half = trial(scenario, stop).run
      const rest = resume(scenarioOf(scenario), [], half.snapshot(), { row: () => undefined })
      while (!rest.done) rest.step()
      expect(rest.fingerprint()).toBe(run.fingerprint())
    }),
    { numRuns: 25 },
  )
})

test('metrics of stakes are those of the operators in the market', () => {
  const { run, rows } = staked({ delegators: [toCheap, toDear] }, 1)
  const names = metricsOf(run.world.scenario).filter(({ column }) => column)
  const value = (name: string) => rows.ticks[0][2 + names.findIndex(metric => metric.name === name)]
  expect(value('staked')).toBe(40_000)
  expect(value('delegated')).toBe(60_000)
  expect(value('staking_ratio')).toBe(0.1)
  // 10 token for 100,000 in a second, all year.
  expect(value('staking_yield')).toBeCloseTo(0.0001 * 31_557_600, 6)
  expect(value('commission')).toBeCloseTo((0.25 * 20 + 0.5 * 40) / 60, 12)
  expect([value('jailed'), value('nakamoto_stake')]).toEqual([0, 1])
  // 30,000 and 70,000.
  expect(value('gini_stake')).toBeCloseTo(0.2, 12)
})

test('without delegators there is no flow of theirs', () => {
  const { run } = staked({}, 5)
  const purposes = run.summary().flows.map(({ purpose }) => purpose)
  expect(purposes.filter(purpose => /deleg/i.test(purpose))).toEqual([])
  expect(purposes).toContain('stakeReward')
})
