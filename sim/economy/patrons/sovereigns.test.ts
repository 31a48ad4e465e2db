import { expect, test } from 'vitest'
import { meanWait } from '../../measure/theory/queue.ts'
import { moved } from '../ledger.ts'
import { stretchOf } from '../queries/service.ts'
import { fork, resume } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'
import { NONE } from './tables.ts'

const auction = { every: '5 s', slots: 2, reserve: '0.0005 USD/s' }
const state = { name: 'state', slots: 2, value: '0.002 USD/s' }
const node = { name: 'node', count: 1, servers: 4 }
const quiet = [{ name: 'customer', count: 1, rate: 0 }]
/** One node with four servers, of which a sovereign wants two. */
const selling = (part: Record<string, unknown> = {}, ticks = 1) =>
  trial({ operators: [node], customers: quiet, sovereigns: [state], auction, ...part }, ticks)

const events = ({ rows }: Trial, kind: string) => rows.events.filter(row => row[1] === kind)
const reserved = ({ run }: Trial) => Array.from(run.world.tables.nodes.reserved)

test('without a losing bid a slot costs the reserve, in tokens that are bought in every tick', () => {
  const got = selling({ token: { price: '0.5 USD/token', supply: '1000000 token' } }, 3)
  const { tables } = got.run.world
  // 500 micro-dollars a second and slot are 1000 micro-tokens.
  expect([moved(tables, 'slotFee'), moved(tables, 'slotEarning'), moved(tables, 'sovereignPurchase')]).toEqual([
    2000, 2000, 2000,
  ])
  expect([moved(tables, 'sovereignIncome'), moved(tables, 'sovereignPayment')]).toEqual([1000, 1000])
  expect(tables.operators.wallet[0]).toBe(1000e6 + 6000)
  expect(tables.operators.earnedTotal[0]).toBe(6000)
  expect(events(got, 'auction')).toEqual([[0, 'auction', 'world', '2 of 2 slots at 1.800 USD/h']])
})

test('what sovereigns pay is shared out as fees are, the prosumers’ share to the treasury', () => {
  const fee = { operators: 0.5, treasury: 0.1, providers: 0.15, stakers: 0.1, prosumers: 0.05, burn: 0.1 }
  const { tables } = selling({ market: { fee } }).run.world
  const purposes = ['slotFee', 'slotEarning', 'slotProviders', 'slotStakers', 'slotBurn', 'slotTreasury'] as const
  expect(purposes.map(purpose => moved(tables, purpose))).toEqual([1000, 500, 150, 100, 100, 150])
})

test('all pay the highest bid that lost, and of equal bids luck decides', () => {
  const rivals = { ...state, count: 4, slots: 1, value: ['0.003 USD/s', '0.001 USD/s', '0.002 USD/s', '0.001 USD/s'] }
  const two = selling({ sovereigns: [rivals] })
  expect(moved(two.run.world.tables, 'slotFee')).toBe(2 * 1000)
  expect(Array.from(two.run.world.tables.guarantees.node)).toEqual([0, NONE, 0, NONE])
  const winners = new Set<number>()
  for (let seed = 0; seed < 12; seed++) {
    const three = selling({ sovereigns: [rivals], auction: { ...auction, slots: 3 }, seed: `${seed}` })
    expect(moved(three.run.world.tables, 'slotFee')).toBe(3 * 1000)
    winners.add(three.run.world.tables.guarantees.node.lastIndexOf(NONE))
  }
  expect(winners).toEqual(new Set([1, 3]))
})

test('each further slot is worth less, and bids stop where the budget would not pay them', () => {
  // 2000, 1000, 500 and 250 micro-dollars a second; the last is below the reserve.
  const tapering = { ...state, slots: 4, taper: 0.5 }
  const four = { ...auction, slots: 4, reserve: '0.0003 USD/s' }
  const sold = (part: object) =>
    selling({ sovereigns: [{ ...tapering, ...part }], auction: four }).run.world.tables.auctions.sold[0]
  expect(sold({})).toBe(3)
  expect(sold({ budget: '0.0035 USD/s' })).toBe(3)
  expect(sold({ budget: '0.0034 USD/s' })).toBe(2)
  expect(sold({ budget: '0.001 USD/s' })).toBe(0)
})

