import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { begin, catallaxy, ended } from './child.ts'
import { isOutdated } from './view.ts'

const folder = mkdtempSync(join(tmpdir(), 'view-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Seconds since 1970, as the time when the file or folder was last changed. */
function changed(path: string, seconds: number): void {
  utimesSync(path, seconds, seconds)
}

describe('a build is outdated', () => {
  const page = join(folder, 'index.html')
  const source = join(folder, 'source')
  const deep = join(source, 'economy', 'tick.ts')
  const lock = join(folder, 'lock.json')

  beforeAll(() => {
    mkdirSync(join(source, 'economy'), { recursive: true })
    for (const path of [page, deep, lock]) writeFileSync(path, '')
  })
  afterEach(() => {
    for (const path of [deep, join(source, 'economy'), source, lock]) changed(path, 1000)
    changed(page, 2000)
  })

  test('when it is missing', () => {
    expect(isOutdated(join(folder, 'nowhere.html'), [source, lock])).toBe(true)
  })

  test('not when all sources are older', () => {
    expect(isOutdated(page, [source, lock])).toBe(false)
  })

  test.each([
    ['a file deep in a folder', deep],
    ['a folder (a file in it was deleted)', join(source, 'economy')],
    ['a source that is a file', lock],
  ])('when %s changed after it', (_, path) => {
    changed(path, 2001)
    expect(isOutdated(page, [source, lock])).toBe(true)
  })
})

/** Waits for the line with the address that the server prints. */
async function address(child: ChildProcess): Promise<URL> {
  const [line] = await once(child.stdout!, 'data')
  const [, url] = `${line}`.match(/^(http:\S+) \(Ctrl-C ends\)\n$/) ?? []
  return new URL(url)
}

/** Asks for a path as it stands, where fetch would tidy it up. */
async function ask(url: URL, path: string): Promise<{ status?: number | undefined; body: string }> {
  const [answer]: IncomingMessage[] = await once(get({ host: url.hostname, port: url.port, path }), 'response')
  return { status: answer.statusCode, body: await text(answer) }
}

describe('the server', () => {
  // What BROWSER names is started with the address; this one writes it down.
  const browser = join(folder, 'browser.js')
  const opened = join(folder, 'opened')
  let child: ChildProcess
  let end: ReturnType<typeof ended>
  let url: URL

  beforeAll(async () => {
    const page = join(import.meta.dirname, '..', 'dist', 'index.html')
    if (existsSync(page)) changed(page, 1000)
    writeFileSync(browser, `require('node:fs').writeFileSync(${JSON.stringify(opened)}, process.argv.at(-1))`)
    vi.stubEnv('BROWSER', browser)
    child = begin('view', '--port', '0', '--open')
    end = ended(child)
    url = await address(child)
  })
  afterAll(() => {
    child.kill('SIGKILL')
    vi.unstubAllEnvs()
  })

  test('opens the browser', async () => {
    await expect.poll(() => existsSync(opened) && readFileSync(opened, 'utf8')).toBe(url.href)
  })

  test('serves the build, on the loopback address', async () => {
    expect(url.hostname).toBe('127.0.0.1')
    const { status, body } = await ask(url, '/')
    expect(status).toBe(200)
    const [, script] = body.match(/src="\.(\/assets\/.+?\.js)"/)!
    expect(await ask(url, script)).toMatchObject({ status: 200 })
  })

  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/%2e%2e%2fweb%2findex.html',
    '/../web/index.html',
    '/../web/',
    '/..%5cpackage.json',
    '/@fs/etc/hostname',
    '//etc/hostname',
    '/sim/engine/engine.ts',
    '/nowhere',
  ])('does not serve %s', async path => {
    expect(await ask(url, path)).toEqual({ status: 404, body: '' })
  })

  test('is refused a port that is taken', async () => {
    const { code, stdout, stderr } = await catallaxy('view', '--port', url.port)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    // Nor does it build again: that is said on this stream too.
    expect(stderr).toBe(`--port ${url.port}: Port ${url.port} is already in use\n`)
  })

  test('has built what was outdated, ends at Ctrl-C, and its port is free again', async () => {
    child.kill('SIGINT')
    expect(await end).toMatchObject({ code: 0, signal: null, stderr: 'building the dashboard\n' })
    const server = createServer().listen(Number(url.port), '127.0.0.1')
    await once(server, 'listening')
    server.close()
  })
})

test('without a port asked for, a server that is not the first takes a later port', async () => {
  const children = [begin('view'), begin('view')]
  const ends = children.map(ended)
  const urls = await Promise.all(children.map(address))
  for (const child of children) child.kill('SIGINT')
  expect(await Promise.all(ends)).toMatchObject([{ code: 0 }, { code: 0 }])
  expect(new Set(urls.map(url => url.port)).size).toBe(2)
  for (const url of urls) expect(Number(url.port)).toBeGreaterThanOrEqual(4173)
})

test.each(['eighty', '-1', '65536', '80.5', ''])('port "%s" is refused', async port => {
  const { code, stdout, stderr } = await catallaxy('view', `--port=${port}`)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe(`--port: expected a whole number from 0 (any free port) to 65535, got "${port}"\n`)
})
