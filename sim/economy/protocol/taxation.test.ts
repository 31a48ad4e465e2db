import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceOf, moved } from '../ledger.ts'
import { fork, resume } from '../run.ts'
import { asking, scenarioOf, type Trial, traced, trial } from '../trial.ts'
import { broke, customer, loyalty, node, repricing, shocks, surroundings } from '../turbulence.ts'

const seller = { name: 'seller', count: 3, servers: 1000, stake: '0 token', wallet: '0 token' }
const quick = { law: 'deterministic', value: '20 ms' }
const shares = { operators: 0.5, treasury: 0.2, providers: 0.2, stakers: 0.1, burn: 0 }
const taxed = (burn: unknown, part: Record<string, unknown> = {}) => ({
  operators: [{ ...seller, latency: quick }],
  customers: [traced],
  staking: { minimum: '0 token' },
  protocol: { burn },
  ...part,
})
const wallets = ({ run }: Trial) => Array.from(run.world.tables.operators.wallet).sort((a, b) => a - b)

test('a share is burned before the fee is split', () => {
  const market = { fee: shares, race: { nodes: 3 }, verification: { verifiers: 2 }, winner: 0.7 }
  const got = trial(taxed({ rule: 'share', share: 0.2 }, { market }), 1, asking([0.5]))
  const { tables } = got.run.world
  expect([moved(tables, 'fee'), moved(tables, 'tollBurn'), moved(tables, 'tollTreasury')]).toEqual([1000, 200, 0])
  // 800 left: 280, twice 60 less a hair, 160, 80; the treasury takes what is left.
  expect(wallets(got)).toEqual([59, 59, 280])
  expect([moved(tables, 'providerShare'), moved(tables, 'stakerShare'), moved(tables, 'treasuryShare')]).toEqual([
    160,
    80,
    800 - 280 - 2 * 59 - 160 - 80,
  ])
})

test('of what a share takes, what is not burnt is the treasury’s', () => {
  const part = taxed({ rule: 'share', share: 0.2 })
  const { tables } = trial({ ...part, protocol: { ...part.protocol, burnt: 0.5 } }, 1, asking([0.5])).run.world
  expect([moved(tables, 'tollBurn'), moved(tables, 'tollTreasury')]).toEqual([100, 100])
})

test('operators are taxed each by its own formula', () => {
  const operators = [
    { ...seller, latency: quick, price: ['0.001 token/query', '0.002 token/query', '0.003 token/query'] },
  ]
  const times = Array.from({ length: 60 }, (_, i) => i / 60)
  const got = trial(taxed({ rule: 'formula', formula: 'price > 1500 ? 0.5 : 0' }, { operators }), 1, asking(times))
  const { operators: own, nodeTally, taxes } = got.run.world.tables
  expect(Array.from(taxes.share)).toEqual([0, 0.5, 0.5])
  const kept = Array.from(nodeTally.paid, (paid, o) => (o === 0 ? paid : paid / 2))
  expect(Array.from(own.fees)).toEqual(kept)
  expect(Math.min(...kept)).toBeGreaterThan(0)
})

test('presets are formulas: a constant formula and its share burn the same', () => {
  const run = (burn: unknown) =>
    trial(taxed(burn, { customers: [{ name: 'c' }], clock: { tick: '1 h', ticks: 4 } })).run.summary()
  expect(run({ rule: 'formula', formula: '0.03' }).flows).toEqual(run({ rule: 'share', share: 0.03 }).flows)
})

test('a share that is none stops the run and names operator and tick', () => {
  const run = (formula: string) => () => trial(taxed({ rule: 'formula', formula }, { customers: [{ name: 'c' }] }))
  expect(run('time / 2')).toThrow(
    /^tick 3, tax: protocol\.burn\.formula: expected a share from 0 to 1 for operator seller-1 at tick 3, got 1\.5$/,
  )
  expect(run('-0.1')).toThrow('for operator seller-1 at tick 0, got -0.1')
  expect(run('1 / time')).toThrow('for operator seller-1 at tick 0, got division by zero')
})

