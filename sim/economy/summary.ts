/** What a run amounts to: money, estimates of every metric after warm-up, and theory beside what was measured. */
import type { Balance, Estimate, Summary } from '../measure/output.ts'
import { batchLength, batchMeans, batchWeights } from '../measure/series.ts'
import { stationary } from '../measure/stationarity.ts'
import { batchInterval, mser5 } from '../measure/steady.ts'
import type { Currency } from './accounts.ts'
import { temptations } from './agents/agreements/temptation.ts'
import { verdicts } from './claims.ts'
import { coinMoney, coinPaymentsOf } from './coin-ledger.ts'
import { money } from './ledger.ts'
import { metricsOf } from './metrics.ts'
import { paymentsOf } from './payments.ts'
import { predictions } from './predictions/predictions.ts'
import { upkeepElasticity } from './proportion.ts'
import { resourceMapOf } from './resources/map.ts'
import { scaleOf } from './scale.ts'
import type { World } from './world.ts'

/** Batches of the intervals: at least 20 for a trustworthy standard error, and each long enough to forget the last. */
const BATCHES_KEPT = 32

/** Summary of the run so far. */
export function summarise(world: World, hashes: { fingerprint: string; history: string }): Summary {
  const { scenario, tables } = world
  const metrics = estimates(world)
  const scale = scaleOf(world, metrics)
  const upkeep = upkeepElasticity(world)
  const coins = coinMoney(world)
  const resources = resourceMapOf(world)
  const tempting = temptations(world, metrics)
  return {
    name: scenario.name,
    seed: scenario.seed,
    ticks: tables.time.tick[0],
    ...hashes,
    money: { ...balance(world, 'token'), dollars: balance(world, 'dollar'), ...(coins && { coins }) },
    theory: predictions(world, metrics),
    claims: verdicts(world),
    ...(upkeep && { upkeep }),
    metrics,
    ...(scale && { scale }),
    ...(resources && { resources }),
    ...(tempting && { temptations: tempting }),
    flows: [...paymentsOf(world), ...coinPaymentsOf(world)],
  }
}

function balance(world: World, currency: Currency): Balance {
  const { initial, minted, burned, final } = money(world.tables, currency)
  return { initial: `${initial}`, minted: `${minted}`, burned: `${burned}`, final: `${final}` }
}

/**
 * Mean, interval and verdict of every metric, on its batch means after the cut of MSER-5. What a scenario has planned is no
 * warm-up: the cut ends before the first shock.
 */
function estimates(world: World): Record<string, Estimate> {
  const { series, batches } = world.tables
  const columns = { ...series, means: batches.mean, weights: batches.weight }
  const { clock, shocks } = world.scenario
  const planned = Math.min(...shocks.map(({ at }) => at).filter(at => at >= clock.warmup))
  return Object.fromEntries(
    metricsOf(world.charter).map(({ name, unit }, m) => {
      const all = batchMeans(columns, m)
      const known = (_: number, b: number) => !Number.isNaN(all[b])
      const values = all.filter(known)
      const weights = batchWeights(columns, m).filter(known)
      const length = batchLength(columns, m) * clock.tick
      const before = all.subarray(0, Math.floor((planned - clock.warmup) / length)).filter(known)
      const cut = mser5(before)
      const kept = values.subarray(cut)
      const { mean, low, high } = batchInterval(kept, { batches: BATCHES_KEPT, weights: weights.subarray(cut) })
      const warmup = clock.warmup + cut * length
      return [name, { unit, mean, low, high, warmup, verdict: stationary(kept).verdict }]
    }),
  )
}
