import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resume, start } from '../../run.ts'
import { scenarioOf, trial } from '../../trial.ts'
import type { World } from '../../world.ts'

const worth = { empty: '100 USD', target: '60 USD', full: '20 USD' }
/** A group of agents, each with a stock of energy that standing use empties in every tick. */
const group = (name: string, stock: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  name,
  count: 1,
  wallet: '1000 token',
  ...rest,
  stocks: [{ good: 'energy', capacity: 40, target: 8, standing: '40/h', worth, ...stock }],
})
/** A group of agents, by what its bids refer to. */
interface Traders {
  readonly name: string
  readonly stocks: readonly { readonly good: string }[]
}

/** All groups buy and sell all goods, in hours. */
const economy = (groups: readonly Traders[], rest: Record<string, unknown> = {}, goods = ['energy']) => {
  const traders = goods.flatMap(good =>
    groups
      .filter(({ stocks }) => stocks.some(stock => stock.good === good))
      .map(({ name }) => ({ name: `${name}-${good}`, good, curve: { law: 'agents', group: name } })),
  )
  return {
    clock: { tick: '1 h', ticks: 40 },
    customers: [],
    operators: [],
    agents: { groups },
    ...rest,
    resources: {
      goods: goods.map(name => ({ name })),
      demand: traders,
      supply: traders,
      ...(rest.resources as Record<string, unknown>),
    },
  }
}
const levels = ({ tables }: World) => [...tables.stocks.level].map(level => level / 1e6)
const wallets = ({ tables }: World) => [...tables.agents.wallet].map(wallet => wallet / 1e6)

test('who has more than its target sells to who has less, at the price at which a unit is worth as much to both', () => {
  // The seller has 32 and gives up 8: its units are worth 30 USD from the 32nd on, 1.25 more each, so the price is 40.
  const { world } = trial(
    economy([group('sunny', { production: '32/h' }), group('shady', { target: 16, production: '8/h' })]),
    1,
  ).run
  expect(world.tables.places.price[0] / 1e6).toBeCloseTo(40, 9)
  expect(levels(world)).toEqual([24, 16])
  expect(wallets(world)).toEqual([1320, 680])
  const { gain } = world.tables.stockGains
  expect(gain[0] / 1e6).toBeCloseTo(40, 9) // 8 x 10 / 2
  expect(gain[1] / 1e6).toBeCloseTo(240, 9) // 8 x (70 - 40)
})

test('agents of a group share what there is in proportion to what each wants at a price', () => {
  const poor = group('shady', { target: [16, 24], production: '0/h' }, { count: 2, wallet: '10000 token' })
  const { world } = trial(economy([group('sunny', { production: '28/h' }), poor]), 1).run
  // 20 are offered for 40: the more urgent half of what each wants.
  expect(world.tables.places.price[0] / 1e6).toBeCloseTo(80, 6)
  expect(levels(world)[1]).toBeCloseTo(8, 5)
  expect(levels(world)[2]).toBeCloseTo(12, 5)
})

test('nobody bids for more than its wallet pays for at the most that it would give, and stays awake', () => {
  const shady = group('shady', { production: '0/h' }, { wallet: '174.376 token', upkeep: '50 USD/h' })
  const { world } = trial(economy([group('sunny', { production: '40/h' }), shady]), 1).run
  // 50 token pay upkeep and 50 are kept for that of the next tick: the rest is for half a unit at 100 USD and a quarter at 97.50.
  expect(levels(world)[1]).toBeCloseTo(0.75, 4)
  expect(wallets(world)[1]).toBeGreaterThan(50)
})

test('an agent works as far as what it holds goes, standing use first, and the rest waits', () => {
  const worker = group(
    'worker',
    { level: 3, production: '2/h', standing: '1/h', perWork: 0.5 },
    { capacity: '12/h', tasks: { rate: '10/h', law: 'regular', reward: '1 token' } },
  )
  const { run } = trial(economy([worker]), 1)
  const { world } = run
  expect(world.tables.agentWork.done[0]).toBe(4e6)
  expect(world.tables.agents.waiting[0]).toBe(6e6)
  expect(levels(world)).toEqual([2])
  expect(world.tables.stockTotals.short[0]).toBe(1)
  expect(world.tables.stockTotals.needed[0]).toBe(6e6)
  run.step()
  expect(world.tables.agentWork.done[0]).toBe(2e6)
})

