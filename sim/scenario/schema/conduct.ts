/** Conduct: whether an operator keeps the rules, which is a decision too. */
import { number, optional, section, variants } from '../parameter.ts'

const cheat = {
  gain: number({
    unit: 'micro-dollar/s',
    min: '0 USD/day',
    doc: 'What cheating brings from outside, per time while the operator cheats.',
  }),
  detection: number({
    unit: '1',
    default: 0.1,
    min: 0,
    max: 1,
    doc: 'Probability that a period of cheating is found out.',
  }),
  slash: optional(
    number({
      unit: '1',
      min: 0,
      max: 1,
      doc: 'Share of the stake taken from one who is found out, at most slashing.limit; it is expelled too. Absent: slashing.malice.',
    }),
  ),
  period: number({ unit: 's', default: '1 day', min: '1 s', doc: 'Time between decisions to cheat or not.' }),
}

export const conduct = variants(
  'rule',
  {
    honest: section({}, 'Keeps the rules whatever it costs.'),
    opportunist: section(
      {
        ...cheat,
        discount: number({
          unit: '1',
          default: 0.98,
          min: 0,
          max: 0.999999,
          doc: 'What income of the next period is worth in this one.',
        }),
      },
      'Cheats in a period when the gain is worth more than the slash and the future income that it risks.',
    ),
    cheat: section(cheat, 'Cheats in every period.'),
  },
  { default: 'honest', doc: 'When an operator cheats.' },
)
