import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scenario as schema } from '../../../scenario/schema.ts'
import { fork, resume, start } from '../../run.ts'
import { asking, scenarioOf, traced, trial } from '../../trial.ts'

const times = Array.from({ length: 300 }, (_, i) => i / 10)
/** Three operators with 10,000, 40,000 and 90,000 token of stake, at prices that differ; ten queries a tick. */
const operators = [
  { name: 'small', stake: '10000 token', price: '1 token/query', servers: 1000 },
  { name: 'middle', stake: '40000 token', price: '2 token/query', servers: 1000 },
  { name: 'large', stake: '90000 token', price: '3 token/query', servers: 1000 },
]
const burn = { parameter: 'market.fee.burn', value: '10 %' }
const treasury = { parameter: 'market.fee.treasury', value: 0.9 }
const change = { kind: 'change', at: '1.5 s', set: [burn, treasury] }
const votable = ['market.fee.burn', 'market.fee.treasury', 'market.verification.detection', 'staking.minimum']
const fee = { operators: 0, treasury: 1, providers: 0, stakers: 0, burn: 0 }
const voting = (governance: Record<string, unknown>, part: Record<string, unknown> = {}, ticks = 10) =>
  trial(
    {
      operators,
      customers: [traced],
      market: { fee },
      ...part,
      governance: { votable, term: '2 s', delay: '1.25 s', proposals: [change], ...governance },
    },
    ticks,
    asking(times),
  )
type Got = ReturnType<typeof voting>
const events = ({ rows }: Got) => rows.events.map(([time, kind, subject, detail]) => [time, kind, subject, detail])
const outcome = (got: Got) => events(got).filter(([, kind]) => kind === 'passed' || kind === 'rejected')

test('votes weigh as much as stake, delegations included', () => {
  const proposals = [{ ...change, support: 'price > 1500000' }]
  expect(outcome(voting({ proposals }))).toEqual([[3.5, 'passed', 'proposal 1', 'yes 130000, no 10000, turnout 1']])
  const delegators = [{ name: 'fan', count: 2, wallet: '100000 token', choice: 'stake < 2e10', every: '1 day' }]
  expect(outcome(voting({ proposals }, { delegators }))).toEqual([
    [3.5, 'rejected', 'proposal 1', 'yes 130000, no 210000, turnout 1'],
  ])
})

test('voters know their figures: power is the share of all stake behind them, shares are of paid queries', () => {
  const yes = (support: string) => outcome(voting({ proposals: [{ ...change, support }] }))[0][3]
  // 10,000 and 40,000 of 140,000 are 7.1 % and 28.6 %.
  expect(yes('power > 0.08')).toBe('yes 130000, no 10000, turnout 1')
  expect(yes('power > 0.29')).toBe('yes 90000, no 50000, turnout 1')
  expect(yes('delegated == 0 and operators == 3 and tokenPrice == 1 and time == 3.5')).toBe(
    'yes 140000, no 0, turnout 1',
  )
  expect(yes('treasury > 30000000')).toBe('yes 140000, no 0, turnout 1')
})

test('quadratic votes weigh the square root of stake in tokens', () => {
  const proposals = [{ ...change, support: 'price > 2500000' }]
  expect(outcome(voting({ proposals }))).toEqual([[3.5, 'passed', 'proposal 1', 'yes 90000, no 50000, turnout 1']])
  expect(outcome(voting({ proposals, rule: 'quadratic' }))).toEqual([
    [3.5, 'rejected', 'proposal 1', 'yes 300, no 300, turnout 1'],
  ])
})

test('the threshold must be exceeded: a tie is no', () => {
  const proposals = [{ ...change, support: 'price < 2500000' }]
  const equal = operators.map((operator, i) => ({
    ...operator,
    stake: ['20000 token', '30000 token', '50000 token'][i],
  }))
  expect(outcome(voting({ proposals }, { operators: equal }))[0][1]).toBe('rejected')
  expect(outcome(voting({ proposals, threshold: 0.49 }, { operators: equal }))[0][1]).toBe('passed')
})

