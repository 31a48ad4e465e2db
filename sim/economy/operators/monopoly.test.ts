import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Run, resume, start } from '../run.ts'
import { TICK } from '../tick.ts'
import { asking, scenarioOf, traced, trial } from '../trial.ts'

type Part = Record<string, unknown>

const tokens = (micro: number) => `${micro / 1e6} token/query`
const sink = { row: () => undefined }

/** A market of `ticks` days in which one who posts price p (token) pays 0.5 or 1 USD a query. */
const days = (ticks: number, operator: Part, more: Part) => ({
  clock: { tick: '1 day', ticks },
  token: { price: '1 USD/token', supply: '1e9 token' },
  classes: [{ name: 'query', sla: '10 s' }],
  operators: [{ name: 'owner', wallet: '1000000 token', servers: 64, pricing: 'monopoly', ...operator }],
  record: { check: 50 },
  ...more,
})

const even = {
  name: 'customer',
  count: 500,
  rate: '10/day',
  reservation: { formula: '2000000 * (index + 0.5) / count' },
}

/** Reservation prices spread evenly up to 2: with a cost of 0.5 the best price is 1.25. */
const linear = (ticks: number, operator: Part, more: Part = {}) =>
  days(ticks, { queryCost: '0.5 USD/query', ...operator }, { customers: [even], ...more })

/** Logit demand with an outside option as good as a price of 2: see Calvano et al. 2020. */
const logit = (ticks: number, operator: Part, more: Part = {}) =>
  days(
    ticks,
    { queryCost: '1 USD/query', ...operator },
    {
      customers: [{ name: 'customer', count: 500, rate: '10/day' }],
      market: { selection: { rule: 'logit', scale: '0.25 token/query', outside: '2 token/query' } },
      ...more,
    },
  )

/** Mean of the operators' base prices from tick `from` on, token/query. */
function settled(part: Part, from: number): number {
  const run = start(scenarioOf(part), [], sink)
  const { base } = run.world.tables.experiments
  let sum = 0
  while (!run.done) {
    run.step()
    if (run.ticks > from) sum += base.reduce((total, price) => total + price, 0) / base.length
  }
  return sum / (run.ticks - from) / 1e6
}

test.each([
  ['a', 0.1],
  ['b', 1.4],
  ['c', 20],
])('linear demand: seed %s from %f token lands within 2 %% of (a + c) / 2', (seed, price) => {
  expect(Math.abs(settled({ ...linear(480, { price: tokens(price * 1e6) }), seed }, 240) / 1.25 - 1)).toBeLessThan(0.02)
})

test.each([
  ['a', 0.2, 2],
  ['b', 1.8, 2],
  ['c', 40, 2],
])(
  'logit demand: seed %s from %f token with %i nodes lands within 2 %% of the joint monopoly',
  (seed, price, nodes) => {
    const part = { ...logit(480, { price: tokens(price * 1e6), nodes }), seed }
    expect(Math.abs(settled(part, 240) / 1.92498 - 1)).toBeLessThan(0.02)
  },
)

test('logit demand with one node: p - 1 = 0.25 / (1 - s(p))', () => {
  const price = settled(logit(480, { price: '1 token/query' }), 240)
  const share = 1 / (1 + Math.exp((price - 2) / 0.25))
  // 2 % of the price are 10 % of this.
  expect(((price - 1) * (1 - share)) / 0.25).toBeGreaterThan(0.9)
  expect(((price - 1) * (1 - share)) / 0.25).toBeLessThan(1.1)
})

test('two who experiment at once find the Bertrand price, not that of a cartel: their orders are drawn', () => {
  const price = settled(logit(640, { price: '1.8 token/query', count: 2, wallet: '100000 token' }), 320)
  expect(Math.abs(price / 1.47293 - 1)).toBeLessThan(0.02)
})

test('days and weekends do not matter: a period is a whole day, and four weeks have each weekday in each period', () => {
  const pattern = { daily: 0.8, weekend: 0.5, peak: '9 h' }
  const more = { clock: { tick: '6 h', ticks: 1920 }, customers: [{ ...even, pattern }] }
  expect(Math.abs(settled(linear(1920, { price: '0.5 token/query' }, more), 960) / 1.25 - 1)).toBeLessThan(0.02)
})

test('the price follows the cost: half of a rise on linear demand, within six experiments', () => {
  const shocks = [{ kind: 'cost', at: '320 days', lasts: '320 days', factor: 2 }]
  const part = linear(640, { price: '1 token/query' }, { shocks })
  expect(Math.abs(settled({ ...part, clock: { tick: '1 day', ticks: 320 } }, 160) / 1.25 - 1)).toBeLessThan(0.02)
  expect(Math.abs(settled({ ...part, clock: { tick: '1 day', ticks: 360 } }, 344) / 1.5 - 1)).toBeLessThan(0.05)
  expect(Math.abs(settled(part, 480) / 1.5 - 1)).toBeLessThan(0.02)
})

test('where nobody buys the price comes down, where all buy it goes up', () => {
  const base = (price: string) => {
    const { run } = trial(linear(21, { price }))
    return run.world.tables.experiments.base[0] / 1e6
  }
  // Five experiments: steps of 10, 15, 22.5, 33.75 % and half-way to the cost.
  expect(base('1000 token/query')).toBeCloseTo((1000 * 0.9 * 0.85 * 0.775 * 0.6625 + 0.5) / 2, 6)
  expect(base('0.001 token/query')).toBeGreaterThan(0.0019)
})

