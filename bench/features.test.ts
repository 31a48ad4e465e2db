import { describe, expect, it } from 'vitest'
import { start } from '../sim/economy/run.ts'
import { EVERYTHING, FEATURE_NAMES, type FeatureName, featureMarket } from './feature-market.ts'
import { compareFeatures } from './features.ts'

/** Flows and events that there are only where the feature is on. */
const TRACES: Readonly<Record<FeatureName, readonly string[]>> = {
  'burn by share and mint': ['tollBurn', 'stakeMint'],
  'base fee and mint': ['tollBurn', 'stakeMint'],
  'token price, payouts': ['payout'],
  delegators: ['delegatorReward'],
  'votes by stake': ['grant', 'proposal', 'enacted'],
  'votes by conviction': ['proposal'],
  'sovereigns and auction': ['slotFee', 'bandwidthFee', 'auction'],
  'a tenth are prosumers': ['validationShare', 'validationReward'],
  jail: ['jail', 'release'],
  'refunds by ticket': ['ticketRefund'],
  bans: [],
  attention: ['advertising'],
  claims: [],
}

/** What five hours of a small market leave: purposes of flows and kinds of events among it. */
function tracesOf(features: readonly FeatureName[]) {
  const seen = new Set<string>()
  const market = featureMarket({ customers: 200, operators: 20 }, features)
  // So short a limit that some answers come late.
  const classes = market.classes.map(item => ({ ...item, sla: 0.005 }))
  const run = start({ ...market, classes, clock: { ...market.clock, tick: 600, ticks: 30 } }, [], {
    row: (table, row) => {
      if (table === 'flows') seen.add(String(row[3]))
      if (table === 'events') seen.add(String(row[1]))
    },
  })
  while (!run.done) run.step()
  return { seen, summary: run.summary(), world: run.world }
}

describe('the market with features', () => {
  const plain = tracesOf([])

  it.each(FEATURE_NAMES)('has what %s brings, and only then', name => {
    const { seen } = tracesOf([name])
    for (const trace of TRACES[name]) {
      expect(seen, trace).toContain(trace)
      expect(plain.seen, trace).not.toContain(trace)
    }
  })

  it('bars customers and judges claims where these are on', () => {
    const { world } = tracesOf(['bans'])
    expect(world.tables.bans.until.some(time => time > 0)).toBe(true)
    expect(plain.world.tables.bans.until.length).toBe(0)
    const { summary } = tracesOf(['claims'])
    expect(summary.claims.map(({ verdict }) => verdict)).not.toContain('not measured')
    expect(summary.claims.length).toBe(5)
  })

  it.each(Object.entries(EVERYTHING))('can have %s', (_, features) => {
    const { seen } = tracesOf(features)
    for (const name of features) for (const trace of TRACES[name]) expect(seen, `${name}: ${trace}`).toContain(trace)
  })
})

describe('features', () => {
  it('are held against a market without them, one by one and together', () => {
    const { text, figures } = compareFeatures({ customers: 20_000, operators: 20 }, { runs: 2, warmup: 0, quick: true })
    const lines = text.split('\n')
    expect(lines.length).toBe(1 + FEATURE_NAMES.length + 2)
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(120)
    expect(figures.length).toBe(3 * (FEATURE_NAMES.length + 2))
  })
})
