/** How operators invest in the performance of their nodes. */
import { formula, number, section, variants } from '../parameter.ts'

/** What an investment formula may read, one value per operator. */
export const INVESTMENT_VARIABLES = {
  revenue: 'own revenue per second, smoothed, micro-dollar/s',
  profit: 'own profit per second, smoothed, micro-dollar/s',
  performance: 'own performance score, 0 to 1',
  best: 'highest performance score in the market',
  quality: 'own quality stock',
  share: 'own share of paid queries, smoothed',
  cost: 'cost parameter of the scenario, micro-dollar/s',
  operators: 'number of operators in the market',
} as const

export const investment = variants(
  'rule',
  {
    none: section({}, 'No investment.'),
    marginal: section(
      {
        response: number({
          unit: '1',
          default: 0.5,
          min: 0,
          max: 100,
          doc: 'Perceived elasticity of own queries with respect to the quality stock.',
        }),
      },
      'Invest until marginal cost equals the marginal revenue of quality: response * revenue * (1 - share) / ((1 + quality) * cost).',
    ),
    'catch-up': section(
      {
        speed: number({
          unit: '1',
          default: 1,
          min: 0,
          max: 1000,
          doc: 'Investment per unit of distance to the best performance score.',
        }),
      },
      'Invest in proportion to the distance to the best performer.',
    ),
    formula: section(
      { formula: formula({ variables: INVESTMENT_VARIABLES, doc: 'Investment rate, quality units per day.' }) },
      'A formula of your own.',
    ),
  },
  { default: 'none', doc: 'Rule by which an operator invests in quality.' },
)

export const quality = section(
  {
    cost: number({
      unit: 'micro-dollar/s',
      default: '100 USD/day',
      min: '0.000001 USD/day',
      doc: 'Cost k of investing: an investment rate of i units a day costs k i^2 / 2.',
    }),
    depreciation: number({
      unit: '1/s',
      default: '0.01/day',
      min: '0/day',
      doc: 'Share of the quality stock lost per time.',
    }),
    effect: number({ unit: '1', default: 1, min: 0, max: 10, doc: 'Latency is divided by (1 + quality)^effect.' }),
  },
  'Quality: what investment costs, how it wears off and what it does to latency.',
)