test('without the quorum a vote fails, however it goes', () => {
  const { run, rows } = voting({ turnout: 0.5, quorum: 0 })
  const [, , , detail] = outcome({ run, rows })[0]
  const turnout = Number(String(detail).split('turnout ')[1])
  expect(turnout).toBeGreaterThan(0)
  expect(turnout).toBeLessThan(1)
  for (const [quorum, verdict] of [
    [turnout - 1e-5, 'passed'],
    [turnout + 1e-5, 'rejected'],
  ] as const)
    expect(outcome(voting({ turnout: 0.5, quorum }))[0][1]).toBe(verdict)
  expect(outcome(voting({ turnout: 0, quorum: 0 }))[0]).toEqual([
    3.5,
    'rejected',
    'proposal 1',
    'yes 0, no 0, turnout 0',
  ])
})

test('luck is drawn evenly for each voter and vote', () => {
  const many = [{ name: 'voter', count: 900, stake: '100 token', wallet: '0 token' }]
  const proposals = [{ ...change, every: '4 s', support: 'luck < 0.3' }]
  const part = { operators: many, staking: { minimum: '0 token' } }
  const shares = outcome(voting({ proposals }, part)).map(([, , , detail]) =>
    Number(String(detail).match(/yes (\d+)/)?.[1]),
  )
  expect(shares.length).toBe(2)
  expect(shares[0]).not.toBe(shares[1])
  // Of 90,000 token, with a standard deviation of 1,375.
  for (const share of shares) expect(Math.abs(share - 27_000)).toBeLessThan(4 * 1375)
})

test('what is passed takes effect after the delay, from the next tick on', () => {
  const got = voting({})
  expect(events(got).filter(([, kind]) => kind !== 'bond')).toEqual([
    [1.5, 'proposal', 'proposal 1', 'market.fee.burn 10 %, market.fee.treasury 0.9'],
    [3.5, 'passed', 'proposal 1', 'yes 140000, no 0, turnout 1'],
    [4.75, 'enacted', 'proposal 1', 'market.fee.burn from 0 to 0.1, market.fee.treasury from 1 to 0.9'],
  ])
  const burned = got.rows.flows.filter(([, , , purpose]) => purpose === 'feeBurn').map(([tick]) => tick)
  expect(burned).toEqual([5, 6, 7, 8, 9])
  expect(got.run.world.scenario.market.fee).toMatchObject({ burn: 0.1, treasury: 0.9 })
  expect(got.run.world.charter.market.fee).toMatchObject({ burn: 0, treasury: 1 })
})

test('a change that contradicts the rest of the scenario is refused, and the old value stands', () => {
  const got = voting({ proposals: [{ ...change, set: [burn] }] })
  expect(events(got).at(-1)).toEqual([
    4.75,
    'refused',
    'proposal 1',
    'market.fee: expected shares that sum to 1, got 1.1',
  ])
  expect(got.run.world.tables.rulingsMade.next[0]).toBe(0)
  expect(got.rows.flows.filter(([, , , purpose]) => purpose === 'feeBurn')).toEqual([])
})

test('proposals of the same time take effect in the order of the list', () => {
  const minimum = (value: string) => ({ ...change, set: [{ parameter: 'staking.minimum', value }] })
  const got = voting({ proposals: [minimum('5000 token'), change, minimum('6000 token')], delay: 0 })
  expect(events(got).filter(([, kind]) => kind === 'enacted')).toEqual([
    [3.5, 'enacted', 'proposal 1', 'staking.minimum from 10000 token to 5000 token'],
    [3.5, 'enacted', 'proposal 2', 'market.fee.burn from 0 to 0.1, market.fee.treasury from 1 to 0.9'],
    [3.5, 'enacted', 'proposal 3', 'staking.minimum from 5000 token to 6000 token'],
  ])
  expect(got.run.world.scenario.staking.minimum).toBe(6000e6)
})

