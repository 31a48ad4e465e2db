/**
 * The same bits in browsers as in Node, on one lane and on several, for every scenario of the project. The crews are those
 * of the dashboard, bundled as it is.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Reference, SCENARIO_FILES } from '../scripts/scenario-files.ts'
import type { Source } from '../workers/protocol.ts'
import { BROWSERS, visit } from './browsers.ts'
import type { Answer, Question } from './lanes-probe.ts'
import { type Served, serveDashboard } from './served.ts'

/** Numbers of lanes; one is the same code on every engine, so one engine runs it. */
const LANES: Readonly<Record<keyof typeof BROWSERS, readonly number[]>> = { Chromium: [1, 3], Firefox: [3] }
/** Rows from which phases are shared: few, so that small scenarios are. */
const LEAST = 32

const root = join(import.meta.dirname, '..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')
/** As the dashboard has them. */
const files = Object.fromEntries(
  readdirSync(join(root, 'scenarios'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.csv') || name.endsWith('.json'))
    .map(name => [`scenarios/${name}`, text(`scenarios/${name}`)]),
)
const reference: Reference = JSON.parse(text('results/reference/fingerprints.json'))

/** A scenario whose books are checked whole in every tick. */
function checked(path: string): Source {
  const scenario = JSON.parse(text(path))
  return { path, text: JSON.stringify({ ...scenario, record: { ...scenario.record, check: 1 } }), files }
}

/** Milliseconds in which threads start, with time to spare. */
const PATIENCE = 15_000

declare global {
  /** Of the page. */
  var probe: Worker
}

let served: Served

beforeAll(async () => {
  const input = { probe: join(import.meta.dirname, 'lanes-probe.ts'), index: join(import.meta.dirname, 'index.html') }
  served = await serveDashboard({ rolldownOptions: { input, output: { entryFileNames: '[name].js' } } })
}, 60_000)

afterAll(() => served?.close())

describe.each(Object.keys(BROWSERS) as (keyof typeof BROWSERS)[])('in %s', name => {
  const launch = BROWSERS[name]
  const numbers = LANES[name]
  let browser: Browser
  let page: Page | undefined
  const helped = new Set<string>()

  beforeAll(async () => {
    browser = await launch()
  }, 60_000)
  afterAll(() => browser?.close())

  const ask = (question: Question) =>
    page!.evaluate(
      asked =>
        new Promise<{ answers?: Answer[]; failure?: string }>(resolve => {
          probe.onmessage = ({ data }) => resolve(data)
          probe.onerror = ({ message }) => resolve({ failure: message })
          probe.postMessage(asked)
        }),
      question,
    )

  /** Opens a page with a probe; resolves to whether other threads come to work with it. */
  async function open(): Promise<boolean> {
    page = (await visit(browser, served.url)).page
    await page.evaluate(() => {
      globalThis.probe = new Worker('./probe.js', { type: 'module' })
    })
    const question = {
      source: checked('scenarios/market-equilibrium.json'),
      ticks: 40,
      lanes: [Math.max(...numbers)],
      least: LEAST,
    }
    for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
      const { answers, failure } = await ask(question)
      if (!answers) throw new Error(failure)
      if (answers[0].helped > 0) return true
    }
    return false
  }

  // Firefox may hang where workers start workers; runs go on without help then, but here it is wanted.
  test('other threads come to work', { timeout: 80_000, retry: 3 }, async () => {
    await page?.close()
    expect(await open()).toBe(true)
  })

  test.each(SCENARIO_FILES)('%s ends in the bits of Node and of the reference on any number of lanes', async path => {
    const { answers = [], failure } = await ask({
      source: checked(path),
      ticks: reference[path].ticks,
      lanes: numbers,
      least: LEAST,
    })
    expect(failure).toBeUndefined()
    if (answers.some(answer => answer.helped > 0)) helped.add(path)
    // The reference is what Node ends in: scenarios.test.ts.
    const expected = [reference[path].fingerprint, reference[path].history]
    expect(answers.map(({ lanes, fingerprint, history }) => [lanes, fingerprint, history])).toEqual(
      numbers.map(lanes => [lanes, ...expected]),
    )
  })

  test('other threads have done part of many of them', () => {
    expect(helped.size).toBeGreaterThan(SCENARIO_FILES.length / 3)
  })
})
