/** Tables of payments between agents: no rows where there are none. */
import { f64, table, u32 } from '../../../engine/memory.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { paymentStreams } from './streams.ts'

export function paymentTables(scenario: Scenario) {
  const streams = paymentStreams(scenario)
  return {
    payers: table(
      streams.reduce((sum, { from }) => sum + from.count, 0),
      {
        left: f64(
          '1',
          'at random: what is left of a unit exponential gap until the next payment; by task: of a unit of data; without end: of a micro-token',
        ),
        due: f64('micro-token', 'what is to be paid in this tick, without end'),
        waiting: u32('1', 'payments that wait for room on the ledger'),
      },
    ),
    paymentTotals: table(
      streams.length,
      {
        due: f64('1', 'payments that were to be made in the tick, without those that waited'),
        made: f64('1', 'payments made: units of data received'),
        volume: f64('micro-token', 'tokens paid'),
        broke: f64('1', 'payments failed because the payer had too little'),
        unanswered: f64('1', 'payments failed because the partner was dormant'),
        crowded: f64('1', 'payments failed because the ledger or the channels had no room'),
        voided: f64('micro-token', 'rewards given back for want of data'),
      },
      { scratch: true },
    ),
  }
}
