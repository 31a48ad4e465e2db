/** Forecasts: seasons of whole ticks. */
import type { Checks } from './check.ts'

/** Part of a tick by which a season may miss a whole number of them. */
const ROUNDED = 1e-9

export const forecastChecks: Checks = ({ agents, clock }, { fault }) => {
  for (const [i, { forecast }] of agents.groups.entries())
    for (const what of ['load', 'price'] as const) {
      const spec = forecast[what]
      if (!('season' in spec)) continue
      const ticks = spec.season / clock.tick
      if (ticks < 2 - ROUNDED || Math.abs(ticks - Math.round(ticks)) > ROUNDED * ticks)
        fault(
          ['agents', 'groups', i, 'forecast', what, 'season'],
          `expected a whole number of ticks, at least 2, got ${Number(ticks.toPrecision(6))}`,
        )
    }
}
