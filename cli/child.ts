/** The command as a child process, for tests: what a user would start, seen from outside. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export function begin(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Waits for the end of the process; resolves to its exit code, signal and output. */
export async function ended(child: ChildProcess) {
  const text = { stdout: '', stderr: '' }
  child.stdout?.on('data', chunk => {
    text.stdout += chunk
  })
  child.stderr?.on('data', chunk => {
    text.stderr += chunk
  })
  const [code, signal] = await once(child, 'close')
  return { code, signal, ...text }
}

export const catallaxy = (...args: string[]) => ended(begin(...args))
