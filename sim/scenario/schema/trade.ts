/** Trade: pools of tokens and dollars, the price outside, and bots that trade away the difference. */
import type { z } from 'zod'
import { choice, integer, list, number, optional, quantity, section, series, text, variants } from '../parameter.ts'
import { abroad, bridges, chainsOf, place } from './chains.ts'

const pool = section(
  {
    name: text({ doc: 'Name of the pool.', pattern: /^[a-z0-9][a-z0-9-]{0,63}$/ }),
    tokens: number({
      unit: 'micro-token',
      default: '1e6 token',
      min: '0.001 token',
      max: '8e9 token',
      doc: 'Tokens in it at the start.',
    }),
    dollars: optional(
      number({
        unit: 'micro-dollar',
        min: '0.001 USD',
        max: '8e9 USD',
        doc: 'Dollars in it at the start. Absent: as much as its tokens are worth outside.',
      }),
    ),
    ...place,
    fee: number({
      unit: '1',
      default: 0.003,
      min: 0,
      max: 0.999,
      doc: 'Share of what comes in that stays with the pool before a trade is priced; it counts in millionths.',
    }),
  },
  'A constant-product pool of tokens and dollars, or of tokens and the coin of its chain.',
)

const volatility = number({
  unit: '1/s^0.5',
  default: '80 %/year^0.5',
  min: '0 %/year^0.5',
  doc: 'Standard deviation of the logarithm of the price, per square root of time.',
})
const drift = number({ unit: '1/s', default: '0/year', doc: 'Growth of the expected price per time.' })

/** Ways in which a price moves, each with the parameters of `more` besides its own. */
const movements = <S extends z.core.$ZodShape>(more: S) => ({
  gbm: section({ volatility, drift, ...more }, 'Times a geometric Brownian motion that starts at 1.'),
  'mean-reverting': section(
    {
      volatility,
      halfLife: number({
        unit: 's',
        default: '7 days',
        min: '1 us',
        doc: 'Time in which the logarithm of the deviation is expected to halve.',
      }),
      ...more,
    },
    'Times the exponential of an Ornstein-Uhlenbeck process that starts at 0.',
  ),
  jumps: section(
    {
      volatility,
      drift,
      every: number({
        unit: 's',
        default: '30 days',
        min: '1 s',
        doc: 'Mean time between jumps, which are Poisson.',
      }),
      mean: number({ unit: '1', default: 0, min: -5, max: 5, doc: 'Mean of the logarithm of a jump.' }),
      spread: number({
        unit: '1',
        default: 0.1,
        min: 0,
        max: 5,
        doc: 'Standard deviation of the logarithm of a jump.',
      }),
      ...more,
    },
    'A geometric Brownian motion with lognormal jumps, which leave the expected growth as it is.',
  ),
})

const depth = optional(
  number({
    unit: 'micro-token',
    min: '0.001 token',
    doc: 'Tokens that bots must buy outside, on net, to raise the price there by 1 % for good; the market outside is a constant product as deep as that. Absent: no amount moves it.',
  }),
)

const reference = variants(
  'law',
  {
    token: section({ depth }, 'The price of the token itself; where that is the pools’, the scenario’s.'),
    ...movements({ depth }),
    trace: section(
      {
        price: series({ unit: 'USD/token', doc: 'Recorded prices; between two rows the earlier one holds.' }),
        scale: choice(['relative', 'absolute'], {
          default: 'relative',
          doc: 'Whether the price moves with the recorded one, from its own at the start, or is the recorded one.',
        }),
        depth,
      },
      'Prices recorded in a CSV file.',
    ),
  },
  { default: 'token', doc: 'How the price outside, at which bots buy and sell, moves about that of the token.' },
)

const blocks = section(
  {
    every: number({
      unit: 's',
      default: '12 s',
      min: '1 ms',
      doc: 'Time between blocks; a mean where they are Poisson.',
    }),
    law: choice(['fixed', 'poisson'], { default: 'fixed', doc: 'Law of the time between blocks.' }),
  },
  'Blocks: in each one bot is the first to trade with each pool.',
)

const entry = section(
  {
    initial: integer({ default: 1, min: 0, max: 10_000, doc: 'Bots that are there at the start; the others wait.' }),
    every: number({
      unit: 's',
      default: '7 days',
      min: '1 s',
      doc: 'Time between occasions, at each of which at most one leaves and there is at most one more.',
    }),
    memory: number({
      unit: 's',
      default: '90 days',
      min: '1 s',
      doc: 'Time over which profits are averaged while as many are there, and for which it is remembered that as many lost.',
    }),
  },
  'Bots that come when they expect to earn what they cost, and leave when they do not.',
)

