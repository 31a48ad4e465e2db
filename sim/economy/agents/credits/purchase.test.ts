/** Purchases: how many credits each rule buys when, and that nobody buys more than it can pay for. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved } from '../../ledger.ts'
import { type Run, resume, start } from '../../run.ts'
import { scenarioOf, trial } from '../../trial.ts'

type Part = Readonly<Record<string, unknown>>

const steady = { rate: '12/h', law: 'regular' }
/** The same on average, in a Poisson process: the standard deviation of a tick is the root of 12. */
const random = { rate: '12/h' }
/** Agents with 12 tasks in each of `ticks` hours, a credit a token. */
const part = (credits: Part, group: Part, ticks = 48) => ({
  clock: { tick: '1 h', ticks },
  operators: [],
  customers: [],
  token: { price: '1 USD/token', supply: '1e9 token' },
  agents: {
    credits: { price: '1 token', ...credits },
    groups: [{ name: 'agent', count: 2, wallet: '10000 token', tasks: steady, ...group }],
  },
})
const running = (credits: Part, group: Part, ticks?: number) => trial(part(credits, group, ticks), 0).run

/** Credits that one agent buys ahead, tick by tick. */
function bought(run: Run) {
  const credits: number[] = []
  while (!run.done) {
    run.step()
    credits.push(run.world.tables.agentTotals.bought[0] / 1e6 / run.world.agents[0].count)
  }
  return credits
}
/** Low in the first three hours of a day, high in the others. */
const pricing = { rule: 'formula', formula: 'base * (hour < 3 ? 1 : 2)' }

test('who buys nothing ahead buys on the spot', () => {
  const run = running({}, {}, 2)
  expect(bought(run)).toEqual([0, 0])
  expect(run.world.tables.agentTotals.spot[0]).toBe(24e6)
})

test('threshold: work of some hours, when the price is at or below the quantile of those it remembers', () => {
  const credits = bought(running({ pricing }, { buying: { rule: 'threshold', quantile: 0.1, cover: '5 h' } }, 27))
  expect(credits.slice(0, 4)).toEqual([60, 12, 12, 0])
  expect(credits.slice(4, 24).every(amount => amount === 0)).toBe(true)
  expect(credits.slice(24)).toEqual([60, 12, 12])
  expect(bought(running({ pricing }, { buying: { rule: 'threshold', price: '2 token', cover: '1 h' } }, 5))).toEqual(
    Array(5).fill(12),
  )
})

test('s and S: up to S when there is s or less', () => {
  const credits = bought(running({}, { buying: { rule: 'sS', reorder: 10, upTo: 40 } }, 8))
  // 40, 28, 16, 4; 40, ...
  expect(credits).toEqual([40, 0, 0, 36, 0, 0, 36, 0])
})

test('newsvendor: the quantile of the work until the next purchase, by what being short and being long cost', () => {
  const tasks = { rate: '120/h', law: { law: 'normal', deviation: 10 }, delay: '18 token' }
  const credits = { price: '0 token', holding: '2 token/h', spot: { open: false } }
  const run = running(credits, { tasks, buying: 'newsvendor', count: 1 }, 1)
  expect(bought(run)[0] / 132.815515655446).toBeCloseTo(1, 8)
  // Short: a premium of 0.25 token on the spot; long: 0.25 token for a period of 4 hours. So as often enough as not.
  const even = { holding: '0.0625 token/h', spot: { factor: 1.25 } }
  const four = bought(running(even, { tasks: steady, buying: { rule: 'newsvendor', every: '4 h' } }, 8))
  expect(four).toEqual([48, 0, 0, 0, 48, 0, 0, 0])
  expect(
    bought(running(even, { tasks: random, buying: { rule: 'newsvendor', ratio: 0.8413447460685429 } }, 1))[0],
  ).toBeCloseTo(12 + Math.sqrt(12), 5)
})

test('newsvendor: where the spot costs no more nothing is bought ahead', () => {
  expect(bought(running({}, { buying: 'newsvendor' }, 3))).toEqual([0, 0, 0])
})

