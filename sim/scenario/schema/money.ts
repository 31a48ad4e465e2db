/** The native token against the dollar. */
import { number, section, variants } from '../parameter.ts'

const pricing = variants(
  'rule',
  {
    fixed: section({}, 'The outside market buys and sells any amount at the price above.'),
    quantity: section(
      {
        velocity: number({
          unit: '1/s',
          default: '1/year',
          min: '0.000001/year',
          doc: 'How often a token is spent per time.',
        }),
        smoothing: number({
          unit: 's',
          default: '7 days',
          min: '0 s',
          doc: 'Half-life of the average of spending; 0: that of the last tick.',
        }),
      },
      'Equation of exchange: what users spend on tokens per time, in dollars, over velocity times supply. What customers are willing to pay then stands in dollars.',
    ),
    pools: section(
      {},
      'Everybody buys and sells in the pools of trade, whose price as a tick begins is that of the token; the price above is that outside. What customers are willing to pay then stands in dollars.',
    ),
  },
  { default: 'fixed', doc: 'Rule by which the price of the token moves.' },
)

export const token = section(
  {
    price: number({
      unit: 'USD/token',
      default: '0.10 USD/token',
      min: '0.000001 USD/token',
      max: '1000000 USD/token',
      doc: 'Dollars that the outside market pays or asks for one token; where it moves, at the start.',
    }),
    pricing,
    supply: number({
      unit: 'micro-token',
      default: '1e9 token',
      min: '1 token',
      max: '8e9 token',
      doc: 'Tokens that exist at the start; what no actor holds is in reserve with the outside market.',
    }),
  },
  'Money: the native token, and what it costs in dollars outside.',
)
