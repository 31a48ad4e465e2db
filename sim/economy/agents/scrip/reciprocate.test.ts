/** Reciprocity: who works for whom, what it costs in scrip or debts, and what is bought all the same. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fraction } from '../../../engine/random.ts'
import { start } from '../../run.ts'
import { scenarioOf, type Trial, trial } from '../../trial.ts'

type Part = Readonly<Record<string, unknown>>

const SCRIP = { rule: 'scrip', initial: 2, threshold: 4 }
/** Agents with machines of one credit a tick. */
const group = (part: Part = {}) => ({
  name: 'agent',
  count: 10,
  capacity: '1/s',
  wallet: '10 token',
  tasks: { rate: '0.1/s', work: 2 },
  ...part,
})
const circleOf = (books: Part, groups: readonly Part[] = [group()], part: Part = {}) => ({
  clock: { tick: '1 s', ticks: 1000 },
  operators: [],
  customers: [],
  agents: { groups, credits: { price: '0.01 token' }, reciprocity: { books, ...part } },
})
const totals = ({ run }: Trial) => {
  const { agentTotals, reciprocityTotals, agents, purses } = run.world.tables
  return { ...agentTotals, ...reciprocityTotals, wallet: agents.wallet, scrip: purses.scrip }
}

test('who is short pays a scrip and no money; who has none buys on the spot', () => {
  // One who is given some 2.4 credits of work a tick, of which its machine does one, and one who has nothing to do.
  const busy = group({ name: 'busy', count: 1, tasks: { rate: '1200/s', work: 0.002 } })
  const idle = group({ name: 'idle', count: 1, tasks: { rate: '0/s' } })
  const done = [1, 2, 3].map(ticks => totals(trial(circleOf({ ...SCRIP, initial: 1 }, [busy, idle]), ticks)))
  expect([...done[0].scrip]).toEqual([0, 2])
  expect(done[0].taken[0]).toBe(1)
  expect(done[0].given[1]).toBe(1)
  expect(done[2].taken[0]).toBe(0)
  expect(done[2].asked[0]).toBeGreaterThan(0)
  expect(done[2].spotPaid[0]).toBeGreaterThan(done[0].spotPaid[0])
})

test('nobody does more than its machine has left, nor holds more than its threshold', () => {
  const { run } = trial(
    circleOf(SCRIP, [group({ count: 50, capacity: '3/s', tasks: { rate: '1/s', work: 3.5 } })]),
    300,
  )
  const { scrip } = run.world.tables.purses
  expect(scrip.reduce((sum, units) => sum + units, 0)).toBe(100)
  expect(scrip.every(units => units <= 4)).toBe(true)
  expect(run.world.tables.circleWork.idle.every(units => units >= 0 && units <= 3)).toBe(true)
  expect(run.world.tables.circleWork.short.every(work => work >= 0)).toBe(true)
})

test('what others do is done: work done is what machines, spot and others did', () => {
  const world = trial(circleOf(SCRIP, [group({ count: 60 })]), 40)
  const { done, spot, taken } = totals(world)
  const { own } = world.run.world.tables.agentWork
  expect(done[0]).toBe(own.reduce((sum, work) => sum + work, 0) + spot[0] + taken[0] * 1e6)
})

test('it replaces what would be bought on the spot, and comes to those who can buy nothing', () => {
  const rich = totals(trial(circleOf({ ...SCRIP, initial: 2 }), 40))
  const poor = totals(trial(circleOf({ ...SCRIP, initial: 2 }, [group({ wallet: '0 token' })]), 40))
  expect(rich.wallet.reduce((sum, tokens) => sum + tokens, 0)).toBeLessThan(100e6)
  expect(poor.spotPaid[0]).toBe(0)
  expect(poor.scrip.some(units => units !== 2)).toBe(true)
})

