/** The table of *Who Will Pay?* as measured numbers, and its baseline: does the network clear its own costs? */
import { elasticity, variation } from '../../measure/regression.ts'
import { bears, costOf, incomeOf, ownersBear, paymentsOf, sumOf } from '../income.ts'
import type { Hour, Observed } from '../observe.ts'
import { type Row, section } from './row.ts'

const DAY = 86_400
/** Fewest days from which the cost of upkeep is regressed on use. */
const LEAST_DAYS = 5

const share = (of: (moved: Observed['moved']) => number) => (run: Observed) => of(run.moved) / paymentsOf(run)
const priceOf = ({ volume, paid }: Hour) => volume / paid

/** Elasticity of what suppliers are paid in a day with respect to the queries answered in time; the last, open day is left out. */
function upkeepElasticity({ hours, hour }: Observed): number {
  const perDay = Math.max(1, Math.round(DAY / hour))
  const days = Math.floor(hours.length / perDay)
  if (days < LEAST_DAYS) return NaN
  const sums = (of: (hour: Hour) => number) =>
    Array.from({ length: days }, (_, day) =>
      hours.slice(day * perDay, (day + 1) * perDay).reduce((sum, hour) => sum + of(hour), 0),
    )
  return elasticity(
    sums(({ inTime }) => inTime),
    sums(({ cost }) => cost),
  )
}

export const FUNDING: readonly Row[] = [
  ...section('Who Will Pay?: old vs. new', [
    [
      'attention_share',
      'Value extraction: attention and data',
      '1',
      'advertisers’ payments over all income of the operators',
      run => run.moved.attention / sumOf(incomeOf(run)),
    ],
    [
      'protocol_share',
      'Value extraction: protocol’s share',
      '1',
      'treasury’s share, burn and tolls over what users paid',
      share(m => m.treasuryShare + m.feeBurn + m.tollBurn + m.tollTreasury),
    ],
    ['users_bear', 'Infrastructure funding: users', '1', 'share of costs', run => bears(run, 'users')],
    ['sovereigns_bear', 'Infrastructure funding: sovereigns', '1', 'share of costs', run => bears(run, 'sovereigns')],
    [
      'protocol_bears',
      'Infrastructure funding: mint and treasury',
      '1',
      'share of costs: minted rewards, and grants as they are built',
      run => bears(run, 'protocol'),
    ],
    [
      'advertisers_bear',
      'Infrastructure funding: advertisers',
      '1',
      'share of costs',
      run => bears(run, 'advertisers'),
    ],
    [
      'arbitrageurs_bear',
      'Infrastructure funding: arbitrage bots',
      '1',
      'share of costs: priority fees that operators and stakers get',
      run => bears(run, 'arbitrageurs'),
    ],
    [
      'arbitrage_capture',
      'Value extraction: arbitrage',
      '1',
      'priority fees, to whomever they go, over all income of the operators',
      run => (run.moved.priorityFee + run.moved.losingFee) / sumOf(incomeOf(run)),
    ],
    ['owners_bear', 'Infrastructure funding: owners’ capital', '1', 'share of costs that no income covers', ownersBear],
    [
      'subscription_share',
      'Pricing model: by subscription',
      '1',
      'subscriptions over what users paid; the rest are fees by the query',
      share(m => m.subscription),
    ],
    [
      'price_load',
      'Pricing model: price follows load',
      '1',
      'elasticity of an hour’s mean price paid (USD) with respect to the queries asked in it',
      ({ hours }) =>
        elasticity(
          hours.map(({ asked }) => asked),
          hours.map(priceOf),
        ),
    ],
    [
      'price_variation',
      'Pricing model: variation of the price',
      '1',
      'standard deviation over mean of the hours’ mean price paid (USD)',
      ({ hours }) => variation(hours.map(priceOf)),
    ],
    [
      'profit_share',
      'Incentives: owners’ profit of income',
      '1',
      'operators’ income less costs, over income',
      run => 1 - costOf(run) / sumOf(incomeOf(run)),
    ],
    [
      'treasury_share',
      'Incentives: treasury’s share of fees',
      '1',
      'what the treasury gets of fees and tolls, over what users paid',
      share(m => m.treasuryShare + m.tollTreasury),
    ],
    ['burned_share', 'Incentives: burned of fees', '1', 'over what users paid', share(m => m.feeBurn + m.tollBurn)],
  ]),
  ...section('Who Will Pay?: baseline', [
    [
      'cost_recovery',
      'Clears its own operational cost',
      '1',
      'income over what nodes, queries, quality and building cost, entry left out; 1 or more clears it',
      run => sumOf(incomeOf(run)) / (costOf(run) - run.moved.entryCost),
    ],
    [
      'upkeep_elasticity',
      'Upkeep in proportion to use',
      '1',
      'elasticity of a day’s costs with respect to the queries answered in time in it; 1 is exact proportion, 0 a fixed cost',
      upkeepElasticity,
    ],
    [
      'upkeep',
      'Upkeep of a query',
      'USD/query',
      'what suppliers were paid over queries answered in time',
      run => costOf(run) / run.hours.reduce((sum, { inTime }) => sum + inTime, 0),
    ],
  ]),
]
