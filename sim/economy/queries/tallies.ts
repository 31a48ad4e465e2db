/** Tallies are of one tick: they start at zero, and what follows from them is summed up after the races. */
import type { Lane } from '../build.ts'
import { STATE } from '../operators/tables.ts'
import { openBridges } from '../trade/bridges.ts'
import type { World } from '../world.ts'
import { SIZE } from './tally-tables.ts'

const TALLIES = [
  'tally',
  'nodeTally',
  'offerTally',
  'answers',
  'sales',
  'classTally',
  'latencies',
  'traffic',
  'prosumerTally',
  'agentTally',
  'forecastTally',
  'agentWants',
  'stockTally',
  'stockBids',
] as const satisfies readonly (keyof Lane)[]

/** Tallies with as many rows for each node. */
const OF_NODES: readonly (typeof TALLIES)[number][] = ['nodeTally', 'offerTally', 'answers', 'sales']

/** Sets the tallies of all threads to zero. */
export function clearTallies(world: World): void {
  const { tables, lanes } = world
  for (const lane of lanes) for (const name of TALLIES) for (const column of Object.values(lane[name])) column.fill(0)
  tables.flows.tick.fill(0)
  for (const column of Object.values(tables.orders)) column.fill(0)
  tables.coinFlows.tick.fill(0)
  openBridges(world)
}

/**
 * Adds what the other threads have tallied to the tallies of the run's own thread, and counts everything as often as a
 * simulated query stands for queries: from here on all of them have been asked, answered and paid.
 */
export function gatherTallies({ lanes, scenario, tables }: World): void {
  const [own, ...others] = lanes
  for (const other of others)
    for (const name of TALLIES) {
      const from = Object.values(other[name])
      for (const [c, into] of Object.values(own[name]).entries()) add(into, from[c])
    }
  const { sampling } = scenario.market
  if (sampling === 1) return
  const { operator } = tables.nodes
  const { state } = tables.operators
  for (const name of TALLIES)
    for (const column of Object.values(own[name])) {
      // Candidates have no tallies, and there may be many.
      const each = OF_NODES.includes(name) ? column.length / operator.length : 0
      if (each === 0) multiply(column, sampling, 0, column.length)
      else
        for (let i = 0; i < operator.length; i++)
          if (state[operator[i]] !== STATE.candidate) multiply(column, sampling, i * each, (i + 1) * each)
    }
  tables.market.demandRate[0] *= sampling
}

/** Writes into the columns of `totals` the sums of those that threads have tallied. */
export function addUp<T extends Readonly<Record<string, Float64Array>>>(totals: T, tallies: readonly T[]): void {
  for (const [name, into] of Object.entries(totals)) {
    into.fill(0)
    for (const tally of tallies) add(into, tally[name])
  }
}

function add(into: Float64Array, from: Float64Array): void {
  for (let row = 0; row < into.length; row++) into[row] += from[row]
}

function multiply(column: Float64Array, times: number, from: number, to: number): void {
  for (let row = from; row < to; row++) column[row] *= times
}

/** Answers, sales, work and effort of every node and class, from what each offer served. */
export function sumTallies({ tables, classes, sizes, tickLength }: World): void {
  const { nodeTally, classTally, offers, tally } = tables
  tables.market.demandRate[0] += tally.traced[0] / tickLength
  const { answer } = tables.answers
  const { sale } = tables.sales
  const { sized } = tables.offerTally
  const { operator } = tables.nodes
  const { posted, state } = tables.operators
  for (let i = 0; i < operator.length; i++) {
    if (state[operator[i]] === STATE.candidate) continue
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
