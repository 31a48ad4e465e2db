/** What a run amounts to: money, estimates of every metric after warm-up, and theory beside what was measured. */
import type { Balance, Estimate, Summary } from '../measure/output.ts'
import { batchLength, batchMeans } from '../measure/series.ts'
import { stationary } from '../measure/stationarity.ts'
import { batchInterval, mser5 } from '../measure/steady.ts'
import { type Currency, FLOWS, money, PURPOSES } from './ledger.ts'
import { metricsOf } from './metrics.ts'
import { predictions } from './predictions/predictions.ts'
import type { World } from './world.ts'

/** Summary of the run so far. */
export function summarise(world: World, hashes: { fingerprint: string; history: string }): Summary {
  const { scenario, tables } = world
  const metrics = estimates(world)
  return {
    name: scenario.name,
    seed: scenario.seed,
    ticks: tables.time.tick[0],
    ...hashes,
    money: { ...balance(world, 'token'), dollars: balance(world, 'dollar') },
    theory: predictions(world, metrics),
    metrics,
    flows: PURPOSES.flatMap((purpose, row) => {
      const { from, to, currency } = FLOWS[purpose]
      const amount = tables.flows.total[row]
      return amount === 0 ? [] : [{ from, to, purpose, currency, amount: `${amount}` }]
    }),
  }
}

function balance(world: World, currency: Currency): Balance {
  const { initial, minted, burned, final } = money(world.tables, currency)
  return { initial: `${initial}`, minted: `${minted}`, burned: `${burned}`, final: `${final}` }
}

/** Mean, interval and verdict of every metric, on its batch means after the cut of MSER-5. */
function estimates(world: World): Record<string, Estimate> {
  const { series, batches } = world.tables
  const columns = { ...series, means: batches.mean, weights: batches.weight }
  const { clock } = world.scenario
  return Object.fromEntries(
    metricsOf(world.scenario).map(({ name, unit }, m) => {
      const values = batchMeans(columns, m).filter(value => !Number.isNaN(value))
      const cut = mser5(values)
      const kept = values.subarray(cut)
      const { mean, low, high } = batchInterval(kept)
      const warmup = clock.warmup + cut * batchLength(columns, m) * clock.tick
      return [name, { unit, mean, low, high, warmup, verdict: stationary(kept).verdict }]
    }),
  )
}
