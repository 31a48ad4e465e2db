import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceOf, moved } from '../../ledger.ts'
import { resume, start } from '../../run.ts'
import { scenarioOf, trial } from '../../trial.ts'
import { STAGE } from './tables.ts'

type Part = Readonly<Record<string, unknown>>

const MICRO = 1e6
const nobody = { row: () => undefined }

/** A market whose service is worth 0.9 token with effort and 0.5 without, at costs of 0.2 and 0.1. */
const plain = {
  name: 'sla',
  buyers: { group: 'buyers', value: '1 token' },
  sellers: { group: 'sellers', cost: '0.1 token', nine: '0.1 token', opportunists: 0 },
  effortless: { latency: '1 s', accuracy: 0 },
  levels: [{ latency: '1 s', accuracy: 0.9 }],
  negotiation: { rule: 'fixed', price: '0.5 token', penalty: '0.3 token' },
  duration: '3 s',
  stake: '1 token',
}

const economy = (agreements: readonly Part[], more: { buyers?: Part; sellers?: Part } = {}) => ({
  operators: [],
  customers: [],
  agents: {
    groups: [
      { name: 'buyers', count: 1, wallet: '10 token', ...more.buyers },
      { name: 'sellers', count: 1, wallet: '10 token', ...more.sellers },
    ],
    agreements,
  },
})

const wallets = ({ run }: ReturnType<typeof trial>) => [...run.world.tables.agents.wallet].map(w => w / MICRO)

test('a kept period: the buyer pays 0.5 for what is worth 0.9, the seller has 0.2 of cost, and a stake is locked', () => {
  const one = trial(economy([plain]), 1)
  expect(wallets(one)).toEqual([10 - 0.5 + 0.9, 10 + 0.5 - 0.2 - 1])
  const { tables } = one.run.world
  expect(balanceOf(tables, 'bonds', 'token')).toBe(MICRO)
  expect(moved(tables, 'serviceCost')).toBe(0.2 * MICRO)
  expect(moved(tables, 'serviceWorth')).toBe(0.9 * MICRO)
})

test('an agreement ends after its time, the stake is free, and both seek again', () => {
  const one = trial(economy([plain]), 3)
  expect(one.run.world.tables.agreements.stage[0]).toBe(STAGE.seeking)
  expect(balanceOf(one.run.world.tables, 'bonds', 'token')).toBe(0)
  one.run.step()
  expect(moved(one.run.world.tables, 'stakeLock')).toBe(MICRO)
})

test('an opportunist does not make an effort of 0.1 where 0.3 is lost in three cases of ten, and makes it in four of ten', () => {
  const shirked = (detection: number) => {
    const sellers = { ...plain.sellers, opportunists: 1 }
    const { tables } = trial(economy([{ ...plain, sellers, monitoring: { detection } }]), 1).run.world
    return tables.agreementTotals.shirked[0]
  }
  expect([shirked(0.3), shirked(0.4)]).toEqual([1, 0])
})

test('a claim that is upheld: 0.3 from the stake, of it 0.03 to the treasury and 0.06 burned; the loser pays for judgement', () => {
  // Effort costs 0.9 more: more than the penalty and the bond.
  const dear = {
    ...plain,
    sellers: { ...plain.sellers, nine: '0.9 token', opportunists: 1 },
    disputes: { bond: '0.1 token', treasury: 0.1, burn: 0.2 },
  }
  const one = trial(economy([dear]), 1)
  const { tables } = one.run.world
  expect(moved(tables, 'penalty')).toBe(0.21 * MICRO)
  expect(moved(tables, 'penaltyShare')).toBe(0.03 * MICRO)
  expect(moved(tables, 'penaltyBurn')).toBe(0.06 * MICRO)
  expect(moved(tables, 'disputeFee')).toBe(0.1 * MICRO)
  // Nothing is right without effort. The stake is filled up again.
  expect(wallets(one).map(w => Number(w.toFixed(6)))).toEqual([10 - 0.5 + 0.21, 10 - 1 + 0.5 - 0.1 - 0.4])
  expect(balanceOf(tables, 'bonds', 'token')).toBe(MICRO)
})

