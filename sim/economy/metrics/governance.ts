/** Metrics of votes and grants, where there are proposals. */

import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { moved } from '../ledger.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function governanceMetrics({ governance }: Scenario): readonly Metric<World>[] {
  if (governance.proposals.length === 0) return []
  return [
    metric('proposals_passed', '1', 'votes passed since the start', w => w.tables.ballots.passed[0]),
    quotient(
      'turnout',
      '1',
      'share of all stake that took part in the last vote',
      w => w.tables.ballots.turnout[0],
      w => (w.tables.ballots.counted[0] > 0 ? 1 : 0),
    ),
    metric('grants', 'token', 'tokens granted by vote', w => moved(w.tables, 'grant') / MICRO),
    metric('public_quality', '1', 'stock of public quality', w => w.tables.publicQuality.stock[0]),
  ]
}
