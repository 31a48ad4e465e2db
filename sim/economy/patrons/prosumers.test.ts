import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceOf, moved } from '../ledger.ts'
import { patronMetrics } from '../metrics/patrons.ts'
import { resume } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'
import { onLanes } from './lanes.ts'
import { idleTime } from './prosumers.ts'

const HOUR = 3600

test('idle time is what of the tick lies in the idle hours, which may pass midnight', () => {
  expect(idleTime(8 * HOUR, 12 * HOUR, 9 * HOUR, 10 * HOUR)).toBe(HOUR)
  expect(idleTime(0, 24 * HOUR, 22 * HOUR, 6 * HOUR)).toBe(8 * HOUR)
  expect(idleTime(5 * HOUR, 23 * HOUR, 22 * HOUR, 6 * HOUR)).toBe(2 * HOUR)
  expect(idleTime(0, 100 * HOUR, 0, 24 * HOUR)).toBe(100 * HOUR)
  const hour = fc.integer({ min: 0, max: 24 })
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), hour, hour, (start, length, from, to) => {
      let expected = 0
      for (let t = start; t < start + length; t++) {
        const idle = to > from ? t % 24 >= from && t % 24 < to : t % 24 >= from || t % 24 < to
        if (idle) expected++
      }
      expect(idleTime(start * HOUR, (start + length) * HOUR, from * HOUR, to * HOUR)).toBe(expected * HOUR)
    }),
  )
})

const fee = { operators: 0.8, treasury: 0, providers: 0, stakers: 0, burn: 0, prosumers: 0.2 }
const prosumer = { name: 'prosumer', count: 100, rate: '1/s', wallet: '1 token', reciprocity: { capacity: '1 MB/s' } }
const taker = { name: 'taker', count: 400, rate: '1/s' }
/** A query costs 1000 micro-token and draws 1000 bytes: parity is one micro-token a byte. */
const circle = (part: Record<string, unknown> = {}, ticks = 20) =>
  trial({ clock: { tick: '1 s', ticks: 20 }, customers: [prosumer, taker], market: { fee }, ...part }, ticks)

const group = ({ run }: Trial, g: number) => {
  const { tables, customers } = run.world
  const { first, count } = customers.groups[g]
  const sum = (column: Float64Array) => column.subarray(first, first + count).reduce((all, value) => all + value, 0)
  return {
    taken: sum(tables.prosumers.taken),
    given: sum(tables.validators.given),
    wallet: sum(tables.customers.wallet),
  }
}
const total = ({ run }: Trial, purpose: string) =>
  Number(run.summary().flows.find(flow => flow.purpose === purpose)?.amount ?? 0)

test('who gives as many bytes as it takes pays nothing in the end', () => {
  const got = circle()
  const { taken, given, wallet } = group(got, 0)
  // A fifth of the queries are theirs, and a fifth of the bytes are theirs to validate, but for chance.
  const queries = total(got, 'fee') / 1000
  expect(Math.abs(taken / given - 1)).toBeLessThan(4 * Math.sqrt(4 / queries))
  // What they pay net is what they take more than they give, but for roundings: one micro-token a customer and tick.
  expect(Math.abs(100e6 - wallet - (taken - given))).toBeLessThanOrEqual(100 * 20)
  expect(Math.abs(wallet / 100e6 - 1)).toBeLessThan(0.02)
  expect(total(got, 'validationReward')).toBe(wallet - 100e6 + taken)
})

test('a validated byte earns what a byte paid for costs on average, whatever the classes', () => {
  const classes = [
    { name: 'text', bytes: 500 },
    { name: 'film', bytes: 9000, price: 3 },
  ]
  const mix = [
    { class: 'text', share: 0.6 },
    { class: 'film', share: 0.4 },
  ]
  const customers = [
    { ...prosumer, mix },
    { ...taker, mix },
  ]
  const { tables } = circle({ classes, customers }, 1).run.world
  const { queries } = tables.classTally
  const bytes = queries[0] * 500 + queries[1] * 9000
  const fees = queries[0] * 1000 + queries[1] * 3000
  expect(moved(tables, 'fee')).toBe(fees)
  expect(tables.validation.price[0]).toBeCloseTo(fees / bytes, 6)
  expect(tables.reciprocity.given[0]).toBeLessThanOrEqual(Math.floor(0.2 * bytes))
  expect(tables.reciprocity.given[0]).toBeGreaterThan(0.2 * bytes - 101)
})

test('who gives more than it takes gains, who only takes spends its wallet and is then turned away', () => {
  const poor = { wallet: '0.0105 token', reciprocity: { capacity: 0 } }
  const rider = { ...prosumer, name: 'rider', count: 30, rate: '3/s', ...poor }
  const giver = { ...prosumer, name: 'giver', count: 20, rate: '0.1/s' }
  const customers = [giver, rider, taker]
  const got = circle({ customers })
  expect(group(got, 0).wallet).toBeGreaterThan(20e6 + 20_000)
  // Ten queries each, and half a fee is left.
  expect(group(got, 1)).toEqual({ taken: 30 * 10_000, given: 0, wallet: 30 * 500 })
  const before = circle({ customers }, 19)
  expect(group(before, 1).taken).toBe(30 * 10_000)
  expect(got.run.world.tables.tally.outside[0]).toBeGreaterThan(5)
})