test('groups that take no part are neither asked nor do they ask', () => {
  const groups = [group(), group({ name: 'other', count: 20 })]
  const { asked, given } = totals(trial(circleOf(SCRIP, groups, { groups: ['agent'] }), 60))
  expect(asked[1]).toBe(0)
  expect(given[1]).toBe(0)
})

test('debts between partners stay within the limit and add up to nothing', () => {
  const { run } = trial(circleOf({ rule: 'bilateral', partners: 4, limit: 3 }, [group({ count: 30 })]), 400)
  const { balance } = run.world.tables.debts
  expect(balance.length).toBe(60)
  expect(balance.every(units => Math.abs(units) <= 3)).toBe(true)
  expect(balance.some(units => Math.abs(units) === 3)).toBe(true)
})

test('scrip and money are conserved in any circle', () => {
  const numbers = fc.integer({ min: 0, max: 0xffffffff })
  const property = fc.property(
    fc.record({
      counts: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
      a: numbers,
      b: numbers,
    }),
    fc.integer({ min: 1, max: 5 }),
    fc.boolean(),
    ({ counts, a, b }, threshold, bilateral) => {
      const groups = [
        group({ name: 'core', count: 4 }),
        ...counts.map((count, g) =>
          group({
            name: `g${g}`,
            count,
            capacity: `${2 * fraction(a >> g, b)}/s`,
            tasks: { rate: `${fraction(b >> g, a)}/s`, work: 1 + g },
          }),
        ),
      ]
      const books = bilateral
        ? { rule: 'bilateral', partners: 2, limit: threshold }
        : { rule: 'scrip', initial: { uniform: [0, 3] }, threshold }
      // The trial checks money and scrip in every tick.
      const { run } = trial(circleOf(books, groups, { unit: 0.5 }), 30)
      const { taken, given } = run.world.tables.reciprocityTotals
      const sum = (column: Float64Array) => column.reduce((total, units) => total + units, 0)
      expect(sum(taken)).toBe(sum(given))
    },
  )
  fc.assert(property, { numRuns: 40 })
})

test('a group of one, an odd number of partners and more partners than there are is refused', () => {
  expect(() => scenarioOf(circleOf(SCRIP, [group({ count: 1 })]))).toThrow('at least 2 agents')
  expect(() => scenarioOf(circleOf({ rule: 'bilateral', partners: 3, limit: 1 }))).toThrow('an even number')
  expect(() => scenarioOf(circleOf({ rule: 'bilateral', partners: 10, limit: 1 }))).toThrow('less than the 10')
  expect(() => start(scenarioOf(circleOf(SCRIP)), [], { row: () => undefined })).not.toThrow()
})

test('a row gives no advantage: each of those who ask gets the one idle unit as often', () => {
  const busy = group({ name: 'busy', count: 6, wallet: '1000 token', tasks: { rate: '1200/s', work: 0.002 } })
  const idle = group({ name: 'idle', count: 1, tasks: { rate: '0/s' } })
  const { run } = trial(circleOf({ rule: 'scrip', initial: 1000, threshold: 100_000 }, [busy, idle]), 600)
  const { scrip } = run.world.tables.purses
  expect(scrip[6]).toBe(1600)
  // 100 each, give or take 9.
  for (const units of scrip.subarray(0, 6)) expect(Math.abs(1000 - units - 100)).toBeLessThan(37)
})

test('of those who are idle each helps as often, whatever its row', () => {
  const busy = group({ name: 'busy', count: 1, wallet: '1000 token', tasks: { rate: '1200/s', work: 0.002 } })
  const idle = group({ name: 'idle', count: 6, tasks: { rate: '0/s' } })
  const { run } = trial(circleOf({ rule: 'scrip', initial: 1000, threshold: 100_000 }, [busy, idle]), 600)
  const { scrip } = run.world.tables.purses
  expect(scrip[0]).toBe(400)
  for (const units of scrip.subarray(1)) expect(Math.abs(units - 1000 - 100)).toBeLessThan(37)
})
