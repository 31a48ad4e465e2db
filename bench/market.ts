/** The whole service market, by size: queries raced, settled, scored and priced, and which phase takes how much of it. */
import type { Part } from './part.ts'
import { clockedRun } from './phases.ts'
import { race, raceMarket, type Size } from './race-market.ts'
import { align, digits, figureTable, whole } from './table.ts'
import { type Figure, figure, type Protocol } from './timing.ts'

/** Share of the tick, at some size, from which a phase has a line of its own. */
const WORTH_A_LINE = 0.01

/** A size and what a query costs there, altogether and phase by phase. */
interface Costs extends Size {
  readonly total: Figure
  readonly phases: readonly Figure[]
}

export const marketPart: Part = {
  name: 'market',
  about: 'queries raced by five nodes, settled, scored and priced; one a customer and tick on average',
  run(protocol) {
    const costs = sizes(protocol).map(size => measureMarket(size, protocol))
    const text = `${figureTable(costs.map(({ total }) => total))}\n\n${phaseTable(costs)}`
    return { text, figures: costs.flatMap(({ total, phases }) => [total, ...phases]) }
  },
}

function sizes({ quick }: Protocol): Size[] {
  const customers = quick ? [10_000, 100_000] : [10_000, 1_000_000]
  const operators = quick ? [100, 10_000] : [100, 1_000, 10_000]
  return customers.flatMap(many => operators.map(count => ({ customers: many, operators: count })))
}

/** Costs of a query, in nanoseconds. */
export function measureMarket(size: Size, { runs, warmup, quick }: Protocol): Costs {
  const run = clockedRun(raceMarket(size))
  const { phases, spent } = run
  // A run takes half a second or so, wherever the queries come from.
  const ticks = Math.max(1, Math.round((quick ? 300_000 : 1_500_000) / size.customers))
  const totals: number[] = []
  const byPhase = phases.map(() => [] as number[])
  let raced = 0
  for (let round = -warmup; round < runs; round++) {
    spent.fill(0)
    const begun = performance.now()
    raced = race(run, ticks)
    const cost = ((performance.now() - begun) * 1e6) / raced
    if (round < 0) continue
    totals.push(cost)
    for (const [p, series] of byPhase.entries()) series.push((spent[p] * 1e6) / raced)
  }
  const name = `${whole(size.customers)} customers, ${whole(size.operators)} nodes`
  const cost = (what: string, series: readonly number[]) => figure(what, 'ns/query', raced, series)
  return {
    ...size,
    total: cost(name, totals),
    phases: byPhase.map((series, p) => cost(`${name}: ${phases[p]}`, series)),
  }
}

/** Medians: phases line by line, sizes side by side. */
function phaseTable(costs: readonly Costs[]): string {
  const phaseOf = ({ name }: Figure) => name.slice(name.indexOf(': ') + 2)
  const shown = costs[0].phases
    .map((_, p) => p)
    .filter(p => costs.some(({ total, phases }) => phases[p].median >= WORTH_A_LINE * total.median))
  const others = ({ phases }: Costs) =>
    phases.reduce((sum, { median }, p) => (shown.includes(p) ? sum : sum + median), 0)
  return align([
    ['ns/query, medians', ...costs.map(({ customers }) => `${whole(customers)} cust.`)],
    ['', ...costs.map(({ operators }) => `${whole(operators)} nodes`)],
    ...shown.map(p => [phaseOf(costs[0].phases[p]), ...costs.map(({ phases }) => digits(phases[p].median))]),
    ['all other phases', ...costs.map(size => digits(others(size)))],
    ['the whole tick', ...costs.map(({ total }) => digits(total.median))],
  ])
}
