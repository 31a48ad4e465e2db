/** The frontier of buying rules as a table, for a terminal and for Markdown, and as a picture. */
import type { Spread } from '../measure/comparison.ts'
import type { Frontier, Policy } from '../measure/frontier.ts'
import { figure } from './figures.ts'
import { layout } from './layout.ts'
import { markdownTable } from './markdown.ts'
import { type Estimate, SCATTER_SIZE, type Scatter, scatterPlot } from './scatter-svg.ts'
import { shape, svgFile } from './svg.ts'

const INTRODUCTION =
  'Means with their 95 % interval, the cheapest first. A policy is dominated by one that has no less uptime and costs no more, where the paired difference of one of the two is clear of 0; the others are the frontier.'
const ALIGN = ['l', 'r', 'r', 'l'] as const

/** The frontiers for a terminal. */
export function frontierText(frontiers: readonly Frontier[]): string {
  if (frontiers.length === 0) return ''
  const blocks = frontiers.map(frontier =>
    layout([`FRONTIER: ${frontier.group}`, ...headOf(frontier)], frontier.policies.map(cellsOf), ALIGN).join('\n'),
  )
  return `${[INTRODUCTION, ...blocks].join('\n\n')}\n`
}

/** The frontiers in Markdown. */
export function frontierMarkdown(frontiers: readonly Frontier[]): string {
  if (frontiers.length === 0) return ''
  const blocks = frontiers.flatMap(frontier => [
    `## Frontier: ${frontier.group}`,
    markdownTable(['policy', ...headOf(frontier)], frontier.policies.map(cellsOf), ALIGN),
  ])
  return `${[...blocks, INTRODUCTION].join('\n\n')}\n`
}

/** The frontiers as a picture: a plot for each group, one under the other. */
export function frontierFile(frontiers: readonly Frontier[]): string {
  const plots = frontiers.map(frontier => scatterPlot(scatterOf(frontier)))
  const { width, height } = SCATTER_SIZE
  return svgFile(
    shape(
      'svg',
      { viewBox: `0 0 ${width} ${frontiers.length * height}` },
      plots.map((plot, i) => ({ ...plot, attributes: { ...plot.attributes, y: i * height, width, height } })),
    ),
  )
}

function scatterOf({ group, uptime, spending, policies }: Frontier): Scatter {
  // From the cheapest on, each with more uptime than all before: what is not dominated for want of a clear difference is left out.
  let most = -Infinity
  const best = policies.filter(({ uptime, dominatedBy }) => {
    if (dominatedBy.length > 0 || uptime.mean <= most) return false
    most = uptime.mean
    return true
  })
  return {
    title: `What uptime costs: ${group}`,
    note: 'Full: on the frontier. Rings: dominated. Crosses: 95 % intervals.',
    x: { title: spending.aspect, unit: spending.unit },
    y: { title: uptime.aspect, unit: '%', most: 100 },
    points: policies.map(({ name, dominatedBy, ...policy }) => ({
      name,
      x: policy.spending,
      y: inPercent(policy.uptime),
      hollow: dominatedBy.length > 0,
    })),
    curves: [
      { name: '', x: best.map(({ spending }) => spending.mean), y: best.map(({ uptime }) => 100 * uptime.mean) },
    ],
  }
}

const inPercent = ({ mean, low, high }: Spread): Estimate => ({ mean: 100 * mean, low: 100 * low, high: 100 * high })

function headOf({ uptime, spending }: Frontier): string[] {
  return [`${uptime.aspect} (%)`, `${spending.aspect} (${spending.unit})`, '']
}

function cellsOf({ name, uptime, spending, dominatedBy }: Policy): string[] {
  const [first, ...others] = dominatedBy
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return [
    name,
    estimateText(inPercent(uptime)),
    estimateText(spending),
    first === undefined ? 'frontier' : `dominated by ${first}${more}`,
  ]
}

function estimateText({ mean, low, high }: Estimate): string {
  return Number.isNaN(low) ? figure(mean) : `${figure(mean)} (${figure(low)} to ${figure(high)})`
}
