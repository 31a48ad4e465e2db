/**
 * The dashboard: an editor on the left, a run on the right. The run is in a worker; this file passes what the user does
 * to it and hands the newest frame to the charts. What is played is always what the editor shows.
 */
import { proxy, type Remote, wrap } from 'comlink'
import type { Description, Frame, ScenarioFault, Session, Source } from '../workers/protocol.ts'
import { breath } from './breath.ts'
import { byId, element } from './element.ts'
import { faultList } from './fault-list.ts'
import { createLanePicker } from './lane-picker.ts'
import { summaryParts } from './summary-view.ts'

const NO_SUMMARY = element('p', { class: 'quiet' }, 'A summary appears when the run pauses or ends.')

/** Milliseconds without typing before the text is checked. */
const CALM = 250

const session: Remote<Session> = wrap<Session>(
  new Worker(new URL('../workers/web/session.ts', import.meta.url), { type: 'module' }),
)
const picker = byId('picker', HTMLSelectElement)
/** What the page shows when it opens. */
const FIRST = 'scenarios/who-will-pay.json'
const about = byId('about', HTMLElement)
const faultsPanel = byId('faults', HTMLElement)
const play = byId('play', HTMLButtonElement)
const step = byId('step', HTMLButtonElement)
const restart = byId('restart', HTMLButtonElement)
const progress = byId('progress', HTMLProgressElement)
const status = byId('status', HTMLOutputElement)
const failure = byId('failure', HTMLElement)
const summaryPanel = byId('summary', HTMLElement)
const lanes = createLanePicker(byId('lanes', HTMLSelectElement), byId('lanes-used', HTMLElement))
// The large parts come one by one, each in a task of its own.
const [{ FILES, SCENARIOS }, { createCharts }, { createEditor }] = await Promise.all([
  import('./scenarios.ts'),
  import('./chart-grid.ts'),
  import('./editor.ts'),
])
const charts = createCharts(byId('charts', HTMLElement))
await breath()
const editor = createEditor(byId('editor', HTMLElement), edited)
await breath()

let description: Description | undefined
let frame: Frame | undefined
let playing = false
/** Whether the text differs from the scenario that is running. */
let changed = false
let timer = 0
/** Counts loads and edits: an answer to a question from before the last one is out of date. */
let version = 0

function source(): Source {
  return { path: picker.value, text: editor.text(), files: FILES }
}

function edited(): void {
  changed = true
  version++
  clearTimeout(timer)
  timer = window.setTimeout(check, CALM)
  showState()
}

async function check(): Promise<void> {
  const asked = version
  const faults = await session.check(source())
  if (asked === version) showFaults(faults)
}

/** Makes a new run of what the editor shows. Resolves to whether there is one. */
async function load(): Promise<boolean> {
  const asked = ++version
  clearTimeout(timer)
  const loaded = await session.load(source(), { lanes: lanes.wanted() })
  if (asked !== version) return false
  showFaults(loaded.faults)
  await breath()
  if (asked !== version) return false
  if (!loaded.description || !loaded.frame) return false
  description = loaded.description
  changed = false
  about.textContent = description.about
  document.title = `${description.name} · Catallaxy`
  charts.describe(description)
  lanes.show(description)
  show(loaded.frame)
  await summarise()
  return true
}

async function togglePlay(): Promise<void> {
  if (playing) return session.pause()
  if (changed || frame?.done || frame?.failure) if (!(await load())) return
  playing = true
  showState()
  await session.run()
  playing = false
  showState()
  await summarise()
}

async function stepOnce(): Promise<void> {
  if (changed && !(await load())) return
  show(await session.step())
  await summarise()
}

async function restartRun(): Promise<void> {
  await session.pause()
  await load()
}

async function summarise(): Promise<void> {
  const asked = version
  const parts: HTMLElement[] = []
  try {
    const summary = await session.summary()
    if (asked !== version) return
    charts.predict(summary.theory)
    if (summary.ticks === 0) parts.push(NO_SUMMARY)
    else
      for (const part of summaryParts(summary)) {
        parts.push(part)
        await breath()
      }
  } catch (cause) {
    parts.push(element('p', {}, `no summary: ${cause instanceof Error ? cause.message : cause}`))
  }
  if (asked === version) summaryPanel.replaceChildren(...parts)
}

function show(next: Frame): void {
  frame = next
  charts.draw(next)
  showState()
}

function showState(): void {
  play.textContent = playing ? 'Pause' : frame?.done && !changed ? 'Play again' : 'Play'
  play.disabled = step.disabled = restart.disabled = description === undefined && !changed
  step.disabled ||= playing || (!changed && (frame?.done === true || frame?.failure !== ''))
  failure.hidden = !frame?.failure
  failure.textContent = frame?.failure ?? ''
  progress.max = description?.ticks ?? 1
  progress.value = frame?.ticks ?? 0
  status.textContent = statusText()
}

function statusText(): string {
  if (!frame || !description) return ''
  const { ticks, rate } = frame
  const speed = rate > 0 ? ` · ${Number(rate.toPrecision(3)).toLocaleString('en')} ticks/s` : ''
  const edit = changed ? ' · edited: Play runs the new text' : ''
  return `tick ${ticks.toLocaleString('en')} of ${description.ticks.toLocaleString('en')}${speed}${edit}`
}

function showFaults(faults: readonly ScenarioFault[]): void {
  const own = faults.filter(({ file }) => file === picker.value)
  editor.mark(own)
  faultsPanel.replaceChildren(faultList(faults, picker.value, ({ line, column }) => editor.goTo(line, column)))
  showState()
}

picker.append(
  ...Object.keys(SCENARIOS).map(path => element('option', { value: path }, path.replace(/^scenarios\//, ''))),
)
picker.value = FIRST
picker.addEventListener('change', choose)
play.addEventListener('click', togglePlay)
step.addEventListener('click', stepOnce)
restart.addEventListener('click', restartRun)

async function choose(): Promise<void> {
  await session.pause()
  description = frame = undefined
  changed = true
  charts.clear()
  summaryPanel.replaceChildren()
  about.textContent = ''
  editor.show(SCENARIOS[picker.value] ?? '')
  showState()
  await load()
}

session.subscribe(proxy(show))
choose()
