/** Resource markets: many regions trade some goods with each other, and a planner solves the same instance now and then. */
import { type Run, start } from '../sim/economy/run.ts'
import { loadSolver } from '../sim/planner/highs.ts'
import { scenario } from '../sim/scenario/schema.ts'
import type { Part } from './part.ts'
import { NOWHERE } from './race-market.ts'
import { figureTable } from './table.ts'
import { figure, measure, type Work } from './timing.ts'

const REGIONS = 50
const GOODS = ['energy', 'compute', 'storage', 'bandwidth'] as const
/** Regions next to each on a ring, on either side, to which links lead. */
const NEIGHBOURS = 2
const TICKS = 100
/** The run whose length is stated: ticks, and those from plan to plan. */
const LONG = 2000
const PLANNED = 100

export const resourcesPart: Part = {
  name: 'resources',
  about: `markets for ${GOODS.length} goods in ${REGIONS} regions, and ${LONG} ticks of them with a plan every ${PLANNED}`,
  async run(protocol) {
    await loadSolver()
    const [regions, ticks, long, every] = protocol.quick ? [5, 10, 100, 5] : [REGIONS, TICKS, LONG, PLANNED]
    const figures = measure([markets(regions, ticks)], 'place and tick', protocol)
    const begun = performance.now()
    const run = runTo(long, regions, every)
    const share = shareOf(run)
    const seconds = (performance.now() - begun) / 1000
    const planned = figure(`${long} ticks with a plan every ${every}`, 's', long, [seconds])
    const all = [...figures, planned]
    return { text: `${figureTable(all)}\nshare of the possible welfare: ${share.toFixed(4)}`, figures: all }
  },
}

function markets(regions: number, ticks: number): Work {
  let run: Run | undefined
  return {
    name: 'local prices by tatonnement',
    run() {
      run ??= start(economy(regions), [], NOWHERE)
      for (let tick = 0; tick < ticks; tick++) run.step()
      return ticks * regions * GOODS.length
    },
  }
}

function runTo(ticks: number, regions: number, every: number): Run {
  const run = start(economy(regions, { every, ticks: 1 }), [], NOWHERE)
  while (run.ticks < ticks) run.step()
  return run
}

function shareOf(run: Run): number {
  const share = run.summary().metrics.welfare_share.mean
  if (!(share > 0.9 && share <= 1 + 1e-6)) throw new Error(`resources: expected a share of at most 1, got ${share}`)
  return share
}

/** Regions that differ in what they want and make, by day and from each other. */
function economy(count: number, planner?: { readonly every: number; readonly ticks: number }) {
  const regions = Array.from({ length: count }, (_, r) => ({ name: `region-${r}` }))
  const curves = (side: 'demand' | 'supply') =>
    GOODS.flatMap((good, g) =>
      regions.map(({ name }, r) => {
        const low = 10 + ((7 * r + 11 * g) % 30)
        const [from, to] = side === 'demand' ? [150 - low, 0] : [low, low + 100]
        return {
          name: `${side}-${good}-${name}`,
          good,
          regions: [name],
          pattern: { daily: 0.4, peak: `${(r * 24) / count} h` },
          curve: { law: 'linear', quantity: `${60 + ((13 * r + 5 * g) % 50)}/h`, from: `${from} USD`, to: `${to} USD` },
        }
      }),
    )
  const links = GOODS.flatMap(good =>
    regions.map(({ name }, r) => ({
      name: `${good}-${name}`,
      good,
      from: [name],
      to: [-NEIGHBOURS, -1, 1, NEIGHBOURS].map(step => regions[(r + step + count) % count].name),
      capacity: '15/h',
      cost: '2 USD',
    })),
  )
  return scenario.parse({
    name: 'bench',
    clock: { tick: '1 h', ticks: LONG },
    regions,
    customers: [{ name: 'nobody', count: 1, rate: '0/h' }],
    resources: {
      goods: GOODS.map(name => ({ name, unit: 'unit' })),
      demand: curves('demand'),
      supply: curves('supply'),
      stores: [
        { name: 'battery', good: 'energy', capacity: 100, charge: '20/h', chargeYield: 0.95, dischargeYield: 0.95 },
      ],
      ways: links,
      ...(planner && { planner }),
    },
  })
}
