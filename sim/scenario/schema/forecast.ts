/** What agents expect: of the work that they will be given, and of the price of credits. */
import { integer, number, section, variants } from '../parameter.ts'

const season = number({
  unit: 's',
  default: '1 week',
  min: '0 s',
  doc: 'Length of the season: a whole number of ticks, at least 2.',
})
const smoothing = (of: string, fallback: number, min: number) =>
  number({ unit: '1', default: fallback, min, max: 1, doc: `Share of each error by which ${of} moves.` })
const LEAST = 0.000001

const methods = {
  naive: section({}, 'As much as last time.'),
  'seasonal-naive': section({ season }, 'As much as a season ago; in the first season the mean so far.'),
  mean: section(
    {
      fading: number({
        unit: '1',
        default: 1,
        min: LEAST,
        max: 1,
        doc: 'Weight of a value as a multiple of that of the value after it; 1: all weigh alike.',
      }),
    },
    'The mean of all values so far, what was known at the start counted as one.',
  ),
  ewma: section({ smoothing: smoothing('what is expected', 0.1, LEAST) }, 'Simple exponential smoothing.'),
  'holt-winters': section(
    {
      season,
      level: smoothing('the level', 0.1, LEAST),
      trend: smoothing('the trend', 0.01, 0),
      seasonal: smoothing('the index of a phase of the season', 0.1, 0),
      damping: number({
        unit: '1',
        default: 1,
        min: 0,
        max: 1,
        doc: 'What is left of the trend after a tick; 0: there is none.',
      }),
    },
    'Level, trend and season, added up, each smoothed; it starts from two whole seasons.',
  ),
  ar: section(
    {
      order: integer({ default: 2, min: 1, max: 8, doc: 'Number of past values.' }),
      forgetting: number({
        unit: '1',
        default: 0.999,
        min: 0.5,
        max: 1,
        doc: 'Weight of an error as a multiple of that of the error after it; 1: all weigh alike.',
      }),
    },
    'Autoregression: a constant and shares of the last values, by recursive least squares.',
  ),
  oracle: section({}, 'What will be, as far as it is decided: a bound that cheats.'),
}

export const forecast = section(
  {
    load: variants(
      'method',
      { none: section({}, 'Their mean rate, always: they learn nothing.'), ...methods },
      { default: 'none', doc: 'How they forecast the work that comes in a tick.' },
    ),
    price: variants('method', methods, { default: 'naive', doc: 'How they forecast the price of a credit.' }),
    start: number({
      unit: '1',
      default: 1,
      min: 0,
      max: 1000,
      doc: 'Work that they expect before any has come, as a multiple of what their rate gives on average: 1 if they know it.',
    }),
    fading: number({
      unit: '1',
      default: 0.05,
      min: LEAST,
      max: 1,
      doc: 'Weight of the last error in the mean square of errors by which they judge their forecasts of work.',
    }),
  },
  'Forecasts.',
)
