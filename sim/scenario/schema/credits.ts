/** Compute credits: what they cost, how many can be used at a time. */
import { number, optional, section } from '../parameter.ts'

export const credits = section(
  {
    price: number({
      unit: 'micro-token',
      default: '0.001 token',
      min: '0 token',
      doc: 'Price of a credit: compute for a task of work 1.',
    }),
    capacity: optional(
      number({
        unit: '1/s',
        min: '0/h',
        doc: 'Credits that can be used per time, bought ahead before bought on the spot. Absent: any number.',
      }),
    ),
  },
  'Compute credits.',
)
