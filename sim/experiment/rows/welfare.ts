/** Welfare: who gains how much from the market, and what is lost. */
import { costOf, incomeOf, sumOf } from '../income.ts'
import type { Observed } from '../observe.ts'
import { mean, type Row, section } from './row.ts'

/** Surplus of the consumers in dollars of a run: the metric where there is one, else that of the paid queries by the fee. */
function consumers(run: Observed): number {
  const { totals, means, moved } = run
  if (means.consumer_surplus !== undefined) return means.consumer_surplus * totals.seconds
  return totals.reserved > 0 && moved.subscription === 0 ? totals.surplus : NaN
}

/** Dollars that the queries served were worth to those who asked them: their surplus, and the prices and tolls that they paid. */
function worth(run: Observed): number {
  const { moved, hours, totals } = run
  if (moved.subscription > 0) return consumers(run) + moved.subscription
  if (totals.reserved === 0) return NaN
  return hours.reduce((sum, { volume }) => sum + volume, totals.surplus + totals.tolls)
}

const lost = (run: Observed) => run.totals.gains - (worth(run) - run.totals.leastCost)

export const WELFARE: readonly Row[] = section('Welfare', [
  [
    'consumer_surplus',
    'Consumer surplus',
    'USD/s',
    'metric consumer_surplus; where there is none, reservation price less price of the paid queries',
    run => consumers(run) / run.totals.seconds,
  ],
  [
    'producer_surplus',
    'Producer surplus',
    'USD/s',
    'metric producer_surplus; where there is none, operators’ income less costs',
    mean('producer_surplus', run => (sumOf(incomeOf(run)) - costOf(run)) / run.totals.seconds),
  ],
  [
    'welfare',
    'Welfare',
    'USD/s',
    'metric welfare; where there is none, what the queries served were worth less what suppliers were paid',
    mean('welfare', run => (worth(run) - costOf(run)) / run.totals.seconds),
  ],
  [
    'dead_weight_loss',
    'Dead-weight loss',
    'USD/s',
    'gains from trade not made: those of serving every query once, at the marginal cost of the cheapest operator, to everybody to whom it is worth that, less those of the queries served valued alike',
    run => lost(run) / run.totals.seconds,
  ],
  [
    'loss_share',
    'Dead-weight loss of the possible gains',
    '1',
    'the same over the gains that are possible',
    run => lost(run) / run.totals.gains,
  ],
])
