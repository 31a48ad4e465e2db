/**
 * The page as its servers send it: isolated from other origins, so that threads may share memory, and under a policy that
 * lets it compile WebAssembly and nothing else.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import { createServer } from 'vite'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { BROWSERS, visit } from './browsers.ts'
import { type Served, serveDashboard } from './served.ts'

/** Not every driver reaches into workers, so this one tells about itself. */
const PROBE = `onmessage = ({ data }) => {
  Atomics.add(data, 0, 30)
  postMessage(crossOriginIsolated)
}`
let served: Served
let url: string

beforeAll(async () => {
  served = await serveDashboard()
  url = served.url
  writeFileSync(join(served.folder, 'probe.js'), PROBE)
}, 60_000)

afterAll(() => served?.close())

describe.each(Object.entries(BROWSERS))('in %s', (_, launch) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  }, 60_000)
  afterAll(() => browser?.close())

  test('the page is isolated, its worker answers, and nothing complains', async () => {
    const { page, complaints } = await visit(browser, url)
    await page.locator('#status ::-p-text(tick 0 of)').wait()
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a module worker from the server is isolated and shares memory with the page', async () => {
    const { page, complaints } = await visit(browser, url)
    const { isolated, sum } = await page.evaluate(
      async (first, second) => {
        const worker = new Worker('./probe.js', { type: 'module' })
        const shared = new Int32Array(new SharedArrayBuffer(4))
        Atomics.add(shared, 0, first + second)
        const isolated = await new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data)
          worker.onerror = reject
          worker.postMessage(shared)
        })
        return { isolated, sum: shared[0] }
      },
      5,
      7,
    )
    expect({ isolated, sum }).toEqual({ isolated: true, sum: 42 })
    expect(complaints).toEqual([])
    await page.close()
  })

  test('the policy of the page lets WebAssembly compile, but no text become code', async () => {
    const { page, complaints } = await visit(browser, url)
    const [exported, refused] = await page.evaluate(async () => {
      const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])
      const { instance } = await WebAssembly.instantiate(empty)
      try {
        return [Object.keys(instance.exports), `no: ${new Function('return 1')()}`]
      } catch (error) {
        return [Object.keys(instance.exports), error instanceof Error && error.name]
      }
    })
    expect({ exported, refused }).toEqual({ exported: [], refused: 'EvalError' })
    await expect.poll(() => complaints).toContain('policy: script-src')
    await page.close()
  })
})

const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
}

test('the server of the build sends the headers with the page and with a script', async () => {
  const html = await fetch(url)
  expect(Object.fromEntries(html.headers)).toMatchObject(HEADERS)
  const [, script] = (await html.text()).match(/src="(.+?\.js)"/)!
  expect(Object.fromEntries((await fetch(new URL(script, url))).headers)).toMatchObject(HEADERS)
})

test('the server of the sources sends the headers with the page, with a module and with the worker', async () => {
  const dev = await createServer({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'warn',
    cacheDir: join(served.folder, 'cache'),
    server: { host: '127.0.0.1', port: 0, watch: null },
  })
  onTestFinished(() => dev.close())
  await dev.listen()
  const worker = `@fs${join(import.meta.dirname, '../workers/web/session.ts')}?worker_file&type=module`
  for (const path of ['', 'main.ts', worker]) {
    const answer = await fetch(new URL(path, dev.resolvedUrls!.local[0]))
    expect(answer.status, path).toBe(200)
    expect(Object.fromEntries(answer.headers), path).toMatchObject(HEADERS)
  }
})
