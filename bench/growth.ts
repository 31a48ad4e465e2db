/**
 * How time grows with the economy: the slope of its logarithm over that of the number of queries, of nodes and of ticks.
 * 1 is proportional, 0 is not at all. All sizes are run in turn, one after the other and again.
 */
import type { Part, Report } from './part.ts'
import { race, raceRun, type Size } from './race-market.ts'
import { logSlope, type Slope } from './slope.ts'
import { digits, figureTable, slopeText, whole, withInterval } from './table.ts'
import { alternate, type Figure, figure, type Protocol, ratios, type Series, type Work } from './timing.ts'

/** What the slope over queries is to be. */
const TARGET = 1
const TOLERANCE = 0.05

export const growthPart: Part = {
  name: 'growth',
  about: 'how time grows with queries, nodes and ticks',
  run(protocol) {
    const reports = [byQueries(protocol), byNodes(protocol), byTicks(protocol)]
    return { text: reports.map(({ text }) => text).join('\n\n'), figures: reports.flatMap(({ figures }) => figures) }
  },
}

/** Customers who ask one query a tick, and 100 nodes; every run races about as many queries. */
function byQueries(protocol: Protocol): Report {
  const { quick } = protocol
  const sizes = quick ? [10_000, 31_623, 100_000] : [10_000, 31_623, 100_000, 316_228, 1_000_000]
  const most = sizes[sizes.length - 1]
  const series = alternate(
    sizes.map(customers =>
      ongoing(`${whole(customers)} queries a tick`, { customers, operators: 100 }, most / customers),
    ),
    protocol,
  )
  const costs = perQuery(series)
  const slope = logSlope(costs.map(({ median }, at) => [sizes[at], median * sizes[at]]))
  const met = Math.abs(slope.slope - TARGET) <= TOLERANCE ? 'met' : 'missed'
  const target = `target ${TARGET.toFixed(2)} +- ${TOLERANCE}: ${met}`
  return {
    text: `${figureTable(costs)}\ntime of a tick over queries, slope ${slopeText(slope)}; ${target}`,
    figures: [...costs, slopeFigure('time of a tick over queries', slope)],
  }
}

/** 100,000 customers who ask ten queries a tick each. */
function byNodes(protocol: Protocol): Report {
  const { quick } = protocol
  const sizes = quick ? [100, 1_000, 10_000] : [100, 316, 1_000, 3_162, 10_000]
  const perTick = quick ? 2 : 10
  const series = alternate(
    sizes.map(operators => ongoing(`${whole(operators)} nodes`, { customers: 100_000, operators, perTick }, 1)),
    protocol,
  )
  const costs = perQuery(series)
  const slope = logSlope(costs.map(({ median }, at) => [sizes[at], median]))
  const ratio = figure(
    'a query at 10,000 nodes over one at 100',
    'times',
    0,
    ratios(series[series.length - 1], series[0]),
  )
  return {
    text: `${figureTable(costs)}
time of a tick of ${digits(100_000 * perTick)} queries over nodes, slope ${slopeText(slope)}
a query at 10,000 nodes takes ${withInterval(ratio)} times one at 100`,
    figures: [...costs, slopeFigure('time of a tick over nodes', slope), ratio],
  }
}

/** 10,000 customers who ask one query a tick, from the start of the run on; building it is not timed. */
function byTicks(protocol: Protocol): Report {
  const sizes = protocol.quick ? [5, 16, 50] : [10, 32, 100, 316]
  const series = alternate(
    sizes.map(ticks => fresh(`the first ${ticks} ticks`, { customers: 10_000, operators: 100 }, ticks)),
    protocol,
  )
  const costs = perQuery(series)
  const slope = logSlope(costs.map(({ median, count }, at) => [sizes[at], median * count]))
  return {
    text: `${figureTable(costs)}\ntime of a run over ticks, slope ${slopeText(slope)}`,
    figures: [...costs, slopeFigure('time of a run over ticks', slope)],
  }
}

/** A run that goes on from one round to the next. */
function ongoing(name: string, size: Size, ticks: number): Work {
  const run = raceRun(size)
  return { name, run: () => race(run, Math.round(ticks)) }
}

/** A run that begins anew in every round. */
function fresh(name: string, size: Size, ticks: number): Work {
  let run = raceRun(size)
  return {
    name,
    prepare() {
      run = raceRun(size)
    },
    run: () => race(run, ticks),
  }
}

function perQuery(series: readonly Series[]): Figure[] {
  return series.map(({ name, count, costs }) => figure(name, 'ns/query', count, costs))
}

function slopeFigure(name: string, slope: Slope): object {
  return { name, unit: 'slope of logarithms', ...slope }
}