test('metrics of a group: given, taken, net payment and what is not served', () => {
  const taking = { ...prosumer, count: 30, reciprocity: { capacity: 0 } }
  const customers = [prosumer, { ...taking, name: 'rider' }, { ...taking, name: 'beggar', wallet: 0 }, taker]
  const { world } = circle({ customers }).run
  const value = (name: string) => {
    const metric = patronMetrics(world.scenario).find(item => item.name === name)!
    return metric.numerator(world) / metric.denominator(world)
  }
  expect([value('net_payment_rider'), value('unserved_beggar'), value('taken_beggar')]).toEqual([1, 1, 0])
  // Of the last tick: some hundred queries of prosumers, and five hundred of which they validate a fifth.
  expect(Math.abs(value('taken_prosumer') / 100_000 - 1)).toBeLessThan(4 * Math.sqrt(1 / 100))
  expect(Math.abs(value('given_prosumer') / 106_000 - 1)).toBeLessThan(4 * Math.sqrt(1 / 530))
  const net = 1 - value('given_prosumer') / value('taken_prosumer')
  expect(Math.abs(value('net_payment_prosumer') - net)).toBeLessThan(100 / 100_000)
  expect(value('unserved_prosumer')).toBeCloseTo(1 - value('taken_prosumer') / 100_000, 9)
  expect(value('wallet_prosumer')).toBe(world.tables.reciprocity.held[0] / 1e6)
})

test('what nobody validates goes to the treasury', () => {
  const asleep = { ...prosumer, reciprocity: { capacity: '1 MB/s', idle: { from: '2 h', to: '3 h' } } }
  const { tables } = circle({ customers: [asleep, taker] }, 1).run.world
  expect(moved(tables, 'validationShare')).toBeGreaterThan(50_000)
  expect(moved(tables, 'validationRest')).toBe(moved(tables, 'validationShare'))
  expect(moved(tables, 'validationReward')).toBe(0)
  expect(balanceOf(tables, 'reciprocity', 'token')).toBe(0)
})

test('offers below the need are paid as they are, and the rest goes to the treasury', () => {
  const weak = { ...prosumer, reciprocity: { capacity: ['30 byte/s', '70.5 byte/s'] }, count: 2 }
  const got = circle({ customers: [weak, taker] })
  expect(Array.from(got.run.world.tables.validators.given.subarray(0, 3))).toEqual([600, 1400, 0])
  expect(total(got, 'validationReward')).toBeGreaterThan(1950)
  expect(total(got, 'validationReward')).toBeLessThanOrEqual(2000)
})

test('who holds more than it wants sells the rest', () => {
  const giver = { ...prosumer, count: 7, rate: 0, reciprocity: { capacity: '1 MB/s', most: '1.001 token' } }
  const got = circle({ customers: [giver, taker], token: { price: '0.5 USD/token', supply: '1000000 token' } })
  expect(group(got, 0).wallet).toBe(7 * 1_001_000)
  const sold = total(got, 'validationReward') - 7 * 1000
  expect(total(got, 'resale')).toBe(sold)
  expect(total(got, 'resaleProceeds')).toBe(total(got, 'withdrawal'))
  expect(Math.abs(total(got, 'withdrawal') - sold / 2)).toBeLessThan(20)
})

test('an agent gives and earns for all whom it stands for, and a simulated query for all of its kind', () => {
  const many = { ...prosumer, count: 400, represents: 20, reciprocity: { capacity: '200 byte/s', most: '1 token' } }
  const got = circle({ customers: [many, { ...taker, count: 2000 }], market: { fee, sampling: 5 } })
  const { reciprocity } = got.run.world.tables
  // 80 kB a second of the 480 kB that a fifth of 2400 queries draw.
  expect(reciprocity.given[0]).toBe(80_000)
  expect(group(got, 0).wallet * 5).toBeLessThanOrEqual(400e6)
  expect(total(got, 'resale')).toBeGreaterThanOrEqual(0)
})

const crowd = {
  clock: { tick: '10 min', ticks: 9 },
  customers: [
    {
      ...prosumer,
      count: 250,
      rate: '9/h',
      reciprocity: { capacity: { uniform: [0, '4 byte/s'] }, idle: { from: '15 min', to: '1 h' } },
    },
    { ...prosumer, name: 'rider', count: 150, rate: '6/h', wallet: '0.003 token', reciprocity: {} },
    { ...taker, count: 500, rate: '12/h' },
  ],
  market: { fee },
}

test('three lanes give the bits of one, and so does a run over a snapshot', () => {
  const whole = trial(crowd).run
  expect(whole.world.tables.reciprocity.given[0]).toBe(0)
  expect(whole.world.tables.validators.given[0]).toBeGreaterThan(0)
  for (const [lanes, range] of [
    [3, 64],
    [2, 333],
  ])
    expect(onLanes(crowd, lanes, range).summary()).toEqual(whole.summary())
  const run = resume(scenarioOf(crowd), [], trial(crowd, 4).run.snapshot(), { row: () => undefined })
  while (!run.done) run.step()
  expect(run.summary()).toEqual(whole.summary())
})

test('without prosumers their flows are gone and no others', () => {
  const names = (got: Trial) => got.run.summary().flows.map(({ purpose }) => purpose)
  const [some, none] = [circle(), circle({ customers: [taker], market: undefined })]
  expect(names(some).filter(name => !names(none).includes(name))).toEqual([
    'validationShare',
    'validationReward',
    'validationRest',
  ])
})