test('slots are allotted to nodes in proportion to their servers, and a sovereign’s are on many nodes', () => {
  const operators = [
    { ...node, name: 'large' },
    { ...node, name: 'small', count: 2, servers: 2 },
  ]
  const sovereigns = [
    { ...state, slots: 3 },
    { ...state, name: 'other', slots: 1 },
  ]
  const got = selling({ operators, sovereigns, auction: { ...auction, slots: 4 } })
  expect(reserved(got)).toEqual([2, 1, 1])
  expect(Array.from(got.run.world.tables.guarantees.node)).toEqual([0, 1, 2, 0])
})

test('periods follow each other, and their auctions are held ahead of them', () => {
  const part = { auction: { ...auction, ahead: '2 s' } }
  const got = selling(part, 10)
  expect(events(got, 'auction').map(([time]) => time)).toEqual([0, 3, 8])
  const { held, begun } = got.run.world.tables.auctionClock
  expect([held[0], begun[0]]).toEqual([3, 2])
})

test('no more slots are offered than servers stand when the auction is held', () => {
  const operators = [{ ...node, count: 2 }]
  const shocks = [{ kind: 'outage', at: '4.5 s', lasts: '3 s', operator: 'node-2' }]
  const got = selling({ operators, shocks, sovereigns: [{ ...state, slots: 6 }], auction: { ...auction, slots: 6 } }, 6)
  expect(events(got, 'shortage')).toEqual([[5, 'shortage', 'world', '4 of 6 slots could be offered']])
  expect(reserved(got)).toEqual([4, 0])
})

test('a node whose servers are all reserved is closed to the market', () => {
  const part = {
    operators: [{ ...node, count: 2 }],
    customers: [{ name: 'customer', count: 5, rate: '10/s' }],
    sovereigns: [{ ...state, slots: 6 }],
    auction: { ...auction, slots: 8 },
  }
  const some = selling(part).run.world.tables
  expect(Array.from(some.nodes.reserved)).toEqual([3, 3])
  expect(some.tally.unserved[0]).toBe(0)
  const all = selling({ ...part, sovereigns: [{ ...state, slots: 8 }] }).run.world.tables
  expect(all.tally.asked[0]).toBeGreaterThan(20)
  expect(all.tally.unserved[0]).toBe(all.tally.asked[0])
})

const busy = [{ name: 'customer', count: 100, rate: '0.2/s' }]
const five = { ...node, servers: 5, latency: { law: 'exponential', mean: '100 ms' } }

test('with two of five servers reserved, queries wait as in M/M/3', { timeout: 60_000 }, () => {
  const part = { operators: [five], customers: busy, clock: { tick: '10 s', ticks: 600 }, market: { service: 'queue' } }
  const wait = (more: object) => trial({ ...part, record: { check: 100 }, ...more }).run.summary().metrics.wait
  const long = { ...auction, every: '100 s' }
  const { mean, error } = errorOf(wait({ sovereigns: [state], auction: long }))
  expect(Math.abs(mean - meanWait(20, 10, 3))).toBeLessThan(4 * error)
  expect(error).toBeLessThan(0.05 * mean)
  const open = errorOf(wait({}))
  expect(Math.abs(open.mean - meanWait(20, 10, 5))).toBeLessThan(4 * open.error)
})

function errorOf({ mean, low, high }: { mean: number; low: number; high: number }) {
  return { mean, error: (high - low) / 2 / 2.04 }
}

test('in the utilisation model the load is that of the servers left, and so is the stretch', () => {
  const part = { operators: [five], customers: busy, sovereigns: [state], auction }
  const got = selling(part, 3)
  const { nodes, nodeTally, offers } = got.run.world.tables
  const load = nodes.load[0]
  expect(load).toBe((nodeTally.work[0] * 0.1) / 3)
  got.run.step()
  expect(offers.scale[0]).toBe(0.1 * stretchOf(3, load))
})

test('a reserved server costs as much as it is used', () => {
  const operators = [{ ...five, queryCost: '0.00001 USD/query' }]
  const { tables } = selling({ operators, auction: { ...auction, use: 0.25 } }).run.world
  // Two servers a quarter of a second each, ten queries a second: five queries of 10 micro-dollars.
  expect(moved(tables, 'queryCost')).toBe(50)
})

