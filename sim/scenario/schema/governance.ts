/** Governance: who votes how on which parameters and grants, and what grants build. */
import { amount, formula, list, number, section, text, variants } from '../parameter.ts'

/** What a support formula may read, one value per operator who votes. */
export const GOVERNANCE_VARIABLES = {
  stake: 'own stake, micro-token',
  delegated: 'tokens delegated to it, micro-token',
  power: 'own share of all stake, delegations included',
  share: 'own share of paid queries, smoothed',
  profit: 'own profit per second after capital cost, smoothed, micro-dollar/s',
  price: 'own posted price, micro-token/query',
  performance: 'own performance score, 0 to 1',
  utilisation: 'share of own capacity in use, smoothed',
  operators: 'number of operators in the market',
  treasury: 'balance of the treasury, micro-token',
  tokenPrice: 'price of the token, USD/token',
  luck: 'a number from 0 to 1, drawn for each voter and vote',
  time: 'seconds since the start',
} as const

const common = {
  at: number({ unit: 's', min: '0 s', doc: 'When it is put to the vote.' }),
  every: number({
    unit: 's',
    default: '0 s',
    min: '0 s',
    doc: 'Time after which it is put to the vote again; 0: once.',
  }),
  support: formula({
    variables: GOVERNANCE_VARIABLES,
    default: '1',
    doc: 'A voter votes yes where this is above 0.5, else no: "luck < 0.6" is yes with 60 %.',
  }),
}

const proposal = variants(
  'kind',
  {
    change: section(
      {
        ...common,
        set: list(
          section(
            {
              parameter: text({ doc: 'Path of the parameter: market.fee.burn.' }),
              value: amount({ doc: 'What it becomes, written as where the parameter stands.' }),
            },
            'A parameter and its new value.',
          ),
          { min: 1, max: 100, doc: 'Parameters that change together.' },
        ),
      },
      'Parameters of the scenario get new values.',
    ),
    grant: section(
      {
        ...common,
        share: number({
          unit: '1',
          min: 0,
          max: 1,
          doc: 'Share of the treasury’s tokens, as they are when it is paid.',
        }),
      },
      'The treasury pays builders of public quality.',
    ),
  },
  { doc: 'A proposal.' },
)

const rule = variants(
  'rule',
  {
    stake: section({}, 'A vote weighs as much as the stake behind it, delegations included.'),
    quadratic: section({}, 'A vote weighs the square root of the stake behind it, in tokens.'),
    conviction: section(
      {
        halfLife: number({ unit: 's', default: '3 days', min: '1 s', doc: 'Half-life of conviction.' }),
        most: number({
          unit: '1',
          default: 0.2,
          min: 0.000001,
          max: 1,
          doc: 'Beta: share of the treasury that no grant can reach.',
        }),
        weight: number({
          unit: '1',
          default: 0.0025,
          min: 0,
          max: 1,
          doc: 'Rho: a grant needs a lasting support of weight / (most - share)^2 of all stake.',
        }),
      },
      'Support adds up and fades as conviction; a proposal passes when that is enough (1Hive). A change needs a lasting support of the threshold.',
    ),
  },
  { default: 'stake', doc: 'Rule by which votes are weighed.' },
)

const publicQuality = section(
  {
    cost: number({
      unit: 'micro-dollar',
      default: '100000 USD',
      min: '0.000001 USD',
      doc: 'Dollars that raise public quality by 1.',
    }),
    depreciation: number({
      unit: '1/s',
      default: '0.2/year',
      min: '0/year',
      doc: 'Share of public quality lost per time.',
    }),
    effect: number({
      unit: '1',
      default: 0.2,
      min: 0,
      max: 10,
      doc: 'Service times of all nodes are divided by (1 + public quality)^effect.',
    }),
  },
  'Public quality: software and standards that serve all operators, built by grants.',
)

export const governance = section(
  {
    votable: list(text({ doc: 'Path of a parameter: market.fee.burn.' }), {
      default: [],
      max: 100,
      doc: 'Parameters that votes may change.',
    }),
    rule,
    quorum: number({
      unit: '1',
      default: 0.334,
      min: 0,
      max: 1,
      doc: 'Least share of all stake that must take part; conviction needs none.',
    }),
    threshold: number({
      unit: '1',
      default: 0.5,
      min: 0,
      max: 1,
      doc: 'Share of the votes cast that must be exceeded; of all stake for a change by conviction.',
    }),
    term: number({
      unit: 's',
      default: '14 days',
      min: '0 s',
      doc: 'Time from a proposal to the count of its votes; longest time for which it can gather conviction.',
    }),
    delay: number({ unit: 's', default: '2 days', min: '0 s', doc: 'Time from passing to taking effect.' }),
    turnout: number({ unit: '1', default: 1, min: 0, max: 1, doc: 'Probability that a voter takes part in a vote.' }),
    proposals: list(proposal, { default: [], max: 100, doc: 'Proposals.' }),
    publicQuality,
  },
  'Governance: operators vote with the stake behind them on parameters and grants.',
)
