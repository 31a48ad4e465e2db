/** When a run starts, how long it is, and in which steps it settles. */
import { integer, number, section } from '../parameter.ts'

export const clock = section(
  {
    tick: number({
      unit: 's',
      default: '5 min',
      min: '1 us',
      max: '30 days',
      doc: 'Length of a tick: prices and weights are published at its start, money is settled at its end.',
    }),
    ticks: integer({ default: 2016, min: 1, max: 100_000_000, doc: 'Number of ticks in the run.' }),
    warmup: number({
      unit: 's',
      default: '0 s',
      min: '0 s',
      doc: 'Time at the start that no summary figure uses; MSER-5 may cut more.',
    }),
  },
  'Time: the tick and the length of the run.',
)
