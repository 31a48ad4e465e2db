/**
 * The dashboard on a server of its own, for tests: built into a temporary folder and served from there, as `npm run build`
 * and `vite preview` would, so that test files may run side by side.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BuildOptions, build, type InlineConfig, preview } from 'vite'

/** A dashboard that is being served. */
export interface Served {
  readonly url: string
  /** What is served: files may be put beside those of the build. It goes when the server is closed. */
  readonly folder: string
  close(): Promise<void>
}

/** Builds the dashboard, with other options where given, and serves it on a free port of this machine. */
export async function serveDashboard(options: BuildOptions = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const config: InlineConfig = {
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'warn',
    build: { ...options, outDir: folder },
  }
  try {
    await build(config)
    const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0 } })
    const close = () => server.close().finally(remove)
    return { url: server.resolvedUrls!.local[0], folder, close }
  } catch (error) {
    remove()
    throw error
  }
}