test('a formula is not asked about candidates, who have sold nothing', () => {
  const entry = { candidates: [{ ...seller, name: 'candidate', performance: 0 }], every: '1 h' }
  const burn = { rule: 'formula', formula: 'performance > 0 ? 0.1 : 2' }
  expect(trial(taxed(burn, { entry, customers: [{ name: 'c' }] }), 2).run.ticks).toBe(2)
})

const TICKS = 14
/** Two regions, failures, exits, entries, wrong and late answers. */
const stirred = {
  ...surroundings,
  clock: { tick: '1 s', ticks: TICKS },
  operators: [
    { ...node, count: 4, repricing },
    { ...broke, count: 2 },
  ],
  entry: { candidates: [{ name: 'late', count: 3, servers: 3 }], every: '2 s' },
  shocks,
  customers: [{ ...customer, count: 30, loyalty: { ...loyalty, patience: 0.4 } }],
}
const anyShare = fc.double({ min: 0, max: 1, noNaN: true })
const anyBurn = fc.oneof(
  anyShare.map(share => ({ rule: 'share', share })),
  fc.record({ share: anyShare, every: fc.constant('3 s') }).map(part => ({ rule: 'buy-back', ...part })),
  fc.record({ share: anyShare, mint: fc.constant('0.3 token/s') }).map(part => ({ rule: 'burn-and-mint', ...part })),
  fc.constant({ rule: 'formula', formula: 'min(1, share + 0.1)' }),
  fc
    .record({ target: fc.integer({ min: 1, max: 200 }), initial: fc.integer({ min: 0, max: 5000 }) })
    .map(({ target, initial }) => ({ rule: 'base-fee', target, initial: `${initial / 1e6} token` })),
)

test('books close in every tick for any rule, share, split, refund and sampling', () => {
  fc.assert(
    fc.property(
      anyBurn,
      fc.tuple(anyShare, anyShare, anyShare),
      fc.tuple(anyShare, fc.integer({ min: 0, max: 3 }), fc.constantFrom(1, 7)),
      fc.constantFrom('none', 'steady', { schedule: 'constant', amount: '0.02 token/s' }),
      (burn, [a, b, burnt], [refund, verifiers, sampling], mint) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const fee = { operators: low, treasury: 0, providers: high - low, stakers: 1 - high, burn: 0 }
        const market = { race: { nodes: 4 }, verification: { verifiers, detection: 0.5 }, fee, refund, sampling }
        const rewards = { operators: low, stakers: high - low, treasury: 0, providers: 1 - high }
        const protocol = { burn, burnt, mint: burn.rule === 'burn-and-mint' ? 'none' : mint, rewards }
        const { run } = trial({ ...stirred, market, protocol })
        expect(run.ticks).toBe(TICKS)
        expect(balanceOf(run.world.tables, 'escrow', 'token')).toBe(0)
      },
    ),
    { numRuns: 25 },
  )
})

test('what is left to the treasury is never negative, for random fees, sizes, shares and refunds', () => {
  const price = fc.integer({ min: 0, max: 5000 }).map(micro => `${micro / 1e6} token/query`)
  fc.assert(
    fc.property(
      fc.array(price, { minLength: 3, maxLength: 3 }),
      fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 1, maxLength: 30 }),
      anyShare,
      anyShare,
      fc.boolean(),
      (prices, sizes, share, refund, tolled) => {
        const times = sizes.map((_, i) => i / sizes.length)
        const burn = tolled
          ? { rule: 'base-fee', initial: `${share / 1000} token`, target: 9 }
          : { rule: 'share', share }
        const operators = [{ ...seller, price: prices, latency: { law: 'exponential', mean: '0.5 s' } }]
        // Everything is the operators': rounding has the least room.
        const market = { race: { nodes: 3 }, verification: { verifiers: 2 }, refund, winner: 0.7 }
        const { tables } = trial(taxed(burn, { operators, market }), 1, asking(times, sizes)).run.world
        const net = moved(tables, 'fee') - moved(tables, 'refund')
        const taxes = moved(tables, 'tollBurn') + moved(tables, 'tollTreasury')
        const paid = moved(tables, 'winning') + moved(tables, 'verifying')
        expect(moved(tables, 'treasuryShare')).toBe(net - taxes - paid)
        expect(taxes).toBeLessThanOrEqual(net)
      },
    ),
    { numRuns: 60 },
  )
})

