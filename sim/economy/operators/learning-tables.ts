/** What operators remember whose prices come from experience: experiments of monopolists and values of Q-learners. */
import { f64, table, u8, u32 } from '../../engine/memory.ts'
import type { OperatorGroup } from '../groups.ts'

/** Names of the tables below: all zero, operators begin to learn. */
export const LEARNED = ['experiments', 'learners', 'actionValues'] as const

/** Tables of the two rules, each with a row an operator where any group uses it, else with none. */
export const learningTables = (groups: readonly OperatorGroup[]) => {
  const operators = groups.reduce((total, { count }) => total + count, 0)
  const rows = (rule: string) => (groups.some(({ spec }) => spec.pricing.rule === rule) ? operators : 0)
  return {
    experiments: table(rows('monopoly'), {
      period: u8('1', 'period of the experiment that is running, 1 to 4; 0: none has begun'),
      highFirst: u8('1', '1: the outer periods are those of the high price'),
      base: f64('micro-token/query', 'price around which it experiments'),
      since: f64('s', 'start of the period'),
      paidBefore: f64('query', 'races won and paid before the period'),
      // Of the running experiment: means over its periods, and half of what high is above low.
      price: f64('micro-token/query', 'mean price'),
      gap: f64('micro-token/query', 'half of the gap between the prices'),
      sales: f64('query/s', 'mean of the paid queries'),
      contrast: f64('query/s', 'half of what was paid more at the high price'),
      // Sums over experiments, the older and the farther away with less weight.
      weight: f64('1', 'sum of the weights'),
      prices: f64('micro-token/query', 'sum of the prices'),
      sold: f64('query/s', 'sum of the sales'),
      gaps: f64('micro-token^2/query^2', 'sum of the squared gaps'),
      contrasts: f64('micro-token/s', 'sum of the gaps times contrasts'),
      reach: f64('1', 'most that the base may move, as a share of it'),
      direction: f64('1', 'sign of its last move'),
    }),
    learners: table(rows('q-learning'), {
      since: f64('s', 'start of the period'),
      paidBefore: f64('query', 'races won and paid before the period'),
      earnedBefore: f64('micro-token', 'fees and stake rewards earned before the period'),
      periods: f64('1', 'prices chosen so far'),
      action: u32('1', 'number of the price chosen last'),
      value: u32('1', 'row of the value of having chosen it'),
    }),
    actionValues: table(
      groups.reduce((total, group) => total + group.count * valuesOf(group), 0),
      { value: f64('micro-token/s', 'discounted profit expected of an own price, by own and rival’s last price') },
    ),
  }
}

/** Rows that an operator of the group needs in the table of action values: own last price, rival’s, next price. */
export const valuesOf = ({ spec: { pricing } }: OperatorGroup): number =>
  pricing.rule === 'q-learning' ? pricing.prices * pricing.prices * pricing.prices : 0
