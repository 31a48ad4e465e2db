import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf, uniform } from '../../engine/random.ts'
import { balanceOf, moved } from '../ledger.ts'
import { asking, type Trial, traced, trial } from '../trial.ts'
import { nextBaseFee } from './base-fee.ts'

/** Target and limit of go-ethereum's TestCalcBaseFee. */
const geth = { target: 10_000_000, denominator: 8 }

test.each([
  [1_000_000_000, 10_000_000, 1_000_000_000],
  [1_000_000_000, 9_000_000, 987_500_000],
  [1_000_000_000, 11_000_000, 1_012_500_000],
  [1_000_000_000, 20_000_000, 1_125_000_000],
  [1_000_000_000, 0, 875_000_000],
])('go-ethereum: a base fee of %i after %i gas is %i', (fee, used, expected) => {
  expect(nextBaseFee(fee, used, geth)).toBe(expected)
})

test('divisions round down, and only a rise is at least 1', () => {
  const target = { target: 100, denominator: 8 }
  // 7 * 50 / 100 = 3, over 8 is nothing.
  expect(nextBaseFee(7, 150, target)).toBe(8)
  expect(nextBaseFee(7, 50, target)).toBe(7)
  // 15 * 99 / 100 = 14.85: 14 over 8 is 1; rounded once it would be 1.86.
  expect(nextBaseFee(15, 1, target)).toBe(14)
  expect(nextBaseFee(0, 101, target)).toBe(1)
  expect(nextBaseFee(0, 0, target)).toBe(0)
})

/** The rule once more, in the words of the EIP and in whole numbers of any size. */
function specified(fee: bigint, used: bigint, target: bigint, denominator: bigint): bigint {
  if (used === target) return fee
  if (used > target) {
    const delta = (fee * (used - target)) / target / denominator
    return fee + (delta > 1n ? delta : 1n)
  }
  return fee - (fee * (target - used)) / target / denominator
}

test('100,000 random steps are those of the specification', () => {
  const key = keyOf('base fee')
  const draw = (step: number, index: number, most: number) => Math.floor(uniform(key, 1, 0, step, index) * most)
  let fee = 0
  let exact = 0n
  for (let step = 0; step < 100_000; step++) {
    // Now and then it begins anew, so that it passes through all magnitudes.
    if (step % 50 === 0) {
      fee = draw(step, 3, 10 ** (1 + (step % 13)))
      exact = BigInt(fee)
    }
    const target = 1 + draw(step, 0, 1e9)
    const denominator = 1 + draw(step, 1, 20)
    const used = draw(step, 2, 2 * target)
    fee = nextBaseFee(fee, used, { target, denominator })
    exact = specified(exact, BigInt(used), BigInt(target), BigInt(denominator))
    if (exact > 2n ** 52n) {
      fee = 1_000_000
      exact = 1_000_000n
    }
    if (BigInt(fee) !== exact) throw new Error(`step ${step}: expected ${exact}, got ${fee}`)
  }
})

test('more gas never means a lower base fee, and a full block raises it by at most 1 / denominator', () => {
  const amount = fc.integer({ min: 0, max: 1e12 })
  const gas = fc.integer({ min: 0, max: 2_000_000 })
  fc.assert(
    fc.property(amount, gas, gas, (fee, a, b) => {
      const rule = { target: 1_000_000, denominator: 8 }
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      const next = nextBaseFee(fee, more, rule)
      expect(next).toBeGreaterThanOrEqual(nextBaseFee(fee, less, rule))
      expect(next).toBeLessThanOrEqual(fee + Math.max(1, fee / 8))
      expect(nextBaseFee(fee, less, rule)).toBeGreaterThanOrEqual(fee - fee / 8)
    }),
  )
})

/** Greatest distance of the fee from its fixed point v (1 - T / lambda) in the last of many steps without noise. */
function unrest(ratio: number): number {
  const rule = { target: 1e9, denominator: 8 }
  const value = 1e12
  const rest = value * (1 - 1 / ratio)
  let fee = Math.round(rest * 1.001)
  let most = 0
  for (let step = 0; step < 4000; step++) {
    fee = nextBaseFee(fee, Math.floor(Math.max(0, ratio * rule.target * (1 - fee / value))), rule)
    if (step > 3900) most = Math.max(most, Math.abs(fee / rest - 1))
  }
  return most
}