test('predictive: as much as is needed until it is cheaper again', () => {
  // The price of the next tick is expected to be as now; so only what is needed now, and that on the spot.
  expect(bought(running({}, { buying: { rule: 'predictive', safety: 0 } }, 3))).toEqual([0, 0, 0])
  // Nothing on the spot: just in time.
  const closed = { spot: { open: false } }
  expect(bought(running(closed, { buying: { rule: 'predictive', safety: 0 } }, 3))).toEqual([12, 12, 12])
  // And a deviation of the work of a tick more.
  const safe = bought(running(closed, { tasks: random, buying: { rule: 'predictive', safety: 1 } }, 1))
  expect(safe[0]).toBeCloseTo(12 + Math.sqrt(12), 5)
})

test('predictive with a fee: lots for as many ticks as pay for it', () => {
  // 12 a tick, fee 24, holding 1/3 a credit and tick: a lot of k ticks costs (24 + 2 k (k - 1)) / k a tick, least for 3 or 4.
  const credits = { fee: '24 token', holding: '0.33333333 token/h', spot: { open: false } }
  const lots = bought(running(credits, { buying: { rule: 'predictive', safety: 0, horizon: '12 h' } }, 12))
  expect([36, 48]).toContain(lots[0])
  expect(lots.filter(lot => lot > 0).length).toBeLessThanOrEqual(4)
})

test('formula: any level of what the agent knows', () => {
  const formula = 'price <= mean ? 2 * load : 0 * (credits + wallet + error + hour + time)'
  const credits = bought(running({ pricing }, { buying: { rule: 'formula', formula, cover: '2 h' } }, 5))
  expect(credits).toEqual([48, 12, 12, 0, 0])
  const error = { rule: 'formula', formula: 'error' }
  expect(bought(running({}, { tasks: random, buying: error }, 1))[0]).toBeCloseTo(Math.sqrt(12), 5)
  expect(() =>
    bought(running({}, { buying: { rule: 'formula', formula: 'load / (credits - 1)' }, credits: 1 }, 3)),
  ).toThrow(
    /^tick 0, buy credits: agents "agent" buying\.formula: expected a level that is finite for agent 1 at tick 0, got division by zero/,
  )
})

test('the own machine does its part first', () => {
  const credits = { spot: { open: false } }
  expect(bought(running(credits, { capacity: '5/h', buying: { rule: 'predictive', safety: 0 } }, 2))).toEqual([7, 7])
})

test('a wallet keeps its reserve of upkeep, and a purchase what its fee costs', () => {
  const group = { wallet: '30 token', upkeep: '1 USD/h', reserve: '10 h', buying: { rule: 'threshold', cover: '24 h' } }
  const run = running({ fee: '5 token', spot: { open: false } }, { ...group, count: 1 }, 1)
  expect(bought(run)).toEqual([15])
  expect(run.world.tables.agents.wallet[0]).toBe(9e6)
})

test('fees go to the treasury but for their burned share, holding to issuers', () => {
  const credits = { fee: '2 token', burn: 0.25, holding: '0.5 token/h' }
  const run = running(credits, { buying: { rule: 'sS', reorder: 10, upTo: 40 } }, 1)
  bought(run)
  const { tables } = run.world
  expect(moved(tables, 'creditFee')).toBe(3e6)
  expect(moved(tables, 'creditFeeBurn')).toBe(1e6)
  // Of 40 credits 28 are left.
  expect(moved(tables, 'creditHolding')).toBe(28e6)
  expect(moved(tables, 'creditPurchase')).toBe(80e6)
})

test('a dormant agent buys nothing', () => {
  const group = { wallet: '5 token', upkeep: '10 USD/h', reserve: '0 h', buying: { rule: 'threshold', cover: '1 h' } }
  // It does not know yet that it will be in the first tick.
  expect(bought(running({}, group, 3)).slice(1)).toEqual([0, 0])
})

