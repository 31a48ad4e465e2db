/** Metrics of what agents hold: how far it goes, what they trade of it, and what they gain by that. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function stockMetrics({ agents, resources }: Scenario): readonly Metric<World>[] {
  let index = 0
  return agents.groups.flatMap(({ name, count, stocks }) =>
    stocks.flatMap(({ good, compute, perWork, standing }) => {
      const unit = resources.goods.find(item => item.name === good)?.unit ?? 'unit'
      const stock: Named = { index: index++, of: `${good}_${name}`, good, name, unit, count }
      const needed = perWork > 0 || standing > 0
      return [...traded(stock), ...(compute ? [] : kept(stock)), ...(needed ? used(stock) : [])]
    }),
  )
}

interface Named {
  readonly index: number
  /** What the names of its metrics end in. */
  readonly of: string
  readonly good: string
  readonly name: string
  readonly unit: string
  readonly count: number
}

/** What was counted of a stock in the tick, in units. */
const units = (w: World, column: keyof World['tables']['stockTotals'], index: number) =>
  w.tables.stockTotals[column][index] / MICRO

const perHour = (w: World, amount: number) => (amount * 3600) / w.tickLength

const traded = ({ index, of, good, name, unit }: Named): Metric<World>[] => [
  metric(`bought_${of}`, `${unit}/h`, `${good} that agents of ${name} buy`, w => perHour(w, units(w, 'bought', index))),
  metric(`sold_${of}`, `${unit}/h`, `${good} that they sell`, w => perHour(w, units(w, 'sold', index))),
  metric(
    `gain_${of}`,
    'USD/h',
    `what the ${good} that they buy is worth to them over what they pay, and what they get for what they sell over what it is worth`,
    w => perHour(w, w.tables.stockGains.gain[index] / MICRO),
  ),
]

const kept = ({ index, of, good, name, unit, count }: Named): Metric<World>[] => [
  metric(`held_${of}`, unit, `${good} held by one agent of ${name}`, w => units(w, 'held', index) / count),
  metric(`spilled_${of}`, `${unit}/h`, `${good} for which they had neither room nor buyer`, w =>
    perHour(w, units(w, 'spilled', index)),
  ),
]

const used = ({ index, of, good, name, count }: Named): Metric<World>[] => [
  metric(
    `short_${of}`,
    '1',
    `share of agents of ${name} that were awake and had too little ${good} for all that was due`,
    w => w.tables.stockTotals.short[index] / count,
  ),
  quotient(
    `met_${of}`,
    '1',
    `${good} that they used, over what all that was due would have taken`,
    w => units(w, 'used', index),
    w => units(w, 'needed', index),
  ),
  quotient(
    `smoothed_${of}`,
    '1',
    `part of the ${good} used that was not made in the same tick: from stock, or bought`,
    w => Math.max(0, units(w, 'used', index) - units(w, 'made', index)),
    w => units(w, 'used', index),
  ),
]
