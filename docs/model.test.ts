/** What model.md says of the code is so: phases, accounts, flows, metrics, files, sections and sources. */
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SCENARIO_FILES } from '../scripts/scenario-files.ts'
import { ACCOUNTS } from '../sim/economy/accounts.ts'
import { COIN_FLOWS, COIN_PURPOSES, type CoinPurpose } from '../sim/economy/flows/coins.ts'
import { FLOWS, PURPOSES, type Purpose } from '../sim/economy/flows.ts'
import { metricsOf } from '../sim/economy/metrics.ts'
import { TICK } from '../sim/economy/tick.ts'
import { loadScenario } from '../sim/scenario/load.ts'

const root = join(import.meta.dirname, '..')
const model = readFileSync(join(root, 'docs/model.md'), 'utf8')
const [body, references] = model.split('## References')
const section = (heading: string) => body.split(/^#{2,3} /m).find(text => text.startsWith(heading)) ?? ''

/** Rows of the first table of a section, without its head. */
const table = (text: string) =>
  text
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)
    .map(line => line.split('|').map(cell => cell.trim()))

const words = (text: string) => text.split(/[^\p{L}]+/u)

test('the phases of section 3 are those of the tick, in its order, and those in bold are shared out', () => {
  const phases = table(section('3 ')).flatMap(([, names]) => names.split(', '))
  expect(phases).toEqual(TICK.map(({ name, over }) => (over ? `**${name}**` : name)))
})

test('every purpose of the ledger has its row, with its accounts and currency', () => {
  const rows = table(section('7.15 ')).map(([, purposes, path, currency]) => ({
    purposes: purposes.split(', ') as (Purpose | CoinPurpose)[],
    accounts: words(path),
    currency,
  }))
  const all = { ...FLOWS, ...COIN_FLOWS }
  expect(rows.flatMap(({ purposes }) => purposes).toSorted()).toEqual([...PURPOSES, ...COIN_PURPOSES].toSorted())
  for (const { purposes, accounts, currency } of rows)
    for (const purpose of purposes) {
      expect(accounts, purpose).toEqual(expect.arrayContaining([all[purpose].from, all[purpose].to]))
      expect(currency, purpose).toContain(all[purpose].currency)
    }
})

test('every account is named', () => {
  expect(words(section('7.15 '))).toEqual(expect.arrayContaining([...ACCOUNTS]))
})

test('every metric of the scenarios is named, those of a group by what they begin with', async () => {
  const named = [...section('8.1 ').matchAll(/`([a-z][\w<>]*)`/g)].map(([, name]) =>
    name.includes('<') ? new RegExp(`^${name.replace(/<.*/, '')}`) : new RegExp(`^${name}$`),
  )
  const unknown = new Set<string>()
  for (const file of SCENARIO_FILES) {
    const scenario = await loadScenario(file, path => readFile(join(root, path), 'utf8'))
    for (const { name } of metricsOf(scenario)) if (!named.some(pattern => pattern.test(name))) unknown.add(name)
  }
  expect([...unknown]).toEqual([])
})

test('sections are numbered in order, each once, and links to them lead there', () => {
  const headings = [...body.matchAll(/^#{2,3} ((\d+)(?:\.(\d+))? .*)$/gm)]
  const numbers = headings.map(([, , chapter, part]) => 100 * Number(chapter) + Number(part ?? 0))
  for (let i = 1; i < numbers.length; i++)
    expect([numbers[i - 1] + 1, 100 * Math.floor(numbers[i - 1] / 100 + 1)]).toContain(numbers[i])
  const anchors = headings.map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
  for (const [, anchor] of body.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor)
  const known = headings.map(([, heading]) => heading.split(' ')[0])
  for (const [, number] of body.matchAll(/\b([78]\.\d+)\b/g)) expect(known).toContain(number)
})

test('every file that is named is there', () => {
  const there = ['sim', 'scenarios', 'workers', 'docs'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => `${folder}/${name}`),
  )
  for (const [, name] of body.matchAll(/`([\w./-]+\.ts)`/g))
    expect(
      there.some(path => path.endsWith(`/${name}`) || path === name),
      name,
    ).toBe(true)
})

test('sources stand in alphabetical order, and each is cited', () => {
  const [authored] = references.trim().split('\n\n')
  const entries = authored.replaceAll('\n', ' ').split(' · ')
  const keys = entries.map(entry => entry.replace(/ \*.*/, '').replace(/(\d{4}).*/, '$1'))
  expect(keys).toEqual(keys.toSorted((a, b) => a.localeCompare(b, 'en')))
  const uncited = keys.filter(key => {
    const [author = ''] = words(key)
    const [year = ''] = /\d{4}$/.exec(key) ?? []
    return !new RegExp(`${author}\\b[^\\]]{0,60}${year}`).test(body)
  })
  expect(uncited).toEqual([])
})

test('nothing is said twice', () => {
  const lines = body.split('\n').filter(line => line.length > 50)
  expect(lines.filter((line, i) => lines.indexOf(line) < i)).toEqual([])
})