const every = {
  ...stirred,
  market: { race: { nodes: 3 }, verification: { verifiers: 1 } },
  protocol: {
    burn: { rule: 'base-fee', initial: '0.0005 token', target: 30 },
    mint: { schedule: 'formula', formula: 'supply * 0.0000000003 * tick' },
  },
  token: { price: '1 USD/token', supply: '1000000 token', pricing: { rule: 'quantity', smoothing: '3 s' } },
}

test('the same bits twice, and over a snapshot anywhere', () => {
  const whole = trial(every).run
  expect(trial(every).run.fingerprint()).toBe(whole.fingerprint())
  for (const stop of [0, 1, 5, 11]) {
    const rest = resume(scenarioOf(every), [], trial(every, stop).run.snapshot(), { row: () => undefined })
    while (!rest.done) rest.step()
    expect(rest.summary()).toEqual(whole.summary())
  }
})

test('a fork goes on under another share from its first tick', () => {
  const scenario = (share: number) => ({ ...stirred, protocol: { burn: { rule: 'share', share } } })
  const run = fork(scenarioOf(scenario(1)), [], trial(scenario(0), 6).run.snapshot(), { row: () => undefined })
  expect(moved(run.world.tables, 'tollBurn')).toBe(0)
  run.step()
  expect(moved(run.world.tables, 'tollBurn')).toBeGreaterThan(0)
  expect(moved(run.world.tables, 'winning')).toBe(0)
})

test('a rule that takes nothing moves everything else as no rule does', () => {
  const flows = (protocol: unknown) => trial({ ...stirred, protocol }).run.summary().flows
  const none = flows({})
  expect(none.some(({ purpose }) => purpose.startsWith('toll'))).toBe(false)
  for (const burn of [
    { rule: 'share', share: 0 },
    { rule: 'base-fee', initial: '0 token', target: 1_000_000 },
    { rule: 'buy-back', share: 0 },
  ])
    expect(flows({ burn })).toEqual(none)
})

test('of the two numbers of a share, customers see none: what they pay and to whom they turn is as without', () => {
  const part = { operators: [{ ...seller, latency: quick }], customers: [{ name: 'c', rate: '20/s' }] }
  const purposes = (protocol: unknown) =>
    Object.fromEntries(
      trial({ ...part, staking: { minimum: '0 token' }, protocol })
        .run.summary()
        .flows.map(flow => [flow.purpose, flow]),
    )
  const none = purposes({})
  const some = purposes({ burn: { rule: 'share', share: 0.1 } })
  expect(some.fee).toEqual(none.fee)
  expect(Object.keys(some).filter(purpose => !(purpose in none))).toEqual(['tollBurn'])
  expect(Number(some.winning.amount) + Number(some.tollBurn.amount)).toBe(Number(none.winning.amount))
})

/** Faults of a scenario: path and message. */
function faults(part: Record<string, unknown>): [string, string][] {
  try {
    scenarioOf(part)
  } catch (error) {
    const { issues } = error as { issues: { path: (string | number)[]; message: string }[] }
    return issues.map(({ path, message }) => [path.join('.'), message])
  }
  return []
}

test('rewards that do not sum to 1, and two mints, are refused', () => {
  expect(faults({ protocol: { rewards: { operators: 0.5, stakers: 0.6 } } })).toEqual([
    ['protocol.rewards', 'expected shares that sum to 1, got 1.1'],
  ])
  expect(faults({ protocol: { burn: 'burn-and-mint', mint: 'steady' } })).toEqual([
    [
      'protocol.mint',
      'expected no schedule with protocol.burn.rule "burn-and-mint", which has a mint of its own, got "steady"',
    ],
  ])
})

test('customers with a budget need a price to compare tolls with, and a token that does not move', () => {
  const customers = [{ name: 'a' }, { name: 'b', budget: '1 USD/day' }]
  const free = { classes: [{ name: 'free', price: 0 }], protocol: { burn: 'base-fee' } }
  expect(faults(free)).toEqual([])
  expect(faults({ ...free, customers }).map(([path]) => path)).toEqual(['classes.0.price'])
  expect(faults({ token: { pricing: 'quantity' }, customers }).map(([path]) => path)).toEqual(['customers.1.budget'])
})