test('credits and compute on the spot are not bought for work that cannot be done', () => {
  const worker = group(
    'worker',
    { level: 3, standing: '0/h', perWork: 0.5 },
    { credits: 2, capacity: '1/h', tasks: { rate: '10/h', law: 'regular' } },
  )
  const { world } = trial(economy([worker]), 1).run
  expect(world.tables.agentWork.done[0]).toBe(6e6)
  expect(world.tables.agentWork.redeemed[0]).toBe(2e6)
  expect(world.tables.agentWork.spot[0]).toBe(3e6)
})

test('what is not kept is lost, and what there is neither room nor buyer for', () => {
  const { world } = trial(
    economy([group('sunny', { level: 20, capacity: 30, standing: '2/h', production: '25/h', loss: '50 %/h' })]),
    1,
  ).run
  const { decayed, spilled } = world.tables.stockTotals
  expect(decayed[0] / 1e6).toBeCloseTo(9, 5)
  expect(spilled[0] / 1e6).toBeCloseTo(4, 5)
  expect(levels(world)).toEqual([30])
})

test('compute that a machine did not use is sold to those whose machine has too much to do, for the next tick', () => {
  const compute = { good: 'compute', compute: true, worth: { empty: '10 USD', target: '10 USD', full: '1 USD' } }
  const machine = (name: string, rate: string) => ({
    name,
    count: 1,
    wallet: '100 token',
    capacity: '10/h',
    tasks: { rate, law: 'regular' },
    stocks: [compute],
  })
  const groups = [machine('idle', '4/h'), machine('busy', '18/h')]
  const closed = { agents: { groups, credits: { spot: { open: false } } } }
  const { run } = trial(economy(groups, closed, ['compute']), 1)
  const { world } = run
  // The busy one has 8 left to do, but its machine does those in the next tick.
  expect(world.tables.agents.waiting[1]).toBe(8e6)
  expect(levels(world)).toEqual([0, 0])
  run.step()
  // Of 16 left its machine does 10: it buys 6, at what they are worth to him who has them.
  expect(levels(world)).toEqual([0, 6])
  expect(world.tables.places.price[0] / 1e6).toBeGreaterThanOrEqual(1)
  run.step()
  expect(world.tables.agentWork.done[1]).toBe(16e6)
  expect(world.tables.agentWork.done[0]).toBe(4e6)
})

test('where a price is negative agents are paid for what they take', () => {
  const part = economy([group('shady', { production: '0/h' })])
  const curve = { law: 'steps', steps: [{ quantity: '100/h', price: '-5 USD' }] }
  const wind = { name: 'wind', good: 'energy', curve }
  const { run } = trial({ ...part, resources: { ...part.resources, supply: [wind] } }, 1)
  expect(run.world.tables.places.price[0]).toBe(-5e6)
  expect(levels(run.world)).toEqual([8])
  expect(wallets(run.world)).toEqual([1040])
  expect(run.world.tables.stockTotals.earned[0]).toBe(40e6)
})

test('a target that moves over the day: what is kept for the night is sold when the night is over', () => {
  const keeper = group('keeper', {
    level: 20,
    target: 10,
    targetPattern: { daily: 1, peak: '1 h' },
    standing: '0/h',
  })
  const { run } = trial(economy([keeper, group('shady', { production: '0/h' })]), 1)
  // At 1:00 it keeps twice its target, at 13:00 nothing.
  expect(levels(run.world)).toEqual([20, 0])
  while (run.ticks < 13) run.step()
  expect(run.world.tables.stockAims.target[0]).toBe(0)
  expect(run.world.tables.places.price[0] / 1e6).toBeGreaterThan(20)
  expect(levels(run.world)[0]).toBeLessThan(20)
})

test('space on a disk is a good that is made anew in each tick: who has too much lets it to who has too little', () => {
  const disk = (name: string, size: string, used: string) => ({
    name,
    count: 1,
    wallet: '100 token',
    stocks: [
      {
        good: 'storage',
        production: size,
        standing: used,
        capacity: Number.parseInt(used, 10),
        target: Number.parseInt(used, 10),
        worth: { empty: '2 USD', target: '1 USD', full: '0.1 USD' },
      },
    ],
  })
  const groups = [disk('large', '100/h', '20/h'), disk('small', '50/h', '90/h')] as unknown as ReturnType<
    typeof group
  >[]
  const { world } = trial(economy(groups, {}, ['storage']), 3).run
  expect(world.tables.stockTotals.sold[0]).toBe(40e6)
  expect(world.tables.stockTotals.used[1]).toBe(90e6)
  expect(levels(world)).toEqual([20, 90])
  // More is offered than is wanted, so it goes at what it is worth to him who would leave it empty.
  expect(world.tables.places.price[0] / 1e6).toBeCloseTo(0.1, 9)
})