test('a claim that is rejected costs the buyer its bond', () => {
  const lost = {
    ...plain,
    negotiation: { ...plain.negotiation, penalty: '0.8 token' },
    monitoring: { detection: 1, falseAlarms: 1 },
    disputes: { bond: '0.1 token' },
  }
  const one = trial(economy([lost]), 1)
  expect(moved(one.run.world.tables, 'disputeFee')).toBe(0.1 * MICRO)
  expect(wallets(one)[0]).toBeCloseTo(10 - 0.5 + 0.9 - 0.1, 9)
  const { tables } = one.run.world
  expect([tables.agreementTotals.innocent[0], tables.agreementTotals.verdicts[0]]).toEqual([0, 1])
})

test('a verdict that takes time keeps the bond, and an agreement that is over waits for it', () => {
  const slow = {
    ...plain,
    duration: '1 s',
    monitoring: { detection: 1, falseAlarms: 1 },
    disputes: { bond: '0.1 token', time: '3 s' },
  }
  const { run } = trial(economy([slow]), 1)
  const { stage } = run.world.tables.agreements
  expect([stage[0], balanceOf(run.world.tables, 'bonds', 'token')]).toEqual([STAGE.leaving, 1.1 * MICRO])
  run.step()
  run.step()
  expect(stage[0]).toBe(STAGE.leaving)
  run.step()
  expect([stage[0], balanceOf(run.world.tables, 'bonds', 'token')]).toEqual([STAGE.seeking, 0])
})

test('a buyer who cannot pay and a seller who cannot lock its stake have no agreement', () => {
  const poor = trial(economy([plain], { buyers: { wallet: '0.4 token' } }), 1).run.world.tables
  expect([moved(poor, 'serviceWorth'), balanceOf(poor, 'bonds', 'token')]).toEqual([0, 0])
  const bare = trial(economy([plain], { sellers: { wallet: '0.9 token' } }), 1).run.world.tables
  expect(bare.agreements.stage[0]).toBe(STAGE.seeking)
})

test.each(['nash', 'alternating'])('where service costs more than it is worth there is no trade: %s', rule => {
  const dear = { ...plain, sellers: { ...plain.sellers, cost: '2 token' }, negotiation: rule }
  const { tables } = trial(economy([dear]), 5).run.world
  expect(moved(tables, 'serviceWorth')).toBe(0)
  expect(tables.agreements.stage[0]).toBe(STAGE.seeking)
})

test('who do not know each other’s limits bargain in vain where there is no price for both, and where one has no time', () => {
  const none = { ...plain, sellers: { ...plain.sellers, cost: '2 token' }, negotiation: 'concession' }
  expect(trial(economy([none]), 5).run.world.tables.agreementTotals.failed[0]).toBe(1)
  const hasty = { rule: 'concession', first: 'buyer', buyerPatience: 1, sellerPatience: 9, opening: 0.1 }
  const rich = { ...plain, sellers: { ...plain.sellers, nine: 0, cost: '0.8 token' }, negotiation: hasty }
  expect(trial(economy([rich]), 1).run.world.tables.agreementTotals.failed[0]).toBe(1)
})

