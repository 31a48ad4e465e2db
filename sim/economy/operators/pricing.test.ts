import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'
import { bestReply } from './perceived-demand.ts'

const micro = (price: number) => `${price / 1e6} token/query`
const silent = { customers: [{ name: 'customer', count: 1, rate: 0 }] }
const evenly = (n: number) => asking(Array.from({ length: n }, (_, i) => i / n))

type Part = Record<string, unknown>

/** Prices wanted and posted after `ticks` ticks without any query. */
function quiet(operators: readonly Part[], ticks = 1, part: Part = {}) {
  const { price, posted } = trial({ operators, ...silent, ...part }, ticks).run.world.tables.operators
  return { price: Array.from(price), posted: Array.from(posted) }
}

/** Price of one operator with 10 servers of half a second after a tick of `n` queries. */
function busy(n: number, operator: Part, market: Part = {}): number {
  const node = { name: 'node', servers: 10, latency: { law: 'deterministic', value: '0.5 s' }, ...operator }
  const { tables } = trial({ operators: [node], customers: [traced], market }, 1, evenly(n)).run.world
  return tables.operators.price[0]
}

test('a fixed price never moves, not even into the bounds of repricing', () => {
  const operator = { name: 'a', price: micro(1000), repricing: { floor: micro(2000) } }
  expect(quiet([operator], 5).posted).toEqual([1000])
})

test('cost-plus: 2000 micro-dollars of cost over 10 paid queries, times 1.2, over the share that is kept', () => {
  const operator = {
    fixedCost: '0.001 USD/s',
    queryCost: '0.0001 USD/query',
    pricing: { rule: 'cost-plus', markup: 0.2 },
  }
  expect(busy(10, operator)).toBeCloseTo(240, 9)
  const fee = { operators: 0.5, treasury: 0.5, providers: 0, stakers: 0, burn: 0 }
  expect(busy(10, operator, { fee })).toBeCloseTo(480, 9)
})

test('cost-plus keeps its price while nothing was ever paid', () => {
  expect(quiet([{ name: 'a', fixedCost: '0.001 USD/s', pricing: { rule: 'cost-plus' } }], 3).price).toEqual([1000])
})

test('tatonnement: 12 queries of half a second on 10 servers are a utilisation of 0.6', () => {
  const pricing = { rule: 'tatonnement', target: 0.5, speed: 0.2 }
  expect(busy(12, { pricing })).toBeCloseTo(1000 * Math.exp(0.02), 8)
  expect(busy(8, { pricing })).toBeCloseTo(1000 * Math.exp(-0.02), 8)
  expect(busy(10, { pricing })).toBeCloseTo(1000, 9)
})

test('surge: the initial price times work over capacity, between its bounds', () => {
  const surge = (low: number, high: number) => ({ pricing: { rule: 'surge', low, high } })
  expect(busy(12, surge(0.2, 1.5))).toBeCloseTo(600, 9)
  expect(busy(12, surge(0.8, 1.5))).toBeCloseTo(800, 9)
  expect(busy(40, surge(0.8, 1.5))).toBeCloseTo(1500, 9)
  expect(busy(40, surge(0.8, 3))).toBeCloseTo(2000, 9)
})

const undercut = (price: number, more: Part = {}) => ({
  price: micro(price),
  pricing: { rule: 'undercut', step: 0.1, ceiling: micro(1800) },
  ...more,
})

test('undercut: each goes below the cheapest other, the cheapest below the second', () => {
  const { price } = quiet([
    { name: 'a', ...undercut(1000) },
    { name: 'b', ...undercut(900) },
    { name: 'c', ...undercut(1200) },
  ])
  expect(price.map(p => Math.round(p * 1e6) / 1e6)).toEqual([810, 900, 810])
})

test('undercut: two who are cheapest alike undercut each other', () => {
  expect(quiet([{ name: 'a', count: 2, ...undercut(1000) }]).price).toEqual([900, 900])
})

test('undercut: below marginal cost the price returns to the ceiling, and just above it does not', () => {
  const others = { name: 'b', price: micro(1000) }
  const cost = (dollars: number) => ({ queryCost: `${dollars / 1e6} USD/query` })
  expect(quiet([{ name: 'a', ...undercut(1000, cost(899)) }, others]).price[0]).toBe(900)
  expect(quiet([{ name: 'a', ...undercut(1000, cost(901)) }, others]).price[0]).toBe(1800)
})

