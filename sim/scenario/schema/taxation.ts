/** The protocol’s self-taxation: what it takes of every action, what it burns, what it mints and for whom. */
import { formula, integer, number, optional, section, variants } from '../parameter.ts'

/** What a burn formula may read, one value per operator. */
export const BURN_VARIABLES = {
  price: 'own posted price, micro-token/query',
  cost: 'own marginal cost of one paid query over what it yields per unit of price, micro-token/query',
  share: 'own share of paid queries, smoothed',
  utilisation: 'share of own capacity in use, smoothed',
  performance: 'own performance score, 0 to 1',
  stake: 'own stake, micro-token',
  demand: 'demand over supply of the whole market: work over capacity, smoothed',
  supply: 'tokens in existence, micro-token',
  tokenPrice: 'price of the token, USD/token',
  time: 'seconds since the start',
} as const

/** What a mint formula may read. */
export const MINT_VARIABLES = {
  supply: 'tokens in existence, micro-token',
  burned: 'tokens burned so far in this tick, micro-token',
  staked: 'tokens at stake, micro-token',
  tokenPrice: 'price of the token, USD/token',
  time: 'seconds since the start',
  tick: 'length of a tick, s',
} as const

const share = number({
  unit: '1',
  default: 0.01,
  min: 0,
  max: 1,
  doc: 'Share of every paid fee, refunds taken off, that is taken before the fee is split.',
})

const burn = variants(
  'rule',
  {
    none: section({}, 'Nothing is taken.'),
    share: section({ share }, 'A fixed share of every paid fee.'),
    'base-fee': section(
      {
        initial: number({ unit: 'micro-token', default: '0.0001 token', min: 0, doc: 'Base fee at the start.' }),
        target: integer({ default: 1000, min: 1, max: 1e12, doc: 'Gas a tick at which the base fee stands still.' }),
        elasticity: number({
          unit: '1',
          default: 2,
          min: 1,
          max: 1000,
          doc: 'Gas beyond this multiple of the target moves the base fee no further.',
        }),
        denominator: integer({
          default: 8,
          min: 1,
          max: 1_000_000,
          doc: 'The base fee moves by at most (elasticity - 1) / denominator of itself a tick.',
        }),
        least: number({ unit: 'micro-token', default: '0 token', min: 0, doc: 'Lowest base fee.' }),
      },
      'A toll for each unit of gas on top of the posted price, by the integer rule of EIP-1559.',
    ),
    'burn-and-mint': section(
      {
        share,
        mint: number({
          unit: 'micro-token/s',
          default: '100 token/day',
          min: '0 token/day',
          doc: 'Tokens minted per time.',
        }),
      },
      'A share of every paid fee, and a fixed mint: supply settles where the two are equal.',
    ),
    'buy-back': section(
      {
        share,
        every: number({ unit: 's', default: '7 days', min: '1 us', doc: 'Time between purchases.' }),
      },
      'A share of every paid fee that the treasury sells at once for dollars, with which it buys tokens back later.',
    ),
    formula: section(
      {
        formula: formula({
          variables: BURN_VARIABLES,
          doc: 'Share of an operator’s paid fees that is taken; outside 0 to 1 is an error.',
        }),
      },
      'A formula of your own.',
    ),
  },
  { default: 'none', doc: 'Rule by which the protocol taxes queries.' },
)

const mint = variants(
  'schedule',
  {
    none: section({}, 'Nothing is minted.'),
    constant: section(
      {
        amount: number({
          unit: 'micro-token/s',
          default: '100 token/day',
          min: '0 token/day',
          doc: 'Tokens per time.',
        }),
      },
      'The same amount at all times.',
    ),
    halving: section(
      {
        amount: number({
          unit: 'micro-token/s',
          default: '100 token/day',
          min: '0 token/day',
          doc: 'Tokens per time until the first halving.',
        }),
        every: number({ unit: 's', default: '1460 days', min: '1 s', doc: 'Time between halvings.' }),
      },
      'An amount that is halved again and again.',
    ),
    steady: section(
      {
        supply: optional(
          number({
            unit: 'micro-token',
            min: '1 token',
            max: '8e9 token',
            doc: 'Supply to hold. Absent: the start’s.',
          }),
        ),
        most: optional(
          number({ unit: 'micro-token/s', min: '0 token/day', doc: 'Most tokens minted per time. Absent: no limit.' }),
        ),
      },
      'What was burned is minted back, so that supply holds: non-inflationary.',
    ),
    formula: section(
      {
        formula: formula({
          variables: MINT_VARIABLES,
          doc: 'Micro-tokens to mint in a tick; negative or not finite is an error.',
        }),
      },
      'A formula of your own.',
    ),
  },
  { default: 'none', doc: 'Schedule by which the protocol mints tokens.' },
)

const rewards = section(
  {
    operators: number({
      unit: '1',
      default: 0.5,
      min: 0,
      max: 1,
      doc: 'Share for operators, in proportion to the fees that they earned in the tick.',
    }),
    agents: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 1,
      doc: 'Share for agents, in proportion to the work that they did in the tick.',
    }),
    stakers: number({ unit: '1', default: 0.5, min: 0, max: 1, doc: 'Share for stakers, in proportion to stake.' }),
    treasury: number({ unit: '1', default: 0, min: 0, max: 1, doc: 'Share of the treasury.' }),
    providers: number({ unit: '1', default: 0, min: 0, max: 1, doc: 'Share of data providers.' }),
  },
  'Who gets minted tokens; shares must sum to 1. A share for which nobody qualifies goes to the treasury.',
)

export const protocol = section(
  {
    burn,
    burnt: number({
      unit: '1',
      default: 1,
      min: 0,
      max: 1,
      doc: 'Part of what the rule takes that is burned (or, of buy-back, sold to buy back); the rest is the treasury’s.',
    }),
    mint,
    rewards,
  },
  'Self-taxation: what the protocol takes of every query, and what it mints.',
)
