/** The charts of a run, drawn anew from its newest frame. */
import type { Prediction } from '../sim/measure/output.ts'
import type { Description, Frame } from '../workers/protocol.ts'
import { latencyChart } from './charts/latency.ts'
import { operatorsChart } from './charts/operators.ts'
import type { PlotOptions } from './charts/plot.ts'
import { priceChart } from './charts/price.ts'
import { createWhoPays } from './charts/sankey.ts'
import { utilisationChart } from './charts/utilisation.ts'
import { element } from './element.ts'

/** What charts show of a frame. */
type Shown = Pick<Frame, 'series' | 'payments'>

export interface Charts {
  /** What the charts need to know of the scenario. */
  describe(description: Description): void
  /** What theory expects; prices become levels of the price chart. */
  predict(theory: readonly Prediction[]): void
  /** Shows this frame, one chart after each refresh of the screen, so that the page never stands still for long. */
  draw(frame: Shown): void
  clear(): void
}

/** Puts the empty figures into `parent`: four over time, and under them who pays. */
export function createCharts(parent: HTMLElement): Charts {
  let until = 1
  let classes: Description['classes'] = []
  let equilibria: readonly Prediction[] = []
  let shown: Shown | undefined
  const whoPays = createWhoPays()
  const draws: readonly ((frame: Shown, options: PlotOptions) => SVGSVGElement)[] = [
    ({ series }, options) => priceChart({ ...series, until, equilibria }, options),
    ({ series }, options) => operatorsChart({ ...series, until }, options),
    ({ series }, options) => utilisationChart({ ...series, until }, options),
    ({ series }, options) => latencyChart({ ...series, until, classes }, options),
    ({ payments }, { width }) => whoPays(payments, width),
  ]
  const panels = draws.map(draw => ({ draw, figure: element('figure'), width: 0, height: 0 }))
  panels.at(-1)!.figure.className = 'whole'
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
    if (shown && width > 0) {
      const picture = draw(shown, { width, height })
      if (figure.firstChild !== picture) figure.replaceChildren(picture)
    }
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
    draw(frame) {
      shown = frame
      redraw(panels)
    },
    clear() {
      shown = undefined
      for (const { figure } of panels) figure.replaceChildren()
    },
  }
}

/** Calls `work` in a task of its own: that of the refresh has the layout and painting of the chart before to do. */
function afterRefresh(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}
