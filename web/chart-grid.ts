/** The four charts of a run, drawn anew from the newest columns. */
import type { Prediction } from '../sim/measure/output.ts'
import type { Description, Series } from '../workers/protocol.ts'
import { latencyChart } from './charts/latency.ts'
import { operatorsChart } from './charts/operators.ts'
import type { PlotOptions } from './charts/plot.ts'
import { priceChart } from './charts/price.ts'
import { utilisationChart } from './charts/utilisation.ts'
import { element } from './element.ts'

export interface Charts {
  /** What the charts need to know of the scenario. */
  describe(description: Description): void
  /** What theory expects; prices become levels of the price chart. */
  predict(theory: readonly Prediction[]): void
  /** Shows these columns, one chart after each refresh of the screen, so that the page never stands still for long. */
  draw(series: Series): void
  clear(): void
}

/** Puts four empty figures into `parent`. */
export function createCharts(parent: HTMLElement): Charts {
  let until = 1
  let classes: Description['classes'] = []
  let equilibria: readonly Prediction[] = []
  let series: Series | undefined
  const draws: readonly ((series: Series, options: PlotOptions) => SVGSVGElement)[] = [
    (columns, options) => priceChart({ ...columns, until, equilibria }, options),
    (columns, options) => operatorsChart({ ...columns, until }, options),
    (columns, options) => utilisationChart({ ...columns, until }, options),
    (columns, options) => latencyChart({ ...columns, until, classes }, options),
  ]
  const panels = draws.map(draw => ({ draw, figure: element('figure'), width: 0, height: 0 }))
  const stale = new Set<(typeof panels)[number]>()
  parent.append(...panels.map(({ figure }) => figure))

  const redraw = (some: typeof panels) => {
    if (stale.size === 0 && some.length > 0) afterRefresh(next)
    for (const panel of some) stale.add(panel)
  }
  const next = () => {
    const [panel] = stale
    stale.delete(panel)
    const { draw, figure, width, height } = panel
    if (series && width > 0) figure.replaceChildren(draw(series, { width, height }))
    if (stale.size > 0) afterRefresh(next)
  }
  const resized = new ResizeObserver(entries => {
    for (const { target, contentRect } of entries) {
      const panel = panels.find(({ figure }) => figure === target)
      if (panel) Object.assign(panel, { width: Math.round(contentRect.width), height: Math.round(contentRect.height) })
    }
    redraw(panels)
  })
  for (const { figure } of panels) resized.observe(figure)

  return {
    describe(description) {
      until = description.ticks * description.tickLength
      classes = description.classes
      equilibria = []
    },
    predict(theory) {
      equilibria = theory.filter(({ unit, expected }) => unit === 'token/query' && Number.isFinite(expected))
      redraw([panels[0]])
    },
    draw(columns) {
      series = columns
      redraw(panels)
    },
    clear() {
      series = undefined
      for (const { figure } of panels) figure.replaceChildren()
    },
  }
}

/** Calls `work` in a task of its own: that of the refresh has the layout and painting of the chart before to do. */
function afterRefresh(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}
