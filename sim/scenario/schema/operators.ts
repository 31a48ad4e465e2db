/** Operators and their nodes: a group is drawn from the same quantities. */
import { flag, integer, list, number, optional, quantity, section, text, variants } from '../parameter.ts'
import { conduct } from './conduct.ts'
import { pricing, repricing } from './pricing.ts'
import { investment } from './quality.ts'

const latency = variants(
  'law',
  {
    exponential: section({ mean: quantity({ unit: 's', default: '20 ms', min: '0 s', doc: 'Mean.' }) }, 'Exponential.'),
    lognormal: section(
      {
        median: quantity({ unit: 's', default: '20 ms', min: '0 s', doc: 'Median.' }),
        sigma: quantity({ unit: '1', default: 0.5, min: 0, max: 5, doc: 'Standard deviation of the logarithm.' }),
      },
      'Lognormal.',
    ),
    deterministic: section(
      { value: quantity({ unit: 's', default: '20 ms', min: '0 s', doc: 'Every answer takes this.' }) },
      'Always the same.',
    ),
    geometric: section(
      {
        success: quantity({
          unit: '1',
          default: 0.3,
          min: 0.000001,
          max: 1,
          doc: 'Probability of finishing in each step.',
        }),
        step: quantity({ unit: 's', default: '1 ms', min: '0 s', doc: 'Length of a step.' }),
      },
      'A whole number of steps, at least one.',
    ),
  },
  { default: 'exponential', doc: 'Law of the time in which a node serves one query.' },
)

const failure = section(
  {
    every: quantity({ unit: 's', min: '1 s', doc: 'Mean time between failures of a node (exponential).' }),
    repair: quantity({ unit: 's', default: '1 h', min: '0 s', doc: 'Mean time to repair (exponential).' }),
  },
  'Random failures of a node.',
)

const incidents = section(
  {
    violation: number({ unit: '1/s', default: '0/year', min: '0/year', doc: 'Violations of consensus per time.' }),
    malice: number({ unit: '1/s', default: '0/year', min: '0/year', doc: 'Malicious acts per time.' }),
  },
  'Poisson incidents that are worse than a wrong answer.',
)

const expansion = variants(
  'rule',
  {
    none: section({}, 'The number of nodes never changes.'),
    utilisation: section(
      {
        high: number({
          unit: '1',
          default: 0.8,
          min: 0,
          max: 1,
          doc: 'Utilisation above which a profitable operator adds a node.',
        }),
        low: number({
          unit: '1',
          default: 0.2,
          min: 0,
          max: 1,
          doc: 'Utilisation below which an operator retires a node.',
        }),
        most: integer({ default: 10, min: 1, max: 1000, doc: 'Most nodes of one operator.' }),
        every: number({ unit: 's', default: '7 days', min: '1 s', doc: 'Time between decisions.' }),
      },
      'Add a node when busy and profitable, retire one when idle.',
    ),
  },
  { default: 'none', doc: 'Rule by which an operator changes its number of nodes.' },
)

export const operatorGroup = section(
  {
    name: text({ doc: 'Name of the group; an operator is called name-1, name-2, ...' }),
    count: integer({ default: 1, min: 0, max: 100_000, doc: 'Number of operators.' }),
    nodes: quantity({
      unit: '1',
      default: 1,
      min: 1,
      max: 1000,
      whole: true,
      doc: 'Nodes of each operator at the start.',
    }),
    regions: list(text({ doc: 'Name of a region.' }), {
      default: [],
      doc: 'Regions of the nodes, in turn; empty: all regions.',
    }),
    sites: list(text({ doc: 'Name of a site.' }), {
      default: [],
      doc: 'Sites of the nodes, in turn, in place of regions; empty: the first site of the node’s region.',
    }),
    specialization: text({ default: '', doc: 'Name of the operators’ specialization; empty: none.' }),
    price: quantity({
      unit: 'micro-token/query',
      default: '0.001 token/query',
      min: '0 token/query',
      doc: 'Posted price at the start.',
    }),
    wallet: quantity({ unit: 'micro-token', default: '1000 token', min: '0 token', doc: 'Tokens at the start.' }),
    dollars: quantity({ unit: 'micro-dollar', default: '0 USD', min: '0 USD', doc: 'Dollars at the start.' }),
    stake: quantity({
      unit: 'micro-token',
      default: '10000 token',
      min: '0 token',
      doc: 'Stake at the start or at entry.',
    }),
    commission: quantity({
      unit: '1',
      default: 0.1,
      min: 0,
      max: 1,
      doc: 'Share of its delegators’ rewards that the operator keeps.',
    }),
    incidents: optional(incidents),
    fixedCost: quantity({
      unit: 'micro-dollar/s',
      default: '0 USD/month',
      min: '0 USD/month',
      doc: 'Cost of a node per time.',
    }),
    queryCost: quantity({
      unit: 'micro-dollar/query',
      default: '0 USD/query',
      min: '0 USD/query',
      doc: 'Cost of serving one query of work 1, won or lost.',
    }),
    capitalCost: number({
      unit: '1/s',
      default: '0/year',
      min: '0/year',
      doc: 'Opportunity cost of the stake per time; not a payment, but entry and exit count it.',
    }),
    latency,
    servers: quantity({
      unit: '1',
      default: 1,
      min: 1,
      max: 100_000,
      whole: true,
      doc: 'Queries that a node serves at the same time.',
    }),
    buffer: optional(
      quantity({
        unit: '1',
        min: 0,
        max: 100_000,
        whole: true,
        doc: 'Queries that may wait at a node; a further one is lost. Absent: no limit. Queue service only.',
      }),
    ),
    accuracy: quantity({ unit: '1', default: 1, min: 0, max: 1, doc: 'Probability that an answer is correct.' }),
    failure: optional(failure),
    performance: quantity({ unit: '1', default: 1, min: 0, max: 1, doc: 'Performance score at the start.' }),
    accuracyScore: quantity({ unit: '1', default: 1, min: 0, max: 1, doc: 'Accuracy score at the start.' }),
    uptime: quantity({ unit: '1', default: 1, min: 0, max: 1, doc: 'Uptime score at the start.' }),
    weight: optional(quantity({ unit: '1', min: 0, doc: 'Selection weight in place of the rule’s.' })),
    appeal: quantity({
      unit: '1',
      default: 1,
      min: 0,
      doc: 'Given attractiveness, for selection formulas that name it.',
    }),
    quality: quantity({ unit: '1', default: 0, min: 0, max: 1000, doc: 'Quality stock at the start.' }),
    pricing,
    repricing,
    investment,
    payout: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 1,
      doc: 'Share of what it earned in a tick, costs taken off, that an operator sells and pays out to its owners in dollars.',
    }),
    expansion,
    conduct,
    mayExit: flag({ default: true, doc: 'Whether the operator leaves when the exit rule says so.' }),
  },
  'A group of operators: everything an operator has and how it decides.',
)