test('the fixed point is stable while lambda / T is below 17, and not above', () => {
  for (const ratio of [1.5, 2, 9, 16.5]) expect(unrest(ratio)).toBeLessThan(1e-6)
  for (const ratio of [17.5, 20, 30]) expect(unrest(ratio)).toBeGreaterThan(0.002)
})

const node = { name: 'node', count: 2, servers: 1000, price: '0.001 token/query', stake: '0 token' }
const base = (burn: Record<string, unknown>, part: Record<string, unknown> = {}) => ({
  operators: [node],
  customers: [traced],
  staking: { minimum: '0 token' },
  ...part,
  protocol: { burn: { rule: 'base-fee', ...burn }, ...(part.protocol as Record<string, unknown> | undefined) },
})
const column = ({ run, rows }: Trial, name: string) => {
  const at = 2 + Object.keys(run.summary().metrics).indexOf(name)
  return rows.ticks.map(row => row[at])
}

test('the toll is gas times base fee on top of the price, and is burned', () => {
  const part = base({ initial: '0.0002 token', target: 3 }, { classes: [{ name: 'query', gas: 3 }] })
  const got = trial(part, 1, asking([0.5]))
  const { tables } = got.run.world
  expect([moved(tables, 'fee'), moved(tables, 'tollBurn'), moved(tables, 'winning')]).toEqual([1600, 600, 1000])
  expect(balanceOf(tables, 'burned', 'token')).toBe(600)
  expect(column(got, 'gas_fill')).toEqual([1])
})

test('of the toll, what is not burnt goes to the treasury; the market’s own shares never see it', () => {
  const fee = { operators: 0.5, treasury: 0.25, providers: 0.25, stakers: 0, burn: 0 }
  const part = base({ initial: '0.001001 token', target: 1 }, { market: { fee }, protocol: { burnt: 0.25 } })
  const { tables } = trial(part, 1, asking([0.5])).run.world
  expect([moved(tables, 'tollBurn'), moved(tables, 'tollTreasury')]).toEqual([250, 751])
  expect([moved(tables, 'winning'), moved(tables, 'providerShare'), moved(tables, 'treasuryShare')]).toEqual([
    500, 250, 250,
  ])
})

test('the base fee of a tick follows the gas of the last, capped at the limit and at the least', () => {
  const part = base({ initial: '0.0008 token', target: 2, least: '0.000751 token' })
  // Gas of the ticks: 3, 8 (counts as 4), 0, 0: 800, +50, +106, -119, then 731 - 91 is below the least.
  const got = trial(part, 5, asking([0.1, 0.2, 0.3, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8]))
  expect(column(got, 'base_fee')).toEqual([0.0008, 0.00085, 0.000956, 0.000837, 0.000751])
  expect(column(got, 'gas_fill')).toEqual([1.5, 4, 0, 0, 0])
})

test('customers weigh price and toll together', () => {
  const customer = { ...traced, count: 1, reservation: '0.0015 token/query' }
  const asked = (initial: string) => {
    const { tables } = trial(base({ initial, target: 1 }, { customers: [customer] }), 1, asking([0.5])).run.world
    return [tables.tally.paid[0], tables.tally.surplus[0]]
  }
  expect(asked('0.0002 token')).toEqual([1, 300])
  expect(asked('0.0005 token')).toEqual([1, 0])
  expect(asked('0.000501 token')).toEqual([0, 0])
})

test('in a class at twice the price the same toll weighs half as much', () => {
  const customer = { ...traced, count: 1, reservation: '0.0015 token/query' }
  const asked = (initial: string) =>
    trial(
      base({ initial, target: 1 }, { classes: [{ name: 'query', price: 2 }], customers: [customer] }),
      1,
      asking([0.5]),
    ).run.world.tables.tally.paid[0]
  expect([asked('0.001 token'), asked('0.001001 token')]).toEqual([1, 0])
})

test('a purse that could pay the price alone asks nothing', () => {
  const budget = { name: 'c', count: 1, rate: '1000/s', budget: '0 USD/s', wallet: '0.0105 token' }
  const paid = (initial: string) => {
    const { tables } = trial(base({ initial, target: 1e9 }, { customers: [budget] }), 1).run.world
    return [tables.tally.paid[0], tables.customers.wallet[0]]
  }
  // 10,500 micro-token: ten at 1000, seven at 1500.
  expect([paid('0 token'), paid('0.0005 token')]).toEqual([
    [10, 500],
    [7, 0],
  ])
})