test('the contract is the quality and penalty that are worth most to both: effort of 0.1 for 0.4 more, two nines for 0.09', () => {
  const levels = [0.9, 0.99, 0.999].map(accuracy => ({ latency: '1 s', accuracy }))
  const negotiation = { rule: 'alternating', first: 'buyer', deadline: 1 }
  const rich = { ...plain, levels, penalties: ['0.3 token', '0 token', '0.6 token'], negotiation }
  const honest = { ...rich, reputation: { rule: 'exponential', smoothing: 0.1, start: 0.5 } }
  const { tables } = trial(economy([{ ...honest, sellers: { ...plain.sellers, nine: '0.05 token' } }]), 1).run.world
  // A second nine is worth 0.09 and costs 0.05, a third 0.009. 0.3 deters who would save 0.1, which 0 does not.
  expect([tables.agreements.level[0], tables.agreements.penalty[0] / MICRO]).toEqual([2, 0.3])
  // Who makes the only offer takes all there is to share.
  expect(tables.agreements.price[0]).toBe(Math.round(tables.agreements.lowest[0]))
})

test('roles are alike: who is as patient and as early gets as much, buyer or seller', () => {
  const market = (first: string, buyer: number, seller: number) => ({
    ...plain,
    negotiation: { rule: 'alternating', first },
    buyers: { ...plain.buyers, discount: buyer },
    sellers: { ...plain.sellers, discount: seller },
  })
  const share = (part: Part) => {
    const { price, highest, lowest } = trial(economy([part]), 1).run.world.tables.agreements
    return (highest[0] - price[0]) / (highest[0] - lowest[0])
  }
  expect(share(market('buyer', 0.9, 0.7))).toBeCloseTo(1 - share(market('seller', 0.7, 0.9)), 5)
  expect(share(market('buyer', 0.9, 0.7))).toBeCloseTo(0.3 / 0.37, 5)
})

test('with offers of a second and a half and ticks of one, who needs three of them is served from the fourth tick on', () => {
  const negotiation = {
    rule: 'concession',
    first: 'seller',
    offer: '1.5 s',
    opening: 0.5,
    buyerPatience: 3,
    sellerPatience: 9,
  }
  const slow = { ...plain, sellers: { ...plain.sellers, cost: '0.5 token', nine: 0 }, negotiation }
  const { run } = trial(economy([slow]), 1)
  const { tables } = run.world
  const stages = [tables.agreements.stage[0]]
  while (run.ticks < 4) {
    run.step()
    stages.push(tables.agreements.stage[0])
  }
  // Asks of 1 and 0.875, a bid of 0.675 between them; the next bid would be the limit, 0.9.
  const { bargaining, served } = STAGE
  expect(stages).toEqual([bargaining, bargaining, bargaining, served])
  expect(tables.agreements.price[0]).toBe(875_000)
})

test('a seller who is seen to break its word loses its buyers’ trust, and its price', () => {
  const market = {
    ...plain,
    duration: '1 s',
    sellers: { ...plain.sellers, opportunists: 1 },
    penalties: ['0 token'],
    negotiation: { rule: 'alternating', first: 'seller', deadline: 1 },
    reputation: { rule: 'exponential', smoothing: 0.2, start: 1 },
  }
  const { run } = trial(economy([market]), 1)
  const first = run.world.tables.agreements.price[0]
  run.step()
  expect(run.world.tables.agreementSellers.kept[0]).toBeCloseTo(0.64, 12)
  expect(run.world.tables.agreements.price[0]).toBe(Math.round(0.8 * first))
})

test('who thinks of its name makes an effort that no penalty asks for', () => {
  const shirked = (foresight: number, reputation: unknown) => {
    const sellers = { ...plain.sellers, opportunists: 1, foresight }
    const negotiation = { rule: 'none', price: '0.5 token' }
    const { tables } = trial(economy([{ ...plain, sellers, negotiation, reputation }]), 1).run.world
    return tables.agreementTotals.shirked[0]
  }
  // A period seen as broken takes 0.2 of the score, 0.9 0.2 / (1 - 0.9 0.8) = 0.64 in all, of 0.9 token: more than 0.1.
  const smoothed = { rule: 'exponential', smoothing: 0.2, start: 1 }
  expect([shirked(0.9, smoothed), shirked(0, smoothed), shirked(0.9, 'none')]).toEqual([0, 1, 1])
})

