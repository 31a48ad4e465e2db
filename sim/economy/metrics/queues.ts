/** Metrics of queues: how long each class waits. */

import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { quotient } from './columns.ts'

/** Waits by class where queries queue, classes are several, and all that wait are served. */
export const queueMetrics = ({ market, classes }: Scenario): readonly Metric<World>[] =>
  market.service !== 'queue' || market.race.losers === 'cancel' || classes.length === 1
    ? []
    : classes.map(({ name }, cls) =>
        quotient(
          `wait_${name}`,
          's',
          `time that copies of queries of class ${name} wait for a free server`,
          w => w.tables.classTally.wait[cls] / MICRO,
          w => w.tables.classTally.queued[cls],
        ),
      )