test('demand answers price and toll', () => {
  const customer = { name: 'c', count: 1, rate: '100/s', elasticity: 1, reference: '0.001 token/query' }
  const factor = (initial: string) => {
    const got = trial(base({ initial, target: 1e9, denominator: 1_000_000 }, { customers: [customer] }), 2)
    return got.run.world.tables.demandFactor.factor[0]
  }
  expect(factor('0 token')).toBeCloseTo(1, 9)
  expect(factor('0.001 token')).toBeCloseTo(0.5, 2)
})

test('the outside option of a logit is as good as a node at its price and toll', () => {
  const classes = [
    { name: 'cheap', gas: 0 },
    { name: 'dear', gas: 4 },
  ]
  const mix = classes.map(({ name }) => ({ class: name, share: 0.5 }))
  const selection = { rule: 'logit', scale: '0.0005 token/query', outside: '0.002 token/query' }
  const part = base(
    { initial: '0.00025 token', target: 1e9 },
    { operators: [{ ...node, count: 1 }], classes, market: { selection }, customers: [{ name: 'c', mix }] },
  )
  const { menus, menu } = trial(part, 1).run.world.tables
  expect(Array.from(menu.members)).toEqual([2, 2])
  // Cheaper than outside by two scales without the toll, as dear with one of 0.001.
  expect(menus.weight[1] / menus.weight[0]).toBeCloseTo(Math.exp(-2), 9)
  expect(menus.weight[3] / menus.weight[2]).toBeCloseTo(1, 9)
})

test('a refunded toll is not taken, and what a refund leaves is taken in proportion', () => {
  const late = { ...node, count: 1, latency: { law: 'deterministic', value: '2 s' } }
  const part = (refund: number) =>
    base({ initial: '0.0002 token', target: 1 }, { operators: [late], market: { refund } })
  const taken = (refund: number) => {
    const { tables } = trial(part(refund), 1, asking([0.5])).run.world
    return [moved(tables, 'refund'), moved(tables, 'tollBurn'), moved(tables, 'winning')]
  }
  expect(taken(1)).toEqual([1200, 0, 0])
  expect(taken(0.5)).toEqual([600, 100, 500])
})

test('a query that nobody answers used its gas', () => {
  const failing = { ...node, accuracy: 0 }
  const got = trial(base({ target: 1 }, { operators: [failing], slashing: { wrong: 0 } }), 1, asking([0.1, 0.2, 0.3]))
  expect(column(got, 'gas_fill')).toEqual([3])
})

test('sizes count, and a simulated query uses the gas of all for which it stands', () => {
  const sized = trial(base({ target: 1 }), 1, asking([0.1, 0.2], [2.5, 4]))
  expect(column(sized, 'gas_fill')).toEqual([6])
  const part = base({ initial: 0, target: 1 }, { customers: [{ name: 'c' }], market: { sampling: 10 } })
  const { tables } = trial({ ...part, clock: { tick: '1 h', ticks: 1 } }, 1).run.world
  expect(tables.baseFee.used[0]).toBe(tables.tally.raced[0])
  expect(tables.baseFee.used[0]).toBeGreaterThan(1000)
})

test.each([
  { service: 'utilisation' },
  { service: 'queue' },
  { service: 'queue', race: { nodes: 2, losers: 'cancel' } },
])('every query that is raced uses its gas: %j', market => {
  const slow = { ...node, latency: { law: 'exponential', mean: '0.4 s' } }
  const part = base({ initial: 0, target: 1 }, { operators: [slow], market, customers: [{ name: 'c', rate: '5/s' }] })
  const { rows, run } = trial(part)
  const names = Object.keys(run.summary().metrics)
  const raced = rows.ticks.map(row => Number(row[2 + names.indexOf('asked')]))
  const used = column({ rows, run }, 'gas_fill').map(Number)
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
  expect(used.at(-1)).toBe(run.world.tables.tally.raced[0])
  // Cancelled races are counted when they end.
  expect(total(used)).toBeLessThanOrEqual(total(raced))
  expect(total(used)).toBeGreaterThan(0.9 * total(raced))
})