test('a proposal comes again at its times', () => {
  const proposals = [{ kind: 'grant', at: '0 s', every: '3.25 s', share: 0.5 }]
  const got = voting({ proposals }, { clock: { tick: '1 s', ticks: 12 } }, 12)
  const at = (kind: string) =>
    events(got)
      .filter(row => row[1] === kind)
      .map(([time]) => time)
  expect(at('proposal')).toEqual([0, 3.25, 6.5, 9.75])
  expect(at('passed')).toEqual([2, 5.25, 8.5, 11.75])
  expect(at('enacted')).toEqual([3.25, 6.5, 9.75])
})

test('a jailed operator neither votes nor counts', () => {
  const jailed = operators.map((operator, i) =>
    i === 2 ? { ...operator, incidents: { violation: '1000/s' } } : operator,
  )
  const part = { operators: jailed, slashing: { jail: '100 s', limit: 0.000001 }, staking: { minimum: '0 token' } }
  expect(outcome(voting({}, part))).toEqual([[3.5, 'passed', 'proposal 1', 'yes 50000, no 0, turnout 1']])
})

test('support that is not a number stops the run and names the voter', () => {
  expect(() => voting({ proposals: [{ ...change, support: '1 / (price - 2000000)' }] })).toThrow(
    'governance.proposals[0].support: expected a finite number for operator middle, got division by zero',
  )
})

test('a grant pays builders, who sell at once, and public quality speeds up all nodes', () => {
  const proposals = [{ kind: 'grant', at: '0 s', share: 0.5 }]
  const publicQuality = { cost: '10 USD', depreciation: '0.1/s', effect: 2 }
  const got = voting({ proposals, publicQuality, delay: 0, term: '4.5 s' }, { operators: [operators[1]] }, 5)
  // Four ticks of ten queries at 2 token: half of 80 is 40 token, or 40 USD, which build 4.
  expect(events(got).at(-1)).toEqual([4.5, 'enacted', 'proposal 1', '40 token, 40 USD of building'])
  const { run } = got
  const { stock } = run.world.tables.publicQuality
  expect(stock[0]).toBeCloseTo(4 * Math.exp(-0.1), 12)
  const { scale } = run.world.tables.offers
  const before = scale[0]
  const built = stock[0]
  run.step()
  expect(scale[0] / before).toBeCloseTo((1 + built) ** -2, 12)
  const flows = run.summary().flows.filter(({ purpose }) => /grant|building/.test(purpose))
  expect(flows.map(({ purpose, amount }) => [purpose, amount])).toEqual([
    ['grant', '40000000'],
    ['grantSale', '40000000'],
    ['grantProceeds', '40000000'],
    ['building', '40000000'],
  ])
})

test('a grant from an empty treasury is refused', () => {
  const none = { ...fee, treasury: 0, providers: 1 }
  const got = voting({ proposals: [{ kind: 'grant', at: '0 s', share: 0.5 }] }, { market: { fee: none } })
  expect(events(got).at(-1)).toEqual([3.25, 'refused', 'proposal 1', 'the treasury is empty'])
})

/** A half-life of two ticks: after n ticks conviction is 1 - 2^(-n / 2) of what it tends to. */
const conviction = { rule: 'conviction', halfLife: '2 s' }

test('a change passes when its conviction exceeds the threshold', () => {
  // 1 - 2^-1.5 = 0.646 is the first above 0.6: at the end of the third tick of voting.
  const got = voting({ rule: conviction, threshold: 0.6, term: '9 s' })
  expect(outcome(got)).toEqual([[4, 'passed', 'proposal 1', 'yes 140000, no 0, turnout 1']])
  expect(events(got).at(-1)?.[0]).toBe(5.25)
  const half = [{ ...change, support: 'price < 2500000' }]
  expect(outcome(voting({ rule: conviction, threshold: 0.36, proposals: half, term: '8 s' }))).toEqual([
    [9.5, 'rejected', 'proposal 1', 'yes 50000, no 90000, turnout 1'],
  ])
  // 50,000 of 140,000 is 0.357: with 0.35, 2^(-n / 2) must fall below 0.02, after 12 ticks.
  const late = voting(
    { rule: conviction, threshold: 0.35, proposals: half, term: '20 s' },
    { clock: { tick: '1 s', ticks: 20 } },
    20,
  )
  expect(outcome(late).map(([time]) => time)).toEqual([13])
})

