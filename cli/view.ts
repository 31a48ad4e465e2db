/**
 * Serves the dashboard to browsers of this machine. What is served is the build in `dist/`, made anew when a source is
 * younger than it; the page then runs by itself, so the server reads files and nothing else.
 */
import { once } from 'node:events'
import { readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { build, type PreviewServer, preview } from 'vite'

const ROOT = join(import.meta.dirname, '..')
// Loaded by Node itself, so that an installation that cannot be written to can be served.
const CONFIG = { configFile: join(ROOT, 'web', 'vite.config.ts'), configLoader: 'native', logLevel: 'warn' } as const
const PAGE = join(ROOT, 'dist', 'index.html')
const SOURCES = ['web', 'sim', 'workers', 'scenarios', 'package-lock.json'].map(name => join(ROOT, name))

export interface ViewOptions {
  readonly port?: string
  readonly open?: boolean
}

/**
 * Serves until SIGINT; resolves to the exit code: 0, or 2 for a port that is none or is taken. Without a port it takes
 * the first free one from 4173 on.
 */
export async function viewDashboard({ port, open = false }: ViewOptions): Promise<number> {
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) < 65536)) {
    console.error(`--port: expected a whole number from 0 (any free port) to 65535, got "${port}"`)
    return 2
  }
  if (isOutdated(PAGE, SOURCES)) await rebuild()
  let server: PreviewServer
  try {
    const place = port === undefined ? {} : { port: Number(port), strictPort: true }
    server = await preview({ ...CONFIG, preview: { host: '127.0.0.1', open, ...place } })
  } catch (error) {
    if (port === undefined) throw error
    console.error(`--port ${port}: ${error instanceof Error ? error.message : error}`)
    return 2
  }
  const interrupted = once(process, 'SIGINT')
  console.log(`${server.resolvedUrls?.local[0]} (Ctrl-C ends)`)
  await interrupted
  await server.close()
  return 0
}

async function rebuild(): Promise<void> {
  console.error('building the dashboard')
  const begun = new Date()
  await build(CONFIG)
  utimesSync(PAGE, begun, begun) // a source that was saved meanwhile is younger
}

/** Whether `product` is missing, or older than one of the files and folders `sources` or anything in them. */
export function isOutdated(product: string, sources: readonly string[]): boolean {
  const made = statSync(product, { throwIfNoEntry: false })?.mtimeMs
  if (made === undefined) return true
  const isYounger = (path: string) => statSync(path).mtimeMs > made
  return sources.some(source => {
    if (isYounger(source)) return true
    // A folder is younger after a file in it was made, renamed or deleted.
    return (
      statSync(source).isDirectory() &&
      readdirSync(source, { recursive: true, encoding: 'utf8' }).some(name => isYounger(join(source, name)))
    )
  })
}
