/** The native token against the dollar. */
import { number, section } from '../parameter.ts'

export const token = section(
  {
    price: number({
      unit: 'USD/token',
      default: '0.10 USD/token',
      min: '0.000001 USD/token',
      max: '1000000 USD/token',
      doc: 'Dollars that the outside market pays or asks for one token.',
    }),
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
