import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crew } from '../../../workers/node/crew.ts'
import { takeTurns } from '../../../workers/turns.ts'
import { type FLOWS, PURPOSES } from '../flows.ts'
import { resume, start } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'
import { customer, node, repricing, surroundings } from '../turbulence.ts'

const nobody = { row: () => undefined }
const total = ({ run }: Trial, purpose: keyof typeof FLOWS) => run.world.tables.flows.total[PURPOSES.indexOf(purpose)]
const flows = ({ run }: Trial) => Array.from(run.world.tables.flows.total)

/** A turbulent market with a group of attackers, and customers of theirs who ask nothing by themselves. */
const market = (attacks: readonly object[]) => ({
  ...surroundings,
  clock: { tick: '1 s', ticks: 14 },
  operators: [
    { ...node, name: 'honest', count: 5, repricing },
    { ...node, name: 'attacker', count: 3, repricing },
  ],
  customers: [
    { ...customer, count: 40 },
    { name: 'puppets', count: 7, rate: '0/s', wallet: '50 token', budget: '0 USD/day' },
  ],
  market: { race: { nodes: 4 }, verification: { verifiers: 2 }, fee: FEE, selection: 'seed-price' },
  terms: { access: 'provider' },
  attacks,
})
const FEE = { operators: 0.5, treasury: 0.2, providers: 0.2, stakers: 0.1, burn: 0 }

const ATTACKS = {
  sybil: { kind: 'sybil', operators: 'attacker', identities: 3, cost: '10 USD/month' },
  collusion: { kind: 'collusion', operators: 'attacker', at: '3 s', lasts: '5 s', lies: 0.6, worth: '0.001 USD/query' },
  wash: { kind: 'wash', operators: 'attacker', at: '3 s', lasts: '5 s', customers: 'puppets', rate: '30/s' },
  whale: { kind: 'whale', operators: 'attacker', at: '3 s', stake: '5000 token' },
  undercut: { kind: 'undercut', operators: 'attacker', at: '3 s', lasts: '5 s', until: 2 },
  'ban-wave': { kind: 'ban-wave', operators: 'attacker', at: '3 s', lasts: '5 s', share: 0.6 },
}
const each = Object.entries(ATTACKS)

test.each(each)(
  '%s: the books balance in every tick, and a run is the same twice, over a snapshot and on three lanes',
  (_, attack) => {
    const part = market([attack])
    const straight = trial(part).run
    expect(trial(part).run.fingerprint()).toBe(straight.fingerprint())
    const scenario = scenarioOf(part)
    const first = start(scenario, [], nobody)
    while (first.ticks < 5) first.step()
    const second = resume(scenario, [], first.snapshot(), nobody)
    while (!second.done) second.step()
    expect(second.fingerprint()).toBe(straight.fingerprint())
    const hands = crew(3, scenario, [], 2)
    const turns = takeTurns()
    try {
      const shared = start(scenario, [], nobody, turns.with(hands))
      while (!shared.done) shared.step()
      expect(shared.fingerprint()).toBe(straight.fingerprint())
    } finally {
      turns.end()
      hands.end()
    }
  },
)

test.each(each.slice(1))('%s that has not begun moves no money that peace does not', (_, attack) => {
  const peace = flows(trial(market([])))
  expect(flows(trial(market([{ ...attack, at: '1 day' }])))).toEqual(peace)
  expect(flows(trial(market([attack])))).not.toEqual(peace)
})

test('a ring that makes no mistakes and tells no lies leaves every flow as it is, one identity is no sybil', () => {
  const able = ({ operators, ...rest }: ReturnType<typeof market>) => ({
    ...rest,
    operators: operators.map(group => (group.name === 'attacker' ? { ...group, accuracy: 1 } : group)),
  })
  const quiet = flows(trial(able(market([{ ...ATTACKS.collusion, lies: 0 }]))))
  expect(quiet).toEqual(flows(trial(able(market([])))))
  const peace = flows(trial(market([])))
  expect(flows(trial(market([{ ...ATTACKS.sybil, identities: 1, cost: '0 USD/month' }])))).toEqual(peace)
})

test('any attack at any time leaves the books balanced', () => {
  const some = fc.constantFrom(...Object.values(ATTACKS))
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 9 }), (list, at) => {
      const attacks = [...new Set(list)].map(item => (item.kind === 'sybil' ? item : { ...item, at: `${at} s` }))
      expect(trial(market(attacks)).run.ticks).toBe(14)
    }),
    { numRuns: 12 },
  )
})

test('begin and end of an attack are events, also of one shorter than a tick', () => {
  const events = (attack: object) =>
    trial(market([attack])).rows.events.flatMap(([time, kind, subject, detail]) =>
      kind === 'attack' ? [[time, subject, detail]] : [],
    )
  expect(events(ATTACKS.undercut)).toEqual([
    [3, 'attacker', 'undercut begins'],
    [8, 'attacker', 'undercut ends'],
  ])
  expect(events({ ...ATTACKS.wash, lasts: '0.1 s', at: '2.5 s' })).toEqual([
    [3, 'attacker', 'wash begins'],
    [3, 'attacker', 'wash ends'],
  ])
})

test('wash queries are asked from the puppets’ wallets while they last', () => {
  const { rows, run } = trial({ ...market([ATTACKS.wash]), customers: market([]).customers.slice(1) })
  const asked = rows.flows.filter(row => row[3] === 'fee').map(([tick]) => tick)
  expect(asked).toEqual([3, 4, 5, 6, 7])
  const spent = 7 * 50e6 - run.world.tables.customers.wallet.reduce((sum, purse) => sum + purse, 0)
  expect(spent).toBe(total({ rows, run }, 'fee') - total({ rows, run }, 'refund'))
  expect(run.world.tables.customers.rate.every(rate => rate === 0)).toBe(true)
})

test('a whale stakes what it buys, and the market has it from outside', () => {
  const gentle = (attacks: object[]) => ({ ...market(attacks), slashing: { wrong: 0, downtime: 0 } })
  const bought = trial(gentle([ATTACKS.whale]), 4)
  const peace = trial(gentle([]), 4)
  expect(total(bought, 'endowment') - total(peace, 'endowment')).toBe(3 * 5000e6)
  const stakes = (got: Trial) => Array.from(got.run.world.tables.operators.stake)
  expect(stakes(bought).map((stake, o) => stake - stakes(peace)[o])).toEqual([0, 0, 0, 0, 0, 5000e6, 5000e6, 5000e6])
  expect(bought.run.world.tables.attacks.bought[0]).toBe(3 * 5000e6)
})

test('a whale is not bought twice', () => {
  expect(total(trial(market([{ ...ATTACKS.whale, at: '0 s' }])), 'endowment')).toBe(3 * 5000e6)
})
