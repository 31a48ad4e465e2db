/** The tables of *Economic Decentralization* as measured numbers: its comparison, and the benefits that it promises. */
import { YEAR } from '../../scenario/units.ts'
import { costOf, incomeOf, paymentsOf, sumOf } from '../income.ts'
import type { Observed } from '../observe.ts'
import { mean, metrics, type Row, section } from './row.ts'

const years = ({ length }: Observed) => length / YEAR
const paid = ({ hours }: Observed) => hours.reduce((sum, hour) => sum + hour.paid, 0)

export const DECENTRALIZATION: readonly Row[] = [
  ...section('Economic Decentralization: comparison', [
    [
      'day_one_operators',
      'Day 1 operators',
      'operator',
      'operators in the market at time 0',
      run => run.first.operators,
    ],
    ...metrics([
      ['operators', 'Competition: operators', 'operator', 'metric operators'],
      ['price_p50', 'Price control: posted price', 'token/query', 'metric price_p50, the median of the posted prices'],
      ['price_paid', 'Price control: price paid', 'token/query', 'metric price_paid, posted price by volume'],
    ]),
    [
      'lerner',
      'Price control: Lerner index',
      '1',
      'metric lerner, (price - marginal cost) / price; where there is none, 1 - marginal_cost / price',
      mean('lerner', ({ means }) => 1 - means.marginal_cost / means.price),
    ],
    ...metrics([
      ['hhi', 'Price control: HHI of sales', '0 to 10,000', 'metric hhi, of the shares of paid queries'],
      ['gini', 'Price control: Gini of sales', '1', 'metric gini, of the shares of paid queries'],
      ['nakamoto', 'Price control: Nakamoto of sales', 'operator', 'metric nakamoto: fewest with more than half'],
    ]),
    [
      'nakamoto_stake',
      'Price control: Nakamoto of stake',
      'operator',
      'metric nakamoto_stake; where there is none, fewest operators with more than half of the stake at the end',
      mean('nakamoto_stake', ({ last }) => last.nakamotoStake),
    ],
    [
      'gini_stake',
      'Price control: Gini of stake',
      '1',
      'metric gini_stake; where there is none, of the stakes at the end',
      mean('gini_stake', ({ last }) => last.giniStake),
    ],
    [
      'banned',
      'Access control: customers banned',
      '1',
      'metric banned, share of customers whom somebody bars; 0 where nobody can be barred',
      mean('banned', () => 0),
    ],
    ...metrics([
      [
        'banned_unserved',
        'Access control: unserved of the banned',
        '1',
        'metric banned_unserved, share of their queries',
      ],
    ]),
    [
      'entries',
      'Competition: entries',
      'operator/year',
      'events entry, from the start on',
      run => run.entries / years(run),
    ],
    ['exits', 'Competition: exits', 'operator/year', 'events exit, from the start on', run => run.exits / years(run)],
    ...metrics([['sla_miss', 'SLA enforcement: missed', '1', 'metric sla_miss, share of raced queries']]),
    [
      'refunds_paid_share',
      'SLA enforcement: refunds paid of due',
      '1',
      'refunds returned at once or after a ticket, over those due for late and missing answers',
      ({ moved, totals }) => (moved.refund + moved.ticketRefund) / totals.due,
    ],
    [
      'time_to_switch',
      'Switching cost: time to switch',
      's',
      'time without service of a mean customer when the largest operator fails: lost share of service, summed over the outage and as long again; a tick is its resolution',
      run => run.failures.operator.lost,
    ],
  ]),
  ...section('Economic Decentralization: customers', [
    [
      'consumer_price',
      'Fair pricing: a paid query costs',
      'USD/query',
      'fees, tolls and subscriptions less refunds, over paid queries',
      run => paymentsOf(run) / paid(run),
    ],
    [
      'saving',
      'Fair pricing: saved against legacy',
      '1',
      '1 - what was paid over what the same queries cost with the legacy provider',
      run => 1 - paymentsOf(run) / run.totals.legacy,
    ],
    ...metrics([
      ['unserved', 'Guaranteed access: unserved', '1', 'metric unserved, share of queries without a node'],
      ['outside', 'Guaranteed access: gone to legacy', '1', 'metric outside, share of queries'],
      ['latency_p95', 'Performance: 95th percentile', 's', 'metric latency_p95'],
    ]),
    [
      'availability_operator',
      'Outage of the largest operator: availability',
      '1',
      'share of queries answered in time while the operator with most sales is down, over that share without the outage',
      run => run.failures.operator.availability,
    ],
    [
      'availability_site',
      'Outage of the largest site: availability',
      '1',
      'the same for the site with most nodes',
      run => run.failures.site.availability,
    ],
    [
      'site_time_lost',
      'Outage of the largest site: time lost',
      's',
      'as time to switch, for the site with most nodes',
      run => run.failures.site.lost,
    ],
    [
      'quality_growth',
      'Innovation: quality growth',
      '1/year',
      'mean quality stock of the operators at the end less that at the start, per year',
      run => (run.last.quality - run.first.quality) / years(run),
    ],
  ]),
  ...section('Economic Decentralization: operators', [
    [
      'operators_keep',
      'Direct revenue: operators keep of fees',
      '1',
      'what operators get of users for winning, verifying and by subscription, over what users paid',
      ({ moved, ...run }) =>
        (moved.winning + moved.verifying + moved.subscription - moved.ticketRefund) / paymentsOf({ moved, ...run }),
    ],
    [
      'return_on_capital',
      'Direct revenue: return on capital',
      '1/year',
      'operators’ income less costs, over their mean wallets, dollars and stakes',
      run => ((sumOf(incomeOf(run)) - costOf(run)) / run.totals.assets) * YEAR,
    ],
    [
      'merit',
      'Competitive advantage: performance and sales',
      '1',
      'correlation of operators’ performance scores with their shares of paid queries at the end',
      run => run.last.merit,
    ],
    [
      'specialists',
      'Specialization: latency over generalists’',
      '1',
      'mean latency of specialists’ nodes over that of generalists’ at the end',
      run => run.last.specialists,
    ],
  ]),
  ...section('Economic Decentralization: geography', [
    ['nodes', 'Nodes', 'node', 'running at the end', run => run.last.nodes],
    ['sites', 'Sites', 'site', 'sites with a running node at the end', run => run.last.sites],
    [
      'nakamoto_sites',
      'Nakamoto of sites',
      'site',
      'metric nakamoto_sites; where there is none, fewest sites with more than half of the nodes at the end',
      mean('nakamoto_sites', ({ last }) => last.nakamotoSites),
    ],
    [
      'hhi_sites',
      'HHI of sites',
      '0 to 10,000',
      'metric hhi_sites; where there is none, of the shares of nodes at the end',
      mean('hhi_sites', ({ last }) => last.hhiSites),
    ],
  ]),
]