/** Failures, exits, entries, and sovereigns in two regions. */
const turbulent = {
  clock: { tick: '1 s', ticks: 16 },
  regions: [{ name: 'east', bandwidth: '9 kB/s' }, { name: 'west' }],
  network: { within: '10 ms', between: '50 ms' },
  operators: [
    { name: 'node', count: 5, servers: 3, nodes: 2, failure: { every: '7 s', repair: '2 s' } },
    { name: 'broke', wallet: '0.01 token', fixedCost: '0.004 USD/s', servers: 5 },
  ],
  entry: { candidates: [{ name: 'late', count: 2, servers: 3 }], every: '2 s' },
  customers: [{ name: 'customer', count: 20, rate: '2/s' }],
  sovereigns: [
    {
      name: 'firm',
      count: 3,
      slots: 2,
      value: { uniform: ['0.001 USD/s', '0.002 USD/s'] },
      bandwidth: '1 kB/s',
      bandwidthValue: '200 USD/GB',
    },
    { ...state, redundancy: 2 },
  ],
  auction: { every: '4 s', ahead: '1 s', slots: 7, reserve: '0.0005 USD/s', bandwidth: '1.5 kB/s' },
}

test('the same bits twice, and over a snapshot', () => {
  const whole = trial(turbulent).run
  expect(trial(turbulent).run.fingerprint()).toBe(whole.fingerprint())
  for (const stop of [3, 7, 12]) {
    const half = trial(turbulent, stop).run
    const run = resume(scenarioOf(turbulent), [], half.snapshot(), { row: () => undefined })
    while (!run.done) run.step()
    expect(run.summary()).toEqual(whole.summary())
  }
})

test('in queues too: periods and outages leave the books balanced', () => {
  const { run, rows } = trial({ ...turbulent, market: { service: 'queue' } })
  const kinds = new Set(rows.events.map(row => row[1]))
  for (const kind of ['auction', 'outage', 'exit', 'guarantee broken', 'guarantee kept']) expect(kinds).toContain(kind)
  expect(run.summary().money.final).toBe('1000000000000')
})

test('without sovereigns there are none of their flows, and all else is as if nobody had heard of them', () => {
  const { sovereigns: _s, auction: _a, ...without } = turbulent
  const names = (got: Trial) => new Set(got.run.summary().flows.map(({ purpose }) => purpose))
  const some = trial(turbulent)
  const none = trial(without)
  const gone = [...names(some)].filter(name => !names(none).has(name))
  expect(new Set(gone)).toEqual(
    new Set([
      'sovereignIncome',
      'sovereignPayment',
      'sovereignPurchase',
      'slotFee',
      'bandwidthFee',
      'slotEarning',
      'compensation',
      ...(names(some).has('compensationStake') ? ['compensationStake'] : []),
    ]),
  )
  // On offer, but worth nothing to anybody.
  const idle = trial({ ...turbulent, sovereigns: [{ name: 'nobody' }] })
  expect(idle.rows.flows).toEqual(none.rows.flows)
})

test('a fork goes on under another auction, and refuses other sovereigns', () => {
  const bytes = trial(turbulent, 6).run.snapshot()
  const forked = (part: object) => fork(scenarioOf({ ...turbulent, ...part }), [], bytes, { row: () => undefined })
  const run = forked({ auction: { ...turbulent.auction, reserve: '0.0015 USD/s' } })
  while (!run.done) run.step()
  expect(Math.min(...run.world.tables.auctions.price)).toBeGreaterThanOrEqual(1500)
  const [firm, whole] = turbulent.sovereigns
  expect(() => forked({ sovereigns: [{ ...firm, count: 2 }, whole] })).toThrow('rows of sovereigns as before')
  // As many slots in all.
  const other = [
    { ...firm, slots: 0 },
    { ...whole, slots: 5 },
  ]
  expect(() => forked({ sovereigns: other })).toThrow(
    'fork: expected every sovereign and slot in its group as before, got others in "state"',
  )
})

test('a node that is to serve a slot is not retired, however idle its operator is', () => {
  const expansion = { rule: 'utilisation', every: '1 s', low: 0.5, most: 3 }
  const operators = [{ ...node, nodes: 3, servers: 1, expansion }]
  const left = (slots: number) =>
    selling({ operators, sovereigns: [{ ...state, slots }], auction: { ...auction, slots: 3 } }, 4).run.world.tables
      .operators.nodes[0]
  // Slots are allotted to the first nodes first.
  expect([left(0), left(2), left(3)]).toEqual([1, 2, 3])
})
