/** The service market: who is asked, who wins, who is paid. */
import { choice, flag, formula, integer, number, optional, section, variants } from '../parameter.ts'

/** What a selection formula may read, one value per node (and per region and class of the query). */
export const SELECTION_VARIABLES = {
  performance: 'performance score, 0 to 1',
  accuracy: 'accuracy score, 0 to 1',
  uptime: 'uptime score, 0 to 1',
  stake: 'operator’s stake, delegations included, micro-token',
  stakeScore: 'operator’s stake, delegations included, over the scenario’s stake unit',
  price: 'posted price, micro-token/query',
  cheapest: 'lowest posted price among the capable nodes, micro-token/query',
  latency: 'smoothed time of its answers plus the network round trip from the customer’s region, s',
  distance: 'network round trip from the customer’s region, s',
  load: 'utilisation in the last tick',
  servers: 'parallel servers',
  quality: 'operator’s quality stock',
  appeal: 'operator’s given attractiveness',
  bonus: 'specialization bonus for the query’s class',
  time: 'seconds since the start',
} as const

const selection = variants(
  'rule',
  {
    seed: section({}, '0.4 performance + 0.3 accuracy + 0.2 uptime + 0.1 log(stakeScore)'),
    'seed-price': section(
      { sensitivity: number({ unit: '1', default: 2, min: 0, max: 100, doc: 'Exponent of cheapest / price.' }) },
      'The seed’s weight times (cheapest / price)^sensitivity.',
    ),
    cheapest: section(
      {},
      'The cheapest capable nodes, equal prices evenly; dearer ones only when the cheaper are taken.',
    ),
    logit: section(
      {
        scale: number({
          unit: 'micro-token/query',
          default: '0.00025 token/query',
          min: '0.000001 token/query',
          doc: 'Logit scale mu: a price higher by mu divides the odds by e.',
        }),
        delay: number({
          unit: '1/s',
          default: '0/s',
          min: '0/s',
          doc: 'Disutility of latency: one second divides the odds by exp(delay * 1 s).',
        }),
        outside: optional(
          number({
            unit: 'micro-token/query',
            doc: 'Price at which the outside option would be as good as a node; it is one more alternative of the logit. Absent: no outside option.',
          }),
        ),
      },
      'Weight exp(-price / scale - delay * latency).',
    ),
    uniform: section({}, 'Every capable node alike.'),
    stake: section({}, 'In proportion to the operator’s stake.'),
    hash: section(
      { points: integer({ default: 64, min: 1, max: 4096, doc: 'Points of each node on the ring.' }) },
      'Consistent hashing: a customer’s queries go to the nodes that follow it on the ring, nodes of its own region first.',
    ),
    formula: section(
      {
        formula: formula({
          variables: SELECTION_VARIABLES,
          doc: 'Weight of a node; negative or not finite is an error.',
        }),
      },
      'A formula of your own.',
    ),
  },
  {
    default: 'seed',
    doc: 'Rule that weights the capable nodes; the racing nodes are drawn one after another in proportion to weight.',
  },
)

const fee = section(
  {
    operators: number({
      unit: '1',
      default: 0.5,
      min: 0,
      max: 1,
      doc: 'Share of the operators who won and verified.',
    }),
    treasury: number({ unit: '1', default: 0.2, min: 0, max: 1, doc: 'Share of the treasury.' }),
    providers: number({ unit: '1', default: 0.2, min: 0, max: 1, doc: 'Share of data providers.' }),
    stakers: number({ unit: '1', default: 0.1, min: 0, max: 1, doc: 'Share of all stakers, in proportion to stake.' }),
    prosumers: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 1,
      doc: 'Share of the pool that pays prosumers for validating; what they do not earn goes to the treasury.',
    }),
    burn: number({ unit: '1', default: 0, min: 0, max: 1, doc: 'Share burned.' }),
  },
  'Where a paid fee goes; shares must sum to 1.',
)

export const market = section(
  {
    selection,
    stakeUnit: number({
      unit: 'micro-token',
      default: '1 token',
      min: '0.000001 token',
      doc: 'Stake of stake score 1.',
    }),
    race: section(
      {
        nodes: integer({
          default: 5,
          min: 1,
          max: 16,
          doc: 'Nodes K that race for a query; fewer where fewer are capable.',
        }),
        losers: choice(['finish', 'cancel'], {
          default: 'finish',
          doc: 'Whether losers finish their work or are cancelled at the first answer; cancel needs queue service, no verifiers and customers without a budget.',
        }),
      },
      'The race.',
    ),
    service: choice(['utilisation', 'queue'], {
      default: 'utilisation',
      doc: 'utilisation: last tick’s load inflates latency by the M/M/c formula. queue: queries wait for the node’s servers, query by query, in the order of market.discipline, backlog carried over ticks.',
    }),
    discipline: choice(['arrival', 'priority'], {
      default: 'arrival',
      doc: 'In which order the queries that wait at a node are served. arrival: first come first served. priority: the class with the highest priority fee first, equal ones by arrival; work that has begun is not interrupted. priority needs queue service and customers without a budget.',
    }),
    sampling: integer({
      default: 1,
      min: 1,
      max: 1_000_000,
      doc: 'Queries that one simulated query stands for: one in so many is raced, and what becomes of it is counted and paid so many times. More than 1 needs service "utilisation" and no traces.',
    }),
    verification: section(
      {
        verifiers: integer({
          default: 2,
          min: 0,
          max: 8,
          doc: 'Racing nodes of other operators that confirm the winner’s answer and are paid for it: those drawn first that have the right answer.',
        }),
        detection: number({
          unit: '1',
          default: 1,
          min: 0,
          max: 1,
          doc: 'Probability that a wrong answer is caught; one that is not can win.',
        }),
      },
      'Verification of answers.',
    ),
    fee,
    winner: number({
      unit: '1',
      default: 0.7,
      min: 0,
      max: 1,
      doc: 'Winner’s part of the operators’ share; the verifiers divide the rest. All of it where there are no verifiers.',
    }),
    refund: number({
      unit: '1',
      default: 1,
      min: 0,
      max: 1,
      doc: 'Share of the fee returned when no accepted answer comes in time.',
    }),
    scores: section(
      {
        learning: flag({ default: true, doc: 'Whether scores move; false keeps those of the start.' }),
        halfLife: number({ unit: 's', default: '1 day', min: '1 s', doc: 'Half-life of the averages.' }),
        reference: number({
          unit: 's',
          default: '20 ms',
          min: '1 us',
          doc: 'Latency at which performance is one half.',
        }),
      },
      'Scores: exponentially weighted averages of what happened.',
    ),
    smoothing: number({
      unit: 's',
      default: '1 day',
      min: '1 s',
      doc: 'Half-life of the averages that operators decide on: revenue, cost, utilisation, share.',
    }),
  },
  'The service market.',
)
