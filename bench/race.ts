/** The race stage by stage: customers ask, words are drawn, nodes are drawn, they answer, the winners are settled. */
import { ask, beginning } from '../sim/economy/queries/demand.ts'
import { account } from '../sim/economy/queries/outcome.ts'
import { selectDrawn } from '../sim/economy/queries/selection.ts'
import { serveAtLoad } from '../sim/economy/queries/service.ts'
import { drawWords } from '../sim/economy/queries/words.ts'
import type { World } from '../sim/economy/world.ts'
import type { Part } from './part.ts'
import { raceRun } from './race-market.ts'
import { figureTable, whole } from './table.ts'
import { consume, type Figure, figure, type Protocol } from './timing.ts'

const STAGES = ['demand', 'random words', 'selection', 'service and winners', 'outcome'] as const
const CUSTOMERS = 100_000
/** Ticks after which prices and loads are no longer those of the start. */
const SETTLED = 5

export const racePart: Part = {
  name: 'race',
  about: `the race phase stage by stage, ${whole(CUSTOMERS)} customers who ask three queries a tick`,
  run(protocol) {
    const figures = (protocol.quick ? [100] : [100, 10_000]).flatMap(operators => stages(operators, protocol))
    return { text: figureTable(figures), figures }
  },
}

/** Nanoseconds a query of every stage. */
function stages(operators: number, { runs, warmup }: Protocol): Figure[] {
  const { world, step } = raceRun({ customers: CUSTOMERS, operators, perTick: 3 })
  for (let tick = 0; tick < SETTLED; tick++) step()
  const costs = STAGES.map(() => [] as number[])
  let queries = 0
  for (let round = -warmup; round < runs; round++) {
    const spent = new Float64Array(STAGES.length)
    queries = raceOnce(world, spent)
    if (round >= 0) for (const [stage, series] of costs.entries()) series.push((spent[stage] * 1e6) / queries)
  }
  return costs.map((series, stage) =>
    figure(`${STAGES[stage]}, ${whole(operators)} nodes`, 'ns/query', queries, series),
  )
}

/** Races another tick's queries; adds the milliseconds of each stage to `spent` and returns how many there were. */
function raceOnce(world: World, spent: Float64Array): number {
  const cursor = beginning(0, CUSTOMERS)
  let queries = 0
  world.tick++
  while (!cursor.done) {
    const begun = performance.now()
    const n = ask(world, cursor)
    const asked = performance.now()
    drawWords(world, 0, n)
    const drawn = performance.now()
    selectDrawn(world, 0, n)
    const selected = performance.now()
    const ties = serveAtLoad(world, 0, n)
    const served = performance.now()
    account(world, 0, n, ties)
    const times = [begun, asked, drawn, selected, served, performance.now()]
    for (let stage = 0; stage < STAGES.length; stage++) spent[stage] += times[stage + 1] - times[stage]
    queries += n
  }
  consume(world.tables.tally.fees[0])
  return queries
}