const rules = fc.constantFrom(
  'spot',
  'threshold',
  { rule: 'sS', reorder: 4, upTo: 31 },
  { rule: 'sS' },
  { rule: 'newsvendor', every: '3 h' },
  { rule: 'predictive', horizon: '8 h' },
  { rule: 'formula', formula: '3 * load - credits / 4' },
)
const group = fc.record({
  count: fc.integer({ min: 1, max: 7 }),
  wallet: fc.constantFrom('0 token', '3 token', '90.000007 token', { uniform: ['0 token', '50 token'] }),
  income: fc.constantFrom('0 USD/day', '300 USD/day'),
  upkeep: fc.constantFrom('0 USD/day', '20 USD/day'),
  credits: fc.constantFrom(0, 17.25),
  capacity: fc.constantFrom('0/h', '2/h'),
  buying: rules,
  reserve: fc.constantFrom('0 h', '5 h'),
  tasks: fc.record({ rate: fc.constantFrom('0/h', '3/h', '14/h'), delay: fc.constantFrom('0.1 token', '2 token') }),
})
const markets = fc.record({
  price: fc.constantFrom('0 token', '0.3 token', '1.000001 token'),
  pricing: fc.constantFrom('fixed', { rule: 'pattern', pattern: { daily: 0.7 } }, { rule: 'congestion' }),
  currency: fc.constantFrom('token', 'dollar'),
  capacity: fc.constantFrom('20/h', '300/h'),
  fee: fc.constantFrom('0 token', '0.7 token'),
  burn: fc.constantFrom(0, 0.3),
  holding: fc.constantFrom('0.001 token/h', '0.2 token/h'),
  spot: fc.constantFrom({ open: false }, { factor: 1.5 }),
  life: fc.constantFrom(undefined, '6 h', '20 h'),
  vintages: fc.constantFrom(1, 3, 6),
})

test('on any market, in every tick: credits bought are those used, expired and held, and the books add up', () => {
  fc.assert(
    fc.property(markets, fc.array(group, { minLength: 1, maxLength: 4 }), (credits, groups) => {
      const agents = { credits, groups: groups.map((spec, g) => ({ name: `group-${g}`, ...spec })) }
      const { run } = trial({ ...part({}, {}, 40), shocks: [{ kind: 'price', at: '20 h', factor: 0.6 }], agents }, 0)
      const { tables } = run.world
      const held = () => tables.agents.credits.reduce((sum, own) => sum + own, 0)
      const begun = held()
      let [issued, used, expired] = [0, 0, 0]
      while (!run.done) {
        run.step()
        const sum = (column: Float64Array) => column.reduce((total, n) => total + n, 0)
        const totals = tables.agentTotals
        issued += sum(totals.bought)
        used += sum(totals.redeemed)
        expired += sum(totals.expired)
        expect(begun + issued).toBe(used + expired + held())
        expect(sum(totals.held)).toBe(held())
        expect(tables.agents.credits.every(own => own >= 0 && Number.isInteger(own))).toBe(true)
        expect(tables.agents.wallet.every(own => own >= 0 && Number.isInteger(own))).toBe(true)
      }
      if (credits.life === undefined) expect(expired).toBe(0)
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('a run that is stopped and resumed anywhere goes on to the same bits', () => {
  const every = ['threshold', { rule: 'sS' }, 'newsvendor', 'predictive', { rule: 'formula', formula: 'load' }]
  const scenario = scenarioOf({
    ...part({}, {}, 40),
    agents: {
      credits: {
        pricing: 'congestion',
        capacity: '100/h',
        smoothing: '2 h',
        fee: '0.1 token',
        holding: '0.01 token/h',
        life: '12 h',
        vintages: 4,
        spot: { factor: 1.3 },
      },
      groups: every.map((buying, g) => ({
        name: `g${g}`,
        count: 3,
        wallet: '500 token',
        tasks: { rate: '9/h' },
        buying,
      })),
    },
  })
  const nobody = { row: () => undefined }
  const whole = start(scenario, [], nobody)
  while (!whole.done) whole.step()
  for (const stop of [1, 13, 26]) {
    let run = start(scenario, [], nobody)
    while (run.ticks < stop) run.step()
    run = resume(scenario, [], run.snapshot(), nobody)
    while (!run.done) run.step()
    expect(run.fingerprint()).toBe(whole.fingerprint())
  }
})
