/** What agents expect: of the work that they will be given, and of the price of credits. */
import { section, variants } from '../parameter.ts'

const naive = section({}, 'As much as last time.')

export const forecast = section(
  {
    load: variants(
      'method',
      { none: section({}, 'Their mean rate, always: they learn nothing.'), naive },
      { default: 'none', doc: 'How they forecast the work that comes in a tick.' },
    ),
    price: variants('method', { naive }, { default: 'naive', doc: 'How they forecast the price of a credit.' }),
  },
  'Forecasts.',
)