/** Prices posted in the ticks of a run of one second each. */
function posted(run: Run): number[] {
  const prices: number[] = []
  while (!run.done) {
    run.step()
    prices.push(run.world.tables.operators.posted[0])
  }
  return prices
}

const quick = (ticks: number, more: Part = {}) => ({
  clock: { tick: '1 s', ticks },
  operators: [{ name: 'a', price: tokens(1000), servers: 100, pricing: { rule: 'monopoly', period: '1 s' }, ...more }],
  customers: [traced],
})

/** Queries, `counts[t]` in tick t. */
const perTick = (counts: readonly number[]) =>
  asking(counts.flatMap((n, t) => Array.from({ length: n }, (_, i) => t + i / n)))

test('a line worked out by hand: 46 sold at 950 and 42 at 1050 end 1100 above 1000, so 1050 is best', () => {
  const prices = posted(start(scenarioOf(quick(4)), perTick([9]), sink))
  expect(prices.toSorted()).toEqual([1050, 1050, 950, 950])
  expect(prices[0]).toBe(prices[3])
  // The first tick is before the first period.
  const counts = [9, ...prices.map(price => (price === 950 ? 46 : 42))]
  const run = start(scenarioOf(quick(5)), perTick(counts), sink)
  posted(run)
  const { base, weight, reach } = run.world.tables.experiments
  expect(base[0]).toBeCloseTo(1050, 9)
  // It moved by a spread, a third of what makes old experiments weigh exp(-1/2).
  expect(weight[0]).toBeCloseTo(Math.exp(-1 / 18), 9)
  expect(reach[0]).toBe(0.1)
})

test('a step is never longer than the reach', () => {
  const prices = posted(start(scenarioOf(quick(4)), perTick([9]), sink))
  const counts = [9, ...prices.map(price => (price === 950 ? 12 : 8))]
  const run = start(scenarioOf(quick(5)), perTick(counts), sink)
  posted(run)
  // (1000 + 250) / 2 is below 900.
  expect(run.world.tables.experiments.base[0]).toBe(900)
  expect(run.world.tables.experiments.reach[0]).toBeCloseTo(0.15, 12)
})

test('a period lasts as long as it says, and floor and ceiling hold for every price tried', () => {
  const more = {
    pricing: { rule: 'monopoly', period: '3 s' },
    repricing: { floor: tokens(990), ceiling: tokens(1200) },
  }
  const prices = posted(start(scenarioOf(quick(120, more)), perTick([1]), sink))
  for (let t = 0; t < 117; t += 3) expect(new Set(prices.slice(t, t + 3)).size).toBe(1)
  expect(Math.min(...prices)).toBeGreaterThanOrEqual(990)
  expect(Math.max(...prices)).toBeLessThanOrEqual(1200)
})

test('a monopolist does not sell below cost for long, whatever it sells', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 30, maxLength: 30 })
  fc.assert(
    fc.property(counts, counts => {
      const run = start(scenarioOf(quick(30, { queryCost: '0.0008 USD/query' })), perTick(counts), sink)
      posted(run)
      const { base } = run.world.tables.experiments
      expect(base[0]).toBeGreaterThanOrEqual(800)
      expect(base[0]).toBeLessThan(Infinity)
    }),
    { numRuns: 20 },
  )
})

const mixed = {
  clock: { tick: '1 s', ticks: 40 },
  operators: [
    { name: 'a', count: 2, pricing: { rule: 'monopoly', period: '1 s' } },
    { name: 'b', count: 3, pricing: { rule: 'monopoly', period: '2 s', spread: 0.1 } },
    { name: 'c', pricing: 'best-response' },
  ],
  market: { selection: { rule: 'logit', outside: '0.0012 token/query' } },
}

test('the same bits twice, over a snapshot and with rows shared out otherwise', () => {
  const { run } = trial(mixed)
  expect(trial(mixed).run.fingerprint()).toBe(run.fingerprint())
  const half = trial(mixed, 17).run
  const rest = resume(scenarioOf(mixed), [], half.snapshot(), sink)
  while (!rest.done) rest.step()
  expect(rest.fingerprint()).toBe(run.fingerprint())
  const shared = start(scenarioOf(mixed), [], sink, {
    threads: 1,
    join: () => ({
      least: 1,
      run(phase, world, rows) {
        const middle = Math.floor(rows / 3)
        TICK[phase].run(world, middle, rows)
        TICK[phase].run(world, 0, middle)
      },
    }),
  })
  while (!shared.done) shared.step()
  expect(shared.fingerprint()).toBe(run.fingerprint())
})

test('without a monopolist nothing is remembered', () => {
  const { tables } = trial({}, 1).run.world
  expect(tables.experiments.base.length).toBe(0)
  expect(tables.learners.action.length).toBe(0)
  expect(tables.actionValues.value.length).toBe(0)
})

test('occasions of its own leave no room for those of repricing', () => {
  const operator = (repricing: Part) => () => scenarioOf({ operators: [{ name: 'a', pricing: 'monopoly', repricing }] })
  expect(operator({ every: '1 h' })).toThrow('expected 0 with monopoly, whose own period counts, got 3600 s')
  expect(operator({ chance: 0.5 })).toThrow('expected 1 with monopoly, whose periods are even, got 0.5')
  expect(operator({ inertia: 0.5 })).toThrow('expected 0 with monopoly, which posts what it tries, got 0.5')
})
