/** Compute credits: what they cost, how long they are good, how many can be used at a time; and rules by which agents buy them. */
import { choice, flag, formula, integer, number, optional, section, series, text, variants } from '../parameter.ts'
import { pattern } from './customers.ts'

/** What a formula of the price of credits may read. */
export const CREDIT_PRICE_VARIABLES = {
  base: 'credits.price in the currency of the price, in micro-token at the price of the tick',
  load: 'compute wanted over what can be used (credits.capacity), smoothed; 0 where any number can',
  sold: 'credits bought ahead over what can be used, smoothed; 0 where any number can',
  hour: 'hour of the day, 0 to 24',
  day: 'day of the week, 0 to 6',
  time: 'seconds since the start',
} as const

/** What a formula of a level of credits may read, one value an agent. */
export const BUYING_VARIABLES = {
  credits: 'credits at hand less work that waits',
  wallet: 'tokens at hand, micro-token',
  price: 'price of a credit in this tick, micro-token',
  mean: 'mean of the prices of the last `memory`, micro-token',
  load: 'work expected within `cover`, beyond its own machine, credits',
  error: 'standard deviation of the error of a forecast of one tick, credits',
  hour: 'hour of the day, 0 to 24',
  time: 'seconds since the start',
} as const

const pricing = variants(
  'rule',
  {
    fixed: section({}, 'The price stays.'),
    pattern: section({ pattern }, 'The price moves over day, week and years as demand does by a pattern.'),
    series: section(
      {
        prices: series({ unit: 'micro-dollar', doc: 'Recorded prices, in place of credits.price.' }),
        credits: number({
          unit: '1',
          default: 1,
          min: 0.000001,
          max: 1_000_000_000,
          doc: 'Credits that one has for the recorded price.',
        }),
      },
      'Recorded prices, in dollars.',
    ),
    congestion: section(
      {
        slope: number({
          unit: '1',
          default: 4,
          min: 0,
          max: 1_000_000,
          doc: 'By how much the price rises when all that can be used is, as a multiple of what it is when nothing is.',
        }),
        exponent: number({ unit: '1', default: 3, min: 1, max: 20, doc: 'How late it rises: a power of the load.' }),
      },
      'A convex price of congestion: base · (1 + slope · x^exponent), x the greater of load and sold.',
    ),
    formula: section(
      { formula: formula({ variables: CREDIT_PRICE_VARIABLES, doc: 'Price of a credit, micro-token.' }) },
      'A formula of your own.',
    ),
  },
  { default: 'fixed', doc: 'How the price of a credit moves.' },
)

export const credits = section(
  {
    price: number({
      unit: 'micro-token',
      default: '0.001 token',
      min: '0 token',
      doc: 'Price of a credit: compute for a task of work 1.',
    }),
    currency: choice(['token', 'dollar'], {
      default: 'token',
      doc: 'In what this price stands: in tokens, or in dollars at the token’s price at the start, so that in tokens it moves against the token.',
    }),
    pricing,
    smoothing: number({
      unit: 's',
      default: '0 s',
      min: '0 s',
      doc: 'Half-life of the averages of load and sales by which the price moves; 0: those of the last tick.',
    }),
    spot: section(
      {
        open: flag({ default: true, doc: 'Whether compute can be bought on the spot, without credits.' }),
        factor: number({
          unit: '1',
          default: 1,
          min: 0,
          max: 1000,
          doc: 'Its price as a multiple of that of a credit.',
        }),
      },
      'Compute on the spot, bought as it is needed.',
    ),
    capacity: optional(
      number({
        unit: '1/s',
        min: '0/h',
        doc: 'Credits that can be used per time, bought ahead before bought on the spot. Absent: any number.',
      }),
    ),
    operators: optional(
      section(
        {
          group: text({ doc: 'Name of a group of operators.' }),
          work: number({
            unit: '1',
            default: 1,
            min: 0.000001,
            max: 1_000_000_000,
            doc: 'Queries of work 1 that a server could serve in place of one credit.',
          }),
        },
        'Who makes compute: operators, of what their servers were neither reserved for nor busy with in the last tick. They get what agents pay for compute, and bear what serving costs them, each for its part of what all offered. Absent: issuers, who spend all that they earn on machines.',
      ),
    ),
    rationing: choice(['even', 'lot'], {
      default: 'even',
      doc: 'Who gets compute where less can be used than is wanted, credits still before the spot: all alike, up to one level; or some all that they want and the others nothing, by lot in each tick.',
    }),
    fee: number({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'Fee on the ledger for each purchase ahead, to the treasury.',
    }),
    burn: number({ unit: '1', default: 0, min: 0, max: 1, doc: 'Share of these fees that is burned.' }),
    holding: number({
      unit: 'micro-token/s',
      default: '0 token/day',
      min: '0 token/day',
      doc: 'What holding a credit costs per time, paid to issuers at the end of each tick as far as the wallet goes.',
    }),
    life: optional(
      number({
        unit: 's',
        min: '1 us',
        doc: 'Time that a credit is good for, at least; what is not used within it is gone. Absent: for ever.',
      }),
    ),
    vintages: integer({
      default: 24,
      min: 1,
      max: 1000,
      doc: 'Windows into which the life is cut, in whole ticks: credits of one window expire together, so many windows after it.',
    }),
  },
  'Compute credits.',
)

