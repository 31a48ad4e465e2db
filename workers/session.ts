/**
 * A session: one scenario at a time, run in steps of about 30 ms, so that a pause, an edit or a new scenario is heard at
 * once. A run that fails keeps what it recorded; the failure is part of its frames.
 */
import { transfer } from 'comlink'
import { start, type Run } from '../sim/economy/run.ts'
import { outputTables } from '../sim/economy/record.ts'
import type { Sink } from '../sim/measure/output.ts'
import { ScenarioError } from '../sim/scenario/fault.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { History, type Merge } from './history.ts'
import type { Description, Frame, ScenarioFault, Series, Session, Source } from './protocol.ts'

/** Milliseconds between frames. */
const FRAME = 30

/** What the charts show, and how a point of a chart follows from the ticks it stands for. */
const SERIES: Readonly<Record<keyof Series, Merge>> = {
  time: 'last',
  price_p25: 'mean',
  price_p50: 'mean',
  price_p75: 'mean',
  price_paid: 'mean',
  marginal_cost: 'mean',
  operators: 'mean',
  entries: 'sum',
  exits: 'sum',
  utilisation: 'mean',
  latency_p50: 'mean',
  latency_p95: 'mean',
  latency_p99: 'mean',
}
