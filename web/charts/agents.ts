/** How agents get on: who keeps up with the work, and who cannot even stay awake. */
import type { Color } from './colors.ts'
import { drawPlot, type PlotOptions } from './plot.ts'

export interface AgentShares {
  /** Seconds. */
  readonly time: Float64Array
  /** Names of the groups. */
  readonly groups: readonly string[]
  /** Seconds, the whole run. */
  readonly until?: number
  /** Shares of a group. */
  readonly [group: `uptime_${string}` | `dormant_${string}`]: Float64Array
}

/** As many groups have curves for their dormant agents too. */
const FEW = 2
const COLORS: readonly Color[] = ['blue', 'orange', 'green', 'purple', 'ink']

/** The agents that can do all work that is due, in percent of each group; of few groups also those that are dormant. */
export function agentsChart({ time, groups, until, ...shares }: AgentShares, options: PlotOptions = {}): SVGSVGElement {
  const of = (group: string) => (groups.length === 1 ? '' : ` ${group}`)
  const both = [
    ...groups.map(group => ({ label: `up${of(group)}`, values: shares[`uptime_${group}`] })),
    ...groups.map(group => ({ label: `dormant${of(group)}`, values: shares[`dormant_${group}`] })),
  ]
  const curves = (groups.length > FEW ? both.slice(0, groups.length) : both).map(({ label, values }, i) => ({
    label,
    color: COLORS[i % COLORS.length],
    values: values.map(share => 100 * share),
  }))
  return drawPlot({ label: 'agents', unit: '% of the group', time, until, curves, atLeast: 100 }, options)
}