test('a grant needs the more conviction, the more of the treasury it asks for', () => {
  const grants = (share: number) =>
    voting({ rule: conviction, proposals: [{ kind: 'grant', at: '0 s', share }], term: '9 s' })
  // 0.0025 / (0.2 - share)^2: 0.25 is below 1 - 2^-0.5 = 0.293, 0.694 below 1 - 2^-2 = 0.75; 1 is never reached.
  expect(outcome(grants(0.1)).map(([time, kind]) => [time, kind])).toEqual([[1, 'passed']])
  expect(outcome(grants(0.14)).map(([time, kind]) => [time, kind])).toEqual([[4, 'passed']])
  expect(outcome(grants(0.15)).map(([time, kind]) => [time, kind])).toEqual([[9, 'rejected']])
})

test('what cannot be voted is refused with its place', () => {
  const faults = (governance: Record<string, unknown>) => {
    const read = schema.safeParse({ name: 'x', customers: [{ name: 'c' }], governance })
    return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  const set = (parameter: string, value: unknown) => [{ kind: 'change', at: 0, set: [{ parameter, value }] }]
  expect(faults({ votable: ['market.fee.bern', 'market.race.nodes', 'quality.cost', 'quality.cost'] })).toEqual([
    'governance.votable.0: expected a parameter that may change during a run, got "market.fee.bern": did you mean "market.fee.burn"?',
    'governance.votable.1: expected a parameter that may change during a run, got "market.race.nodes"',
    'governance.votable.3: expected each parameter once, got "quality.cost" again',
  ])
  expect(faults({ votable: ['staking.minimum'], proposals: set('staking.minimun', 0) })).toEqual([
    'governance.proposals.0.set.0.parameter: expected a parameter of governance.votable, got "staking.minimun": did you mean "staking.minimum"?',
  ])
  const value = (raw: unknown) => faults({ votable: ['staking.minimum'], proposals: set('staking.minimum', raw) })
  expect(value('5 token')).toEqual([])
  expect(value('5 days')).toEqual([
    'governance.proposals.0.set.0.value: expected a token amount such as "10000 token", got "5 days"',
  ])
  expect(value('-5 token')).toEqual(['governance.proposals.0.set.0.value: expected at least 0 token, got "-5 token"'])
  const grant = { kind: 'grant', at: 0, every: '15 days', share: 0.2 }
  expect(faults({ proposals: [grant], rule: 'conviction' })).toEqual([
    'governance.proposals.0.every: expected at least the term and the delay, 16 day, got 15 day',
    'governance.proposals.0.share: expected less than governance.rule.most, 0.2, got 0.2',
  ])
})

const busy = {
  clock: { tick: '1 s', ticks: 14 },
  operators: [{ name: 'node', count: 5, accuracy: 0.8, stake: { uniform: ['10000 token', '60000 token'] } }],
  customers: [{ name: 'all', count: 15, rate: '3/s' }],
  delegators: [{ name: 'd', count: 9, every: '3 s', chance: 0.5 }],
  staking: { unbonding: '2 s' },
  market: {
    fee: { operators: 0.5, treasury: 0.3, providers: 0, stakers: 0.2, burn: 0 },
    race: { nodes: 3 },
    verification: { verifiers: 1 },
  },
}
const laws = {
  votable,
  term: '2.5 s',
  delay: '1 s',
  turnout: 0.8,
  publicQuality: { cost: '0.01 USD' },
  proposals: [
    {
      ...change,
      set: [burn, { ...treasury, value: 0.2 }, { parameter: 'market.verification.detection', value: '70 %' }],
    },
    { kind: 'grant', at: '2 s', every: '4 s', share: 0.1, support: 'luck < 0.9' },
  ],
}

test.each(['stake', 'quadratic', { rule: 'conviction', halfLife: '1 s' }])(
  'a run with votes by %j repeats, and resumes before and after them to the same bits',
  rule => {
    const scenario = { ...busy, governance: { ...laws, rule } }
    const whole = trial(scenario)
    expect(whole.rows.events.filter(([, kind]) => kind === 'enacted').length).toBeGreaterThan(1)
    expect(whole.run.world.scenario.market.verification.detection).toBe(0.7)
    expect(trial(scenario).run.fingerprint()).toBe(whole.run.fingerprint())
    for (const stop of [1, 3, 5, 8, 13]) {
      const rest = resume(scenarioOf(scenario), [], trial(scenario, stop).run.snapshot(), { row: () => undefined })
      while (!rest.done) rest.step()
      expect(rest.fingerprint()).toBe(whole.run.fingerprint())
      expect(rest.summary()).toEqual(whole.run.summary())
    }
  },
)

test('a fork without changes is the same run, and one with other times follows them', () => {
  const scenario = { ...busy, governance: laws }
  const whole = trial(scenario).run
  const forked = (proposals: unknown) => {
    const rows: unknown[][] = []
    const other = scenarioOf({ ...scenario, governance: { ...laws, proposals } })
    const run = fork(other, [], trial(scenario, 1).run.snapshot(), {
      row: (table, values) => table === 'events' && rows.push([...values]),
    })
    while (!run.done) run.step()
    return { run, proposed: rows.filter(([, kind]) => kind === 'proposal').map(([time]) => time) }
  }
  expect(forked(laws.proposals).run.fingerprint()).toBe(whole.fingerprint())
  const [first, second] = laws.proposals
  expect(
    forked([
      { ...first, at: '3 s' },
      { ...second, at: '5 s', every: 0 },
    ]).proposed,
  ).toEqual([3, 5])
  expect(
    forked([
      { ...first, at: '0.5 s' },
      { ...second, at: '0 s', every: '6 s' },
    ]).proposed,
  ).toEqual([6, 12])
})

test('books balance whatever is voted', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const votes = fc.record({
    rule: fc.constantFrom('stake', 'quadratic', { rule: 'conviction', halfLife: '1 s', most: 1 }),
    quorum: share,
    threshold: share,
    turnout: share,
    term: fc.integer({ min: 0, max: 3 }),
    delay: fc.integer({ min: 0, max: 2 }),
    share: fc.double({ min: 0, max: 0.99, noNaN: true }),
    burned: share,
    minimum: fc.integer({ min: 0, max: 40_000 }),
    chance: share,
  })
  fc.assert(
    fc.property(votes, ({ share, burned, minimum, chance, term, delay, ...rest }) => {
      const governance = {
        ...rest,
        term: `${term} s`,
        delay: `${delay} s`,
        votable,
        proposals: [
          {
            ...change,
            support: `luck < ${chance}`,
            set: [
              { ...burn, value: burned / 4 },
              { ...treasury, value: 0.3 - burned / 4 },
            ],
          },
          { ...change, at: '2 s', every: '5 s', set: [{ parameter: 'staking.minimum', value: `${minimum} token` }] },
          { kind: 'grant', at: '0 s', every: '6 s', share },
        ],
      }
      const { run } = trial({ ...busy, governance })
      const { money } = run.summary()
      expect(BigInt(money.final)).toBe(BigInt(money.initial) + BigInt(money.minted) - BigInt(money.burned))
    }),
    { numRuns: 30 },
  )
})

test('without proposals there is no flow of theirs, and nothing is drawn', () => {
  const off = start(scenarioOf({ ...busy, governance: { votable } }), [], { row: () => undefined })
  while (!off.done) off.step()
  const none = trial(busy).run
  const flows = (run: typeof none) => run.summary().flows
  expect(flows(off)).toEqual(flows(none))
  expect(flows(off).filter(({ purpose }) => /grant|building/.test(purpose))).toEqual([])
})