test('undercut: nobody to undercut, or only dearer ones, is the ceiling', () => {
  expect(quiet([{ name: 'a', ...undercut(1000) }]).price).toEqual([1800])
  expect(
    quiet([
      { name: 'a', ...undercut(1000) },
      { name: 'b', price: micro(5000) },
    ]).price,
  ).toEqual([1800, 5000])
})

test('a formula sees its variables', () => {
  const formula = (source: string) => ({ name: 'a', price: micro(600), pricing: { rule: 'formula', formula: source } })
  const other = { name: 'b', count: 2, price: [micro(900), micro(1500)] }
  const first = (source: string) => quiet([formula(source), other], 3).price[0]
  expect(first('mean')).toBeGreaterThan(0)
  expect(quiet([formula('mean'), other]).price[0]).toBe(1000)
  expect(quiet([formula('cheapest'), other]).price[0]).toBe(900)
  expect(quiet([formula('operators * 7'), other]).price[0]).toBe(21)
  expect(first('initial + 10')).toBe(610)
  expect(first('price + 10')).toBe(630)
  expect(first('100 + time')).toBe(102)
  expect(first('stake / 1e6')).toBe(10_000)
})

test('gradient: with half of the logit demand the slope at 1000 is 1 - 1000 / 2 / 250', () => {
  const gradient = { price: micro(1000), pricing: { rule: 'gradient', scale: micro(250), step: 0.1 } }
  // 1000 + 0.1 * 250 * (1 - 2).
  expect(quiet([{ name: 'a', count: 2, ...gradient }]).price.map(p => p.toFixed(9))).toEqual([
    '975.000000000',
    '975.000000000',
  ])
  // One of three equal nodes is its own: 1000 + 25 * (1 - 1000 * (2 / 3) / 250).
  const two = { name: 'b', nodes: 2, price: micro(1000) }
  expect(quiet([{ name: 'a', ...gradient }, two]).price[0]).toBeCloseTo(1000 + 25 * (1 - 8 / 3), 9)
})

test('gradient: the share is that of the posted prices', () => {
  const gradient = { name: 'a', price: micro(1000), pricing: { rule: 'gradient', scale: micro(100), step: 1 } }
  const share = 1 / (1 + Math.exp(2))
  const { price } = quiet([gradient, { name: 'b', price: micro(800) }])
  expect(price[0]).toBeCloseTo(1000 + 100 * (1 - (1000 * (1 - share)) / 100), 6)
})

test('best response: (p - c) (1 - s(p)) is the scale, for random costs, nodes, prices and gaps', () => {
  const price = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 100_000_000 }))
  const rival = fc.record({ price, nodes: fc.integer({ min: 1, max: 40 }) })
  const own = fc.record({
    cost: fc.integer({ min: 0, max: 20_000 }),
    nodes: fc.integer({ min: 1, max: 9 }),
    scale: fc.integer({ min: 1, max: 3000 }),
    rivals: fc.array(rival, { minLength: 1, maxLength: 4 }),
  })
  fc.assert(
    fc.property(own, ({ cost, nodes, scale, rivals }) => {
      const pricing = { rule: 'best-response', scale: micro(scale) }
      const responder = { name: 'a', nodes, queryCost: `${cost / 1e6} USD/query`, pricing }
      const others = rivals.map((r, i) => ({ name: `b${i}`, nodes: r.nodes, price: micro(r.price) }))
      const [p] = quiet([responder, ...others]).price
      // Odds of the others against the operator, each term relative to the cheapest rival's.
      const least = Math.min(...rivals.map(r => r.price))
      const sum = rivals.reduce((total, r) => total + r.nodes * Math.exp((least - r.price) / scale), 0)
      const othersShare = 1 / (1 + Math.exp((least - p) / scale + Math.log(nodes / sum)))
      expect(((p - cost) * othersShare) / scale).toBeCloseTo(1, 6)
    }),
    { numRuns: 60 },
  )
})

