/** Tallies are of one tick: they start at zero, and what follows from them is summed up after the races. */
import type { World } from '../world.ts'
import { SIZE } from './outcome.ts'

export function clearTallies({ tables }: World): void {
  const { tally, nodeTally, offerTally, answers, sales, classTally, latencies } = tables
  for (const table of [tally, nodeTally, offerTally, answers, sales, classTally, latencies])
    for (const column of Object.values(table)) column.fill(0)
  tables.flows.tick.fill(0)
}

/** Answers, sales, work and effort of every node and class, from what each offer served. */
export function sumTallies({ tables, classes, sizes }: World): void {
  const { nodeTally, classTally, offers, tally } = tables
  const { answer } = tables.answers
  const { sale } = tables.sales
  const { sized } = tables.offerTally
  const { operator } = tables.nodes
  const { posted } = tables.operators
  for (let i = 0; i < operator.length; i++) {
    for (let cls = 0; cls < classes; cls++) {
      const row = i * classes + cls
      const answered = answer[2 * row]
      const paid = sale[4 * row + 1]
      const fees = sale[4 * row + 2]
      nodeTally.answered[i] += answered
      nodeTally.latency[i] += answer[2 * row + 1]
      nodeTally.won[i] += sale[4 * row]
      nodeTally.paidQueries[i] += paid
      nodeTally.paid[i] += fees + sale[4 * row + 3]
      classTally.queries[cls] += paid
      classTally.fees[cls] += fees
      tally.volume[0] += paid * posted[operator[i]]
      if (!sizes) sized[row] += answered * SIZE
      nodeTally.work[i] += (sized[row] / SIZE) * offers.work[row]
      nodeTally.effort[i] += (sized[row] / SIZE) * offers.effort[row]
    }
  }
}
