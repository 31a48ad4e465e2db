/** What is written down, and how often the books are checked. */
import { choice, column, flag, integer, list, section, text } from '../parameter.ts'

export const record = section(
  {
    operators: integer({
      default: 0,
      min: 0,
      doc: 'Ticks between rows of operators.csv and agents.csv; 0: about 200 samples a run.',
    }),
    ticks: integer({
      default: 1,
      min: 1,
      doc: 'Ticks between rows of ticks.csv; the figures of a row are those of its last tick.',
    }),
    check: integer({
      default: 100,
      min: 1,
      doc: 'Ticks between full checks of the books; totals are checked in every tick.',
    }),
    trades: flag({ default: false, doc: 'Whether every trade of a bot is a row of events.csv.' }),
  },
  'Recording.',
)

const observation = section(
  {
    metric: text({ doc: 'Name of the metric of the run.' }),
    column: column({ unit: '1', doc: 'Observed values.' }),
    statistic: choice(['hhi', 'gini', 'nakamoto', 'mean', 'sum', 'count'], { doc: 'What of them is compared.' }),
    source: text({ doc: 'Where the observation is from.' }),
  },
  'An observation from real life, reported beside what the run measured.',
)

export const observations = list(observation, { default: [], max: 100, doc: 'Observations to compare the run with.' })
