/** Documents are code that runs: every command and scenario of README and guide is tried, every link is followed. */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const documents = ['README.md', 'docs/guide.md', 'docs/model.md', 'docs/scenario.md', 'docs/verification.md']
const text = (document: string) => readFileSync(join(root, document), 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-docs-'))
afterAll(() => rmSync(folder, { recursive: true }))
symlinkSync(join(root, 'scenarios'), join(folder, 'scenarios'))
const [, guideScenario = ''] = /```json\n([\s\S]*?)```/.exec(text('docs/guide.md')) ?? []
writeFileSync(join(folder, 'my-market.json'), guideScenario)

/** Arguments of a shell line, quotes taken off, up to a comment. */
function argumentsOf(line: string): string[] {
  return [...line.replace(/\s#.*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)
}

const commands = ['README.md', 'docs/guide.md'].flatMap(document =>
  [...text(document).matchAll(/^(?:\$ )?npm run (?:-s )?catallaxy -- (.+)$/gm)].map(
    ([, line]) => [document, line] as const,
  ),
)

test('the documents have commands', () => expect(commands.length).toBeGreaterThan(5))

test.each(commands)('%s: catallaxy %s', (_, line) => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'cli/main.ts'), ...argumentsOf(line)], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('the sample output of the README is what its command prints', () => {
  const sample = /\$ npm run -s catallaxy -- (.+)\n([\s\S]*?)```/.exec(text('README.md'))
  const { stdout } = spawnSync(process.execPath, [join(root, 'cli/main.ts'), ...argumentsOf(sample?.[1] ?? '')], {
    cwd: folder,
    encoding: 'utf8',
  })
  const lines = (sample?.[2] ?? '').split('\n').filter(line => line !== '' && line !== '...')
  expect(lines.length).toBeGreaterThan(4)
  for (const line of lines) expect(stdout).toContain(line)
})

test.each(documents)('links of %s lead somewhere', document => {
  for (const [, link] of text(document).matchAll(/\]\(([^)#]+?)(?:#[^)]*)?\)/g)) {
    if (/^https?:/.test(link)) continue
    expect(existsSync(join(root, dirname(document), link)), link).toBe(true)
  }
})
