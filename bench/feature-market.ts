/**
 * The race market with features of the protocol turned on, alone or together. Amounts are those of StreamSync where it
 * has any; what comes round in days there comes round every hour here, so that a few ticks hold all of it.
 */
import { type Scenario, scenario } from '../sim/scenario/schema.ts'
import { raceDocument, type Size } from './race-market.ts'

/** A scenario document as far as features read of one another. */
interface Document {
  readonly operators: readonly object[]
  readonly customers: readonly { readonly count: number }[]
  readonly regions?: readonly object[]
  readonly token: object
  readonly market: object
  readonly protocol?: object
  readonly governance?: object
  readonly terms?: object
}

/** What a feature lays over a document, member by member. */
type Feature = (document: Document, size: Size) => Partial<Document> & Readonly<Record<string, unknown>>

const proposals = [
  { kind: 'grant', at: '0 s', every: '1 h', share: 0.01, support: 'luck < 0.7' },
  {
    kind: 'change',
    at: '0 s',
    every: '1 h',
    support: 'power > share',
    set: [{ parameter: 'slashing.wrong', value: 0.03 }],
  },
]
const governance = { votable: ['slashing.wrong'], term: '30 min', delay: '5 min', proposals }

export const FEATURES = {
  'burn by share and mint': () => ({
    protocol: { burn: { rule: 'share', share: 0.02 }, mint: { schedule: 'steady' } },
  }),
  'base fee and mint': (_, { customers, perTick = 1 }) => ({
    protocol: {
      burn: { rule: 'base-fee', initial: '0.00001 token', least: '0.00001 token', target: customers * perTick },
      mint: { schedule: 'constant' },
    },
  }),
  'token price, payouts': ({ operators, token }) => ({
    token: { ...token, pricing: { rule: 'quantity' } },
    operators: operators.map(group => ({ ...group, payout: 0.5 })),
  }),
  delegators: () => ({ delegators: [{ name: 'delegator', count: 1000, every: '1 h' }] }),
  'votes by stake': () => ({ governance }),
  'votes by conviction': () => ({ governance: { ...governance, rule: { rule: 'conviction' } } }),
  'sovereigns and auction': ({ regions = [{ name: 'world' }] }, { operators }) => ({
    regions: regions.map(region => ({ ...region, bandwidth: '1 GB/s' })),
    sovereigns: [
      {
        name: 'sovereign',
        count: 10,
        slots: Math.ceil(operators / 5),
        value: { uniform: ['500 USD/month', '1500 USD/month'] },
        taper: 0.01,
        bandwidth: '100 kB/s',
        bandwidthValue: '0.2 USD/GB',
      },
    ],
    auction: { every: '1 h', slots: operators, bandwidth: '800 kB/s' },
  }),
  'a tenth are prosumers': ({ customers, market }) => ({
    customers: customers.flatMap(group => {
      const count = Math.floor(group.count / 10)
      const prosumers = { ...group, name: 'prosumers', count, wallet: '100 token', reciprocity: { capacity: '1 B/s' } }
      return [{ ...group, count: group.count - count }, prosumers]
    }),
    market: {
      ...market,
      fee: { operators: 0.5, treasury: 0.15, providers: 0.2, stakers: 0.1, prosumers: 0.05, burn: 0 },
    },
  }),
  jail: ({ operators }) => ({
    operators: operators.map(group => ({ ...group, incidents: { violation: '12/year' } })),
    slashing: { jail: '1 h' },
  }),
  'refunds by ticket': ({ terms }) => ({ terms: { ...terms, refunds: { rule: 'ticket', delay: '5 min' } } }),
  bans: ({ terms }) => ({
    terms: { ...terms, access: 'provider', bans: { rate: '12/year', lasts: '1 day', operators: 'operator-1' } },
  }),
  attention: ({ terms }) => ({ terms: { ...terms, attention: { value: '0.0001 USD/query' } } }),
  claims: () => ({
    claims: ['cover', 'hhi', 'sla_miss', 'latency_p95', 'price_p50'].map(metric => ({
      claim: `${metric} is at most 1`,
      metric,
      most: 1,
      source: 'bench',
    })),
  }),
} as const satisfies Readonly<Record<string, Feature>>

export type FeatureName = keyof typeof FEATURES
export const FEATURE_NAMES = Object.keys(FEATURES) as readonly FeatureName[]

const without = (...left: readonly FeatureName[]) => FEATURE_NAMES.filter(name => !left.includes(name))

/** All features; of rules that exclude each other one of each. */
export const EVERYTHING = {
  'all, burn by share, votes by stake': without('base fee and mint', 'votes by conviction'),
  'all, base fee, votes by conviction': without('burn by share and mint', 'votes by stake'),
} as const

/** The race market with these features. */
export function featureMarket(size: Size, features: readonly FeatureName[]): Scenario {
  let document: Document = raceDocument(size)
  for (const name of features) {
    const feature: Feature = FEATURES[name]
    document = { ...document, ...feature(document, size) }
  }
  return scenario.parse(document)
}
