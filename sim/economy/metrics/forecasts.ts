/** Metrics of forecasts: how far what agents expected of a tick, as the tick before ended, was from what came. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { squaresOf } from '../agents/forecasts.ts'
import type { World } from '../world.ts'
import { quotient } from './columns.ts'

/** Those of groups that forecast their work, or the price otherwise than by the last. */
export function forecastMetrics({ agents: { groups } }: Scenario): readonly Metric<World>[] {
  return groups.flatMap(({ name, count, forecast: { load, price } }, g) => {
    const learning = load.method !== 'none'
    return [
      ...(learning ? ofLoad(name, count, g) : []),
      ...(learning || price.method !== 'naive' ? ofPrice(name, g) : []),
    ]
  })
}

type Counted = 'errors' | 'sizes' | 'changes'

/** Sum over threads of what they counted of group `g`. */
function counted(g: number, column: Counted | 'squares') {
  return ({ lanes }: World) => lanes.reduce((sum, { forecastTally }) => sum + forecastTally[column][g], 0)
}

const given = (g: number) => (world: World) => world.tables.agentTotals.given[g]

function ofLoad(name: string, count: number, g: number): Metric<World>[] {
  const squares = (world: World) => squaresOf(world, g, counted(g, 'squares')(world))
  return [
    quotient(
      `forecast_error_${name}`,
      '1',
      `root mean square, over agents of ${name}, of what they expected to be given in the tick less what they were, over the mean of that`,
      world => Math.sqrt(squares(world) * count),
      given(g),
    ),
    quotient(
      `forecast_bias_${name}`,
      '1',
      'work expected less work given, per work given',
      counted(g, 'errors'),
      given(g),
    ),
    quotient(
      `forecast_mase_${name}`,
      '1',
      'mean absolute error of forecasts over that of one that expects the last again',
      counted(g, 'sizes'),
      counted(g, 'changes'),
    ),
    quotient(
      `forecast_dispersion_${name}`,
      '1',
      'mean square of errors over the variance that Poisson tasks have: 1 is the error of one who knows the rate',
      squares,
      world => given(g)(world) * world.agents[g].spec.tasks.work * MICRO,
    ),
  ]
}

function ofPrice(name: string, g: number): Metric<World>[] {
  const column = (of: 'error' | 'change' | 'posted') => (world: World) => world.tables.priceForecast[of][g]
  const size = (of: 'error' | 'change') => (world: World) => Math.abs(column(of)(world))
  return [
    quotient(
      `price_error_${name}`,
      '1',
      `price of a credit that ${name} expected in the tick less the price that came, without sign, over the price`,
      size('error'),
      column('posted'),
    ),
    quotient(`price_bias_${name}`, '1', 'the same with its sign', column('error'), column('posted')),
    quotient(
      `price_mase_${name}`,
      '1',
      'mean absolute error of forecasts of the price over that of one that expects the last again',
      size('error'),
      size('change'),
    ),
  ]
}