const bots = section(
  {
    name: text({ doc: 'Name of the group; a bot is called name-1, name-2, ...' }),
    count: integer({ default: 1, min: 1, max: 10_000, doc: 'Number of bots.' }),
    wallet: quantity({
      unit: 'micro-token',
      default: '10000 token',
      min: '0 token',
      max: '8e9 token',
      doc: 'Tokens that each has at the start, and after each trade again.',
    }),
    dollars: quantity({
      unit: 'micro-dollar',
      default: '10000 USD',
      min: '0 USD',
      max: '8e9 USD',
      doc: 'Dollars that each has at the start.',
    }),
    delay: number({
      unit: 's',
      default: '0 s',
      min: '0 s',
      max: '1 day',
      doc: 'Time that the outside price takes to reach it. Where blocks come at random, a delay longer than the last gap shows the newest price that was sampled before.',
    }),
    activity: number({ unit: '1', default: 1, min: 0, max: 1, doc: 'Chance that it looks at a pool in a block.' }),
    memory: optional(
      integer({
        min: 1,
        max: 1_000_000,
        doc: 'Trades of its own by which it learns what part of their promise they bring, and bids so much less; after losses it mostly stays away. Absent: it takes what it sees for true.',
      }),
    ),
    venue: choice(['outside', 'pools'], {
      default: 'outside',
      doc: 'Where it trades the other way round: outside, or in another pool of the same block, which takes no tokens.',
    }),
    bidding: choice(['equilibrium', 'learning'], {
      default: 'equilibrium',
      doc: 'How it bids: as in equilibrium, or a part of what the trade is worth to it that it learns from its own auctions (first-price only).',
    }),
    cost: number({ unit: 'micro-dollar/s', default: '0 USD/day', min: '0 USD/day', doc: 'Cost of running one.' }),
    entry: optional(entry),
    ...abroad,
  },
  'A group of arbitrage bots.',
)

const prize = section(
  {
    name: text({ doc: 'Name of the prize.' }),
    every: integer({ default: 1, min: 1, max: 1_000_000, doc: 'Blocks from one to the next; 1: one in each block.' }),
    worth: number({
      unit: 'micro-dollar',
      default: '1 USD',
      min: '0.001 USD',
      max: '8e9 USD',
      doc: 'What it is worth to whoever is first; the most that it may be worth where values are private.',
    }),
    values: choice(['common', 'uniform'], {
      default: 'common',
      doc: 'common: worth the same to all bots, who know it. uniform: to each what it alone knows, evenly between nothing and the worth.',
    }),
  },
  'Something besides trades that goes to the first in a block, such as a liquidation or a mint; it is paid from outside.',
)

const revert = number({
  unit: 'micro-dollar',
  default: '0 USD',
  min: '0 USD',
  doc: 'What a losing bid costs; bots stay away as often as that makes it a fair game.',
})

const auction = variants(
  'rule',
  {
    'first-price': section({ revert }, 'Sealed bids; the highest wins and is paid.'),
    'second-price': section(
      {},
      'Bots bid what the trade is worth to them; the highest wins and pays the second highest.',
    ),
    'all-pay': section({}, 'Sealed bids; the highest wins, and all are paid.'),
    share: section(
      {
        share: number({ unit: '1', default: 0.5, min: 0, max: 1, doc: 'Share of the worth that the protocol skims.' }),
      },
      'The bot to which the trade is worth most wins and pays a share of the worth.',
    ),
  },
  { default: 'first-price', doc: 'The auction of the first place in a block, by priority fees in tokens.' },
)

const share = (receiver: string, fallback: number) =>
  number({ unit: '1', default: fallback, min: 0, max: 1, doc: `Share of the priority fees for ${receiver}.` })

const to = section(
  {
    treasury: share('the treasury, and what the others do not take', 1),
    burn: share('nobody: it is burned', 0),
    stakers: share('stakers, in proportion to stake', 0),
    operators: share('operators in the market, in proportion to their nodes', 0),
  },
  'Where priority fees go; shares sum to 1.',
)

export const trade = section(
  {
    pools: list(pool, { default: [], max: 64, doc: 'Pools; none: no trade.' }),
    reference,
    chains: chainsOf(movements({})),
    bridges,
    blocks,
    bots: list(bots, { default: [], max: 100, doc: 'Arbitrage bots.' }),
    prizes: list(prize, { default: [], max: 16, doc: 'Prizes for which bots bid besides; none: only trades.' }),
    auction,
    to,
  },
  'Trade in the token besides the outside market: pools, arbitrage, priority fees.',
)