const amount = (most: number) => fc.integer({ min: 0, max: most * 1000 }).map(n => `${n / 1000} token`)
const probability = fc.integer({ min: 0, max: 20 }).map(n => n / 20)
const negotiation = fc.oneof(
  fc.record({ rule: fc.constant('none'), price: amount(1) }),
  fc.record({ rule: fc.constant('fixed'), price: amount(1), penalty: amount(1) }),
  fc.record({ rule: fc.constant('nash'), power: probability }),
  fc.record({ rule: fc.constant('alternating'), offer: fc.constantFrom('0 s', '0.4 s', '3 s') }),
  fc.record({
    rule: fc.constant('concession'),
    offer: fc.constantFrom('0 s', '0.4 s', '3 s'),
    buyerPatience: fc.constant({ uniform: [1, 9] }),
  }),
)
const anyMarket = fc.record({
  buyers: fc.record({
    group: fc.constant('buyers'),
    value: fc.constant({ uniform: ['0 token', '2 token'] }),
    delay: fc.constant('0.3 token/s'),
    candidates: fc.integer({ min: 1, max: 6 }),
    strikes: fc.integer({ min: 1, max: 4 }),
  }),
  sellers: fc.record({
    group: fc.constant('sellers'),
    capacity: fc.integer({ min: 1, max: 4 }),
    cost: fc.constant({ uniform: ['0 token', '0.5 token'] }),
    nine: fc.constant({ exponential: { mean: '0.2 token' } }),
    speed: fc.constant('0.05 token'),
    failure: probability,
    opportunists: probability,
    foresight: fc.constantFrom(0, 0.9),
  }),
  effortless: fc.constant({ latency: '1 s', accuracy: 0.3 }),
  levels: fc.constant([
    { latency: '1 s', accuracy: 0.9 },
    { latency: '0.2 s', accuracy: 0.99 },
  ]),
  penalties: fc.array(amount(1), { minLength: 1, maxLength: 3 }),
  negotiation,
  duration: fc.constantFrom('1 s', '3 s', '9 s'),
  stake: fc.constant('1.2 token'),
  monitoring: fc.record({ detection: probability, falseAlarms: probability }),
  disputes: fc.record({
    bond: amount(0.2),
    jury: fc.constantFrom(1, 3, 5),
    falsePositives: probability,
    falseNegatives: probability,
    time: fc.constantFrom('0 s', '2 s'),
    treasury: fc.constantFrom(0, 0.3),
    burn: fc.constantFrom(0, 0.33),
  }),
  reputation: fc.constantFrom('none', 'beta', 'exponential'),
})

test('whatever the markets, money adds up in every tick and a run resumes to the same bits', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(fc.array(anyMarket, { minLength: 1, maxLength: 3 }), fc.nat(1000), (markets, seed) => {
      const part = {
        ...economy(
          markets.map((market, m) => ({ ...market, name: `market-${m}` })),
          {
            buyers: { count: 13, wallet: { uniform: ['0 token', '5 token'] } },
            sellers: { count: 7, wallet: { uniform: ['0 token', '9 token'] } },
          },
        ),
        seed: `${seed}`,
        clock: { tick: '1 s', ticks: 24 },
      }
      const whole = trial(part).run
      const scenario = scenarioOf(part)
      const half = start(scenario, [], nobody)
      for (let tick = 0; tick < 11; tick++) half.step()
      const rest = resume(scenario, [], half.snapshot(), nobody)
      while (!rest.done) rest.step()
      expect(rest.fingerprint()).toBe(whole.fingerprint())
      const { open } = whole.world.tables.agreementSellers
      const { stage } = whole.world.tables.agreements
      expect(open.reduce((sum, n) => sum + n, 0)).toBe(stage.filter(s => s !== STAGE.seeking).length)
      for (const key of ['stake', 'bond'] as const)
        expect(Math.min(...whole.world.tables.agreements[key])).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 30 },
  )
})