const memory = number({ unit: 's', default: '1 day', min: '1 us', doc: 'Time for which it remembers posted prices.' })

const cover = (fallback: string) =>
  number({ unit: 's', default: fallback, min: '1 us', doc: 'Time of expected work that it looks at.' })

export const buying = variants(
  'rule',
  {
    spot: section({}, 'Nothing ahead: compute is bought as it is needed.'),
    threshold: section(
      {
        price: optional(
          number({ unit: 'micro-token', min: '0 token', doc: 'Price up to which it buys. Absent: by the quantile.' }),
        ),
        quantile: number({
          unit: '1',
          default: 0.25,
          min: 0,
          max: 1,
          doc: 'Quantile of the prices that it remembers, up to which it buys.',
        }),
        memory,
        cover: cover('6 h'),
      },
      'Expected work of some hours whenever the price is low.',
    ),
    sS: section(
      {
        reorder: optional(
          number({
            unit: '1',
            doc: 's: credits less waiting work at or below which it orders. Absent: found by itself.',
          }),
        ),
        upTo: optional(number({ unit: '1', doc: 'S: credits less waiting work up to which it orders.' })),
        retune: number({
          unit: 's',
          default: '1 day',
          min: '0 s',
          doc: 'Time after which one that finds s and S by itself finds them anew; 0: every tick.',
        }),
      },
      'Up to S when there is s or less.',
    ),
    newsvendor: section(
      {
        every: number({ unit: 's', default: '0 s', min: '0 s', doc: 'Time between purchases; 0: every tick.' }),
        ratio: optional(
          number({
            unit: '1',
            min: 0,
            max: 1,
            doc: 'Probability of enough. Absent: what being short costs, over that and what being long costs.',
          }),
        ),
      },
      'Up to the quantile of the expected work until the next purchase.',
    ),
    predictive: section(
      {
        horizon: number({ unit: 's', default: '1 day', min: '1 us', doc: 'Time for which it plans.' }),
        safety: number({
          unit: '1',
          default: 1,
          min: 0,
          max: 10,
          doc: 'Safety stock, in standard deviations of the forecast’s error over the time that is bought for.',
        }),
      },
      'A plan by forecasts of work and price, made anew in each tick: what is cheapest to buy now is bought now.',
    ),
    formula: section(
      {
        formula: formula({
          variables: BUYING_VARIABLES,
          doc: 'Credits, less waiting work, up to which it buys.',
        }),
        memory,
        cover: cover('1 day'),
      },
      'A formula of your own.',
    ),
  },
  { default: 'spot', doc: 'Rule by which an agent buys credits ahead.' },
)