test('dormant agents use, buy and sell nothing', () => {
  const { world } = trial(
    economy([
      group('sunny', { production: '32/h' }, { wallet: '0 token', upkeep: '1 USD/h' }),
      group('shady', { production: '4/h' }),
    ]),
    3,
  ).run
  expect(levels(world)).toEqual([40, 4])
  expect(wallets(world)).toEqual([0, 1000])
})

const stocks = fc.record({
  region: fc.nat(1),
  count: fc.integer({ min: 1, max: 5 }),
  wallet: fc.integer({ min: 0, max: 300 }),
  capacity: fc.integer({ min: 0, max: 50 }),
  target: fc.integer({ min: 0, max: 50 }),
  production: fc.integer({ min: 0, max: 30 }),
  standing: fc.integer({ min: 0, max: 20 }),
  worth: fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)).map(list => list.sort((a, b) => b - a)),
})
/** Random agents who trade over a way, where tokens are sold at a price or in a pool. */
const randomEconomy = (
  kinds: (typeof stocks extends fc.Arbitrary<infer T> ? T : never)[],
  rule: string,
  pools: boolean,
) =>
  economy(
    kinds.map(({ region, count, wallet, worth: [empty, target, full], ...stock }, g) =>
      group(
        `g${g}`,
        {
          ...stock,
          production: { uniform: ['0/h', `${stock.production + 1}/h`] },
          standing: `${stock.standing}/h`,
          perWork: 0.3,
          loss: '1 %/h',
          worth: { empty: `${empty} USD`, target: `${target} USD`, full: `${full} USD` },
        },
        {
          count,
          regions: [region === 0 ? 'west' : 'east'],
          wallet: `${wallet} token`,
          upkeep: '1 USD/h',
          income: '2 USD/h',
          capacity: '5/h',
          tasks: { rate: '5/h', reward: '1 token' },
        },
      ),
    ),
    {
      regions: [{ name: 'west' }, { name: 'east' }],
      token: {
        price: pools ? '1 USD/token' : '0.37 USD/token',
        supply: '1000000 token',
        ...(pools && { pricing: 'pools' }),
      },
      ...(pools && { trade: { pools: [{ name: 'pool', tokens: '3000 token', dollars: '3000 USD', fee: 0.003 }] } }),
      resources: {
        ways: [{ kind: 'link', name: 'line', good: 'energy', capacity: '30/h', cost: '1 USD', yield: 0.9 }],
        clearing: rule === 'auction' ? { rule, traders: 2, activations: 20 } : { rule },
      },
    },
  )

test.each([
  ['tatonnement', false],
  ['tatonnement', true],
  ['auction', false],
  ['auction', true],
])(
  '%s, pools %s: goods and money are conserved, nobody goes below zero, and a resumed run is the same',
  (rule, pools) => {
    fc.assert(
      fc.property(fc.array(stocks, { minLength: 2, maxLength: 5 }), kinds => {
        const scenario = scenarioOf(randomEconomy(kinds, rule, pools))
        const run = start(scenario, [], { row: () => undefined })
        const { world } = run
        let before = levels(world).reduce((sum, level) => sum + level, 0)
        for (let t = 0; t < 6; t++) {
          run.step() // checks the books
          const { tables } = world
          const sum = (column: Float64Array) => column.reduce((total, n) => total + n, 0) / 1e6
          const { made, used, decayed, spilled, bought, sold } = tables.stockTotals
          const after = levels(world).reduce((total, level) => total + level, 0)
          const change = sum(made) - sum(used) - sum(decayed) - sum(spilled) + sum(bought) - sum(sold)
          expect(after - before).toBeCloseTo(change, 6)
          before = after
          const { consumed, produced } = tables.goodTally
          const rounded = world.tables.stocks.level.length * 1e-6
          expect(sum(bought)).toBeLessThanOrEqual(consumed[0] + 1e-9)
          expect(sum(bought)).toBeGreaterThanOrEqual(consumed[0] - rounded - 1e-9)
          expect(sum(sold)).toBeGreaterThanOrEqual(produced[0] - 1e-9)
          expect(sum(sold)).toBeLessThanOrEqual(produced[0] + rounded + 1e-9)
          expect(Math.min(...tables.agents.wallet, ...tables.stocks.level)).toBeGreaterThanOrEqual(0)
        }
        const first = start(scenario, [], { row: () => undefined })
        for (let t = 0; t < 3; t++) first.step()
        const second = resume(scenario, [], first.snapshot(), { row: () => undefined })
        while (second.ticks < 6) second.step()
        expect(second.fingerprint()).toBe(run.fingerprint())
      }),
      { numRuns: 15 },
    )
  },
)
