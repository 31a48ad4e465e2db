/** The charts of a run, drawn anew from its newest frame. */
import type { Prediction } from '../sim/measure/output.ts'
import type { Description, Frame } from '../workers/protocol.ts'
import { agentsChart } from './charts/agents.ts'
import { creditsChart } from './charts/credits.ts'
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

/** What a chart is drawn from. */
interface Subject extends Pick<Description, 'classes' | 'agents'> {
  /** Seconds, the whole run. */
  readonly until: number
  readonly equilibria: readonly Prediction[]
}

type Draw = (frame: Shown, subject: Subject, options: PlotOptions) => SVGSVGElement

const price: Draw = ({ series }, { until, equilibria }, options) =>
  priceChart({ ...series, until, equilibria }, options)
const MARKET: readonly Draw[] = [
  price,
  ({ series }, { until }, options) => operatorsChart({ ...series, until }, options),
  ({ series }, { until }, options) => utilisationChart({ ...series, until }, options),
  ({ series }, { until, classes }, options) => latencyChart({ ...series, until, classes }, options),
]
const AGENTS: readonly Draw[] = [
  ({ series }, { until }, options) => creditsChart({ ...series, until }, options),
  ({ series }, { until, agents }, options) => agentsChart({ ...series, until, groups: agents }, options),
]

/** A chart in its place. */
interface Panel {
  readonly draw: Draw
  readonly figure: HTMLElement
  width: number
  height: number
}

/** Puts the figures into `parent`: those over time that the scenario has something to show in, and under them who pays. */
export function createCharts(parent: HTMLElement): Charts {
  let subject: Subject = { until: 1, classes: [], agents: [], equilibria: [] }
  let shown: Shown | undefined
  const whoPays = createWhoPays()
  const last: Draw = ({ payments }, _, { width }) => whoPays(payments, width)
  let panels: readonly Panel[] = []
  const stale = new Set<Panel>()

  const redraw = (some: readonly Panel[]) => {
    if (stale.size === 0 && some.length > 0) afterRefresh(next)
    for (const panel of some) stale.add(panel)
  }
  const next = () => {
    const [panel] = stale
    if (panel === undefined) return
    stale.delete(panel)
    const { draw, figure, width, height } = panel
    if (shown && width > 0) {
      const picture = draw(shown, subject, { width, height })
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
  /** Makes the figures of these charts, unless they are there. */
  const show = (draws: readonly Draw[]) => {
    if (draws.length === panels.length && draws.every((draw, i) => panels[i].draw === draw)) return
    resized.disconnect()
    stale.clear()
    panels = draws.map(draw => ({ draw, figure: element('figure'), width: 0, height: 0 }))
    panels.at(-1)!.figure.className = 'whole'
    parent.replaceChildren(...panels.map(({ figure }) => figure))
    for (const { figure } of panels) resized.observe(figure)
  }
  show([...MARKET, last])

  return {
    describe({ ticks, tickLength, classes, market, agents }) {
      subject = { until: ticks * tickLength, classes, agents, equilibria: [] }
      show([...(market || agents.length === 0 ? MARKET : []), ...(agents.length > 0 ? AGENTS : []), last])
    },
    predict(theory) {
      const equilibria = theory.filter(({ unit, expected }) => unit === 'token/query' && Number.isFinite(expected))
      subject = { ...subject, equilibria }
      redraw(panels.filter(({ draw }) => draw === price))
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
