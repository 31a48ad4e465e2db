/**
 * The page answers while a large run is live: no task of its main thread takes 50 ms, from which on browsers call it a long
 * one. What counts is the time that the task had a processor, as Chromium traces it: by the clock on the wall, which
 * `PerformanceObserver` goes by, every task is long on a machine that others keep busy.
 */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './browsers.ts'
import { type Served, serveDashboard } from './served.ts'

/** Milliseconds. */
const LONG = 50
const LARGE = {
  name: 'large',
  clock: { tick: '1 min', ticks: 100_000 },
  classes: [
    { name: 'lookup', sla: '1 s' },
    { name: 'scan', sla: '5 s' },
  ],
  operators: [{ name: 'node', count: 40, price: '0.001 token/query', pricing: { rule: 'tatonnement' } }],
  customers: [{ name: 'people', count: 100_000, rate: '2/day' }],
}

let served: Served
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await serveDashboard()
  browser = await launchChromium()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

beforeEach(async () => {
  page = await browser.newPage()
  await page.setViewport({ width: 1400, height: 900 })
  return () => page.close()
})

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly args: { readonly name?: string }
  /** Microseconds that it had a processor. */
  readonly tdur?: number
}

/** Milliseconds of every task of main threads while `act` lasts. */
async function tasksDuring(act: () => Promise<unknown>): Promise<number[]> {
  await page.tracing.start({ categories: ['toplevel'] })
  await act()
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(
    new TextDecoder().decode(await page.tracing.stop()),
  )
  const thread = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`
  const main = new Set(traceEvents.filter(({ args }) => args.name === 'CrRendererMain').map(thread))
  return traceEvents
    .filter(event => event.name === 'ThreadControllerImpl::RunTask' && main.has(thread(event)))
    .map(({ tdur = 0 }) => tdur / 1000)
}

const seconds = (n: number) => new Promise(resolve => setTimeout(resolve, 1000 * n))
const open = () => page.goto(served.url)
const shows = (text: string) => page.locator(`::-p-text(${text})`).wait()

test('a task that keeps the page busy is seen', async () => {
  await open()
  await shows('tick 0 of')
  const tasks = await tasksDuring(() =>
    page.evaluate(
      busy =>
        new Promise<void>(resolve => {
          setTimeout(() => {
            // About 0.2 s.
            for (let n = 0, sum = 0; n < busy || sum < 0; n++) sum += Math.sqrt(n)
            resolve()
          })
        }),
      1e8,
    ),
  )
  expect(Math.max(...tasks)).toBeGreaterThan(LONG)
})

test('the page opens without a long task', async () => {
  const tasks = await tasksDuring(async () => {
    await open()
    await shows('tick 0 of')
    await seconds(1)
  })
  expect(tasks.length).toBeGreaterThan(100)
  expect(Math.max(...tasks)).toBeLessThan(LONG)
})

test('there is no long task while a run of 100,000 customers is loaded, drawn, paused and summed up', async () => {
  await open()
  await shows('tick 0 of')
  await page.click('.cm-content')
  await page.keyboard.down('Control')
  await page.keyboard.press('a')
  await page.keyboard.up('Control')
  await page.keyboard.sendCharacter(JSON.stringify(LARGE, null, 2))
  await shows('No faults.')
  const tasks = await tasksDuring(async () => {
    await page.click('#play')
    await shows('Pause')
    await seconds(4)
    await page.click('#play')
    await shows('Summary after')
  })
  const ticks = await page.$eval('#progress', progress => Number(progress.getAttribute('value') ?? NaN))
  expect(ticks).toBeGreaterThan(200)
  expect(tasks.length).toBeGreaterThan(500)
  expect(Math.max(...tasks)).toBeLessThan(LONG)
})