test('best reply: equal to the number worked out by hand, and finite at the ends', () => {
  // y + ln y = M at y = 1: M = 1, so ln(a / S) = 2 and p = c + 2 mu.
  expect(bestReply(100, 50, 2)).toBeCloseTo(200, 12)
  // y = 2: M = 2 + ln 2.
  expect(bestReply(0, 10, 3 + Math.LN2)).toBeCloseTo(30, 12)
  expect(bestReply(7, 3, -Infinity)).toBe(10)
  expect(bestReply(7, 3, -2000)).toBe(10)
  expect(bestReply(7, 3, Infinity)).toBe(Number.MAX_VALUE)
})

test('best response: without rivals the ceiling decides', () => {
  const alone = { name: 'a', pricing: { rule: 'best-response' }, repricing: { ceiling: micro(7777) } }
  expect(quiet([alone]).posted).toEqual([7777])
})

test('best response: the outside option of the logit is a rival', () => {
  const alone = { name: 'a', pricing: { rule: 'best-response', scale: micro(100) } }
  const market = { selection: { rule: 'logit', scale: micro(100), outside: micro(1000) } }
  const [p] = quiet([alone], 1, { market }).price
  expect((p * (1 - 1 / (1 + Math.exp((p - 1000) / 100)))) / 100).toBeCloseTo(1, 9)
})

const rising = (repricing: Part) => ({ name: 'a', pricing: { rule: 'formula', formula: 'price + 100' }, repricing })

test('floor and ceiling bound the price, inertia keeps a part of the old one', () => {
  expect(quiet([rising({ ceiling: micro(1050) })], 4).price).toEqual([1050])
  expect(quiet([rising({ floor: micro(5000) })]).price).toEqual([5000])
  expect(quiet([rising({ inertia: 0.75 })], 2).price).toEqual([1050])
  expect(quiet([rising({ inertia: 1 })], 2).price).toEqual([1000])
})

test('a price is posted in whole micro-tokens and kept exactly', () => {
  const { price, posted } = quiet([{ name: 'a', pricing: { rule: 'formula', formula: 'price * 1.0003' } }], 2)
  expect(price[0]).toBeCloseTo(1000.60009, 9)
  expect(posted).toEqual([1001])
})

test('an operator reprices at its first tick and then every so often', () => {
  // At the ends of ticks 0, 3, 6 and 9.
  expect(quiet([rising({ every: '3 s' })], 10).price).toEqual([1400])
  expect(quiet([rising({ every: '2.5 s' })], 10).price).toEqual([1400])
  expect(quiet([rising({ every: '0 s' })], 10).price).toEqual([2000])
})

test('occasions are not lost where a tick is no binary fraction', () => {
  // 240 ticks of 0.1 s: at the ends of ticks 0, 3, 6, ..., 237.
  const clock = { tick: '0.1 s', ticks: 240 }
  expect(quiet([rising({ every: '0.3 s' })], 240, { clock }).price).toEqual([1000 + 80 * 100])
})

test('chance is the share of occasions that are used', () => {
  const { price } = quiet([{ ...rising({ chance: 0.3 }), count: 400, wallet: 0, stake: 0 }])
  const moved = price.filter(p => p === 1100).length
  // 120, with a standard deviation of 9.2.
  expect(Math.abs(moved - 120)).toBeLessThan(37)
  expect(price.filter(p => p === 1000).length).toBe(400 - moved)
})

test('all reprice at once, so prices do not depend on the order of operators', () => {
  const groups = [
    { name: 'under', count: 2, ...undercut(1000) },
    { name: 'climber', price: micro(1100), pricing: { rule: 'gradient' }, queryCost: '0.0003 USD/query' },
    { name: 'best', nodes: 3, price: micro(1300), pricing: { rule: 'best-response' }, queryCost: '0.0002 USD/query' },
    { name: 'mean', price: micro(700), pricing: { rule: 'formula', formula: '0.5 * mean + 0.5 * cheapest' } },
    { name: 'fixed', price: micro(950) },
  ]
  const prices = (order: readonly (typeof groups)[number][]) => {
    const { tables, groups } = trial({ operators: order, ...silent }, 4).run.world
    return Object.fromEntries(groups.map(({ name, first }) => [name, tables.operators.price[first]]))
  }
  const expected = prices(groups)
  fc.assert(
    fc.property(fc.shuffledSubarray(groups, { minLength: groups.length }), order => {
      for (const [name, price] of Object.entries(prices(order))) expect(price).toBeCloseTo(expected[name], 8)
    }),
    { numRuns: 15 },
  )
})
