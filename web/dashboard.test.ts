/**
 * The built dashboard in a real browser: what a person does, and what the page then shows. One server and one browser for
 * all tests; a new page for each.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { start } from '../sim/economy/run.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import { launchForPlaywright } from './browsers.ts'
import { type Served, serveDashboard } from './served.ts'

const PATH = 'scenarios/outage.json'

/** The scenario of the tests, with some ticks only. */
function short(ticks: number, changes: Readonly<Record<string, unknown>> = {}): string {
  const scenario = JSON.parse(readFileSync(join(import.meta.dirname, '..', PATH), 'utf8'))
  return JSON.stringify({ ...scenario, clock: { ...scenario.clock, ticks }, ...changes }, null, 2)
}

let served: Served
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  served = await serveDashboard()
  browser = await launchForPlaywright()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

beforeEach(async () => {
  complaints = []
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  page.setDefaultTimeout(15_000)
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('dialog', dialog => complaints.push(`dialog: ${dialog.message()}`))
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective}`)),
  )
  await page.goto(served.url)
  await page.selectOption('#picker', PATH)
  await page.getByText('tick 0 of').waitFor()
})

afterEach(async () => {
  await page.close()
  expect(complaints).toEqual([])
})

const text = (selector: string) => page.locator(selector).innerText()
const button = (name: string) => page.getByRole('button', { name, exact: true })
const chart = (label: string) => page.locator(`svg[aria-label^="${label}"]`)
/** Ticks done, as the status line says. */
const ticks = async () => Number((await text('#status')).match(/^tick ([\d,]+) of/)?.[1].replaceAll(',', ''))

async function write(scenario: string): Promise<void> {
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(scenario)
}

/** Length of the longest line of a chart, in pixels from left to right. */
function reach(label: string): Promise<number> {
  return chart(label)
    .locator('.curve')
    .evaluateAll(curves => Math.max(...curves.map(curve => curve.getBoundingClientRect().width)))
}

test('the page loads with a scenario, its charts and no fault', async () => {
  expect(await text('#about')).toContain('region goes dark')
  expect(await text('#faults')).toBe('No faults.')
  for (const label of ['price', 'operators', 'utilisation', 'latency', 'who pays']) await chart(label).waitFor()
  expect(await page.locator('#picker option').count()).toBeGreaterThan(3)
})

test('play draws lines that grow, pause stops at once, and play goes on from there', async () => {
  await write(short(200_000))
  await button('Play').click()
  await page.waitForFunction(() => Number(document.querySelector('progress')?.value) > 20)
  await button('Pause').click()
  await button('Play').waitFor()
  const paused = await ticks()
  // One chart is drawn in each frame of the screen, so the last one comes a little later.
  await expect.poll(() => reach('utilisation')).toBeGreaterThan(0)
  const early = await reach('utilisation')
  await page.waitForTimeout(200)
  expect(await ticks()).toBe(paused)

  await button('Play').click()
  await page.waitForFunction(before => Number(document.querySelector('progress')?.value) > 2 * before + 200, paused)
  await button('Pause').click()
  await button('Play').waitFor()
  for (const label of ['price', 'operators', 'latency']) await expect.poll(() => reach(label)).toBeGreaterThan(0)
  await expect.poll(() => reach('utilisation')).toBeGreaterThan(early)
  expect(await text('#status')).toMatch(/ticks\/s/)
})

test('who pays shows every payment while the run goes on, and the same as the summary at its end', async () => {
  const whoPays = chart('who pays')
  const bands = whoPays.locator('.bands path')
  expect(await bands.count()).toBe(0)
  await whoPays.getByText('Nothing has been paid.').waitFor()
  await write(short(200_000))
  await button('Play').click()
  await expect.poll(() => bands.count()).toBeGreaterThan(10)
  const fee = () => whoPays.locator('.bands title', { hasText: 'customers → escrow, fee' }).textContent()
  const early = await fee()
  await expect.poll(fee).not.toBe(early)
  await button('Pause').click()
  await button('Play').waitFor()
  await page.getByText('Who paid whom').waitFor()
  const amounts = await page.locator('#summary tr:has(th:text-is("fee")) td.number').allInnerTexts()
  // The table leaves zeros at the end away.
  await expect.poll(fee).toMatch(new RegExp(` ${amounts[0].replace('.', '\\.')}0* token, 100.0 % `))
  expect(await bands.count()).toBe(
    await page.locator('#summary table', { hasText: 'Who paid whom' }).locator('tbody tr').count(),
  )
  const [picture, card] = await Promise.all([whoPays.boundingBox(), page.locator('figure.whole').boundingBox()])
  expect(picture!.width).toBeLessThanOrEqual(card!.width)
  expect(picture!.height).toBeLessThanOrEqual(card!.height)
})

test('step runs exactly one tick', async () => {
  for (const expected of [1, 2, 3]) {
    await button('Step').click()
    await page.getByText(`tick ${expected} of`).waitFor()
    await page.getByText(`Summary after ${expected} ticks`).waitFor()
  }
  await button('Restart').click()
  await page.getByText('tick 0 of').waitFor()
})

test('a run in the browser ends at the same fingerprints as in Node', async () => {
  const scenario = short(60, { seed: 'browser' })
  const run = start(await loadScenario(PATH, async () => scenario), [], { row: () => {} })
  while (!run.done) run.step()

  await write(scenario)
  await button('Play').click()
  await button('Play again').waitFor()
  await page.getByText('Summary after 60 ticks').waitFor()
  expect(await text('[data-value=fingerprint]')).toBe(run.fingerprint())
  expect(await text('[data-value=history]')).toBe(run.summary().history)
})

test('a fault is shown at its line, in the margin and in the list, and goes away when it is put right', async () => {
  const right = short(50)
  const line = right.split('\n').findIndex(row => row.includes('"tick":')) + 1
  await write(right.replace('"tick": "5 min"', '"tick": "five"'))
  const entry = page.locator('#faults li')
  await entry.waitFor()
  expect(await entry.innerText()).toMatch(new RegExp(`^line ${line}:\\d+ clock.tick: expected .*, got "five"$`))
  const [mark, number] = await Promise.all([
    page.locator('.fault-margin .fault-mark >> visible=true').boundingBox(),
    page.locator('.cm-lineNumbers .cm-gutterElement', { hasText: new RegExp(`^${line}$`) }).boundingBox(),
  ])
  expect(Math.abs(mark!.y - number!.y)).toBeLessThan(4)
  expect(await text('.cm-lintRange-error')).toBe('"five"')

  await button('Play').click()
  await entry.waitFor()
  expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0)
  await entry.getByRole('button').click()
  await page.keyboard.press('End')
  for (const _ of '"five",') await page.keyboard.press('Backspace')
  await page.keyboard.insertText('"5 min",')
  await page.getByText('No faults.').waitFor()
})

test('text that is not JSON is a fault with a place', async () => {
  await write('{\n  "name": "x",\n  "clock": }\n')
  await page.locator('#faults li').first().waitFor()
  expect(await page.locator('#faults li').first().innerText()).toMatch(/^line 3:\d+ not JSON: /)
})

test('markup in a scenario is shown as the text that it is', async () => {
  const trap = '<img src=x onerror=alert(1)>'
  const classes = [{ name: trap, sla: '120 ms' }]
  await write(short(5, { about: trap, classes }))
  await button('Play').click()
  await button('Play again').waitFor()
  expect(await text('#about')).toBe(trap)
  await expect.poll(() => chart('latency').locator('text').allTextContents()).toContain(`SLA ${trap}`)
  await write(short(5, { name: trap }))
  await page.locator('#faults li').waitFor()
  expect(await text('#faults li')).toContain('onerror=alert(1)')
  expect(await page.locator('img').count()).toBe(0)
})

test('a run that fails says why and keeps its charts', async () => {
  // The price falls, as nobody is busy, and weights become negative below 0.00095 token.
  const falling = { price: '0.001 token/query', pricing: { rule: 'tatonnement', target: 0.9, speed: 0.02 } }
  const operators = [{ name: 'falling', count: 3, wallet: '20000 token', ...falling }]
  const market = { selection: { rule: 'formula', formula: 'price - 950' } }
  await write(short(500, { operators, market, shocks: [] }))
  await button('Play').click()
  await page.locator('#failure').waitFor()
  expect(await text('#failure')).toMatch(/^tick \d+, .*weight.*falling-1/)
  expect(await ticks()).toBeGreaterThan(1)
  await expect.poll(() => reach('price')).toBeGreaterThan(0)
  expect(await button('Step').isDisabled()).toBe(true)
})

const MANY = { shocks: [], customers: [{ name: 'people', count: 5000, rate: '1/h' }] }

test('a run is on the lanes that were chosen when it was loaded, or the page says why there are fewer', async () => {
  const choice = page.getByLabel('Lanes')
  const threads = await page.evaluate(() => navigator.hardwareConcurrency)
  expect(await choice.inputValue()).toBe(`${threads}`)
  expect(await choice.locator('option').count()).toBe(threads)
  await write(short(50, { ...MANY, market: { service: 'utilisation' } }))
  await button('Play').click()
  await button('Play again').waitFor()
  expect(await text('#lanes-used')).toBe(threads === 1 ? 'one lane in use' : `${threads} lanes in use`)
  const state = await text('[data-value=fingerprint]')

  await choice.selectOption('1')
  if (threads > 1) expect(await text('#lanes-used')).toBe(`${threads} lanes in use · 1 from the next load on`)
  await button('Restart').click()
  await page.getByText('one lane in use').waitFor()
  await button('Play').click()
  await page.getByText('Summary after 50 ticks').waitFor()
  expect(await text('[data-value=fingerprint]')).toBe(state)

  if (threads === 1) return
  await choice.selectOption('2')
  await write(short(50, { ...MANY, market: { service: 'queue' } }))
  await button('Play').click()
  await page.getByText('one lane: queues take queries in order of time').waitFor()
})

test('a page that is not cross-origin isolated runs on one lane and says so', async () => {
  await page.route(served.url, async route => {
    const response = await route.fetch()
    const { 'cross-origin-opener-policy': _, 'cross-origin-embedder-policy': __, ...headers } = response.headers()
    await route.fulfill({ response, headers })
  })
  await page.reload()
  await page.getByText('tick 0 of').waitFor()
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
  await write(short(9, { ...MANY, market: { service: 'utilisation' } }))
  await button('Play').click()
  await button('Play again').waitFor()
  const threads = await page.evaluate(() => navigator.hardwareConcurrency)
  const none = 'one lane: the page is not cross-origin isolated'
  expect(await text('#lanes-used')).toBe(threads === 1 ? 'one lane in use' : none)
})

test('charts follow the scenario: agents have theirs in place of those of a market', async () => {
  await page.selectOption('#picker', 'scenarios/surge.json')
  await chart('credit price').waitFor()
  for (const label of ['agents', 'who pays']) await chart(label).waitFor()
  for (const label of ['price,', 'operators', 'utilisation', 'latency']) expect(await chart(label).count()).toBe(0)
  await button('Play').click()
  await button('Play again').waitFor()
  for (const label of ['credit price', 'agents']) await expect.poll(() => reach(label)).toBeGreaterThan(200)
  await page.selectOption('#picker', PATH)
  await chart('operators').waitFor()
  expect(await chart('agents').count()).toBe(0)
})

test('undo and redo work in the editor, and new lines keep their depth', async () => {
  const content = page.locator('.cm-content')
  await write('{\n  "name": [')
  await page.waitForTimeout(600) // a pause ends what is undone as one
  await page.keyboard.press('Enter')
  await page.keyboard.type('1')
  expect(await content.innerText()).toBe('{\n  "name": [\n    1')
  await page.keyboard.press('Control+Z')
  expect(await content.innerText()).toBe('{\n  "name": [')
  await page.keyboard.press('Control+Y')
  expect(await content.innerText()).toBe('{\n  "name": [\n    1')
  await write('  "a": {}')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await page.keyboard.type('2')
  expect(await content.innerText()).toBe('  "a": {\n    2\n  }')
})
