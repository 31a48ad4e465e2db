/** A comparison as text: tidy CSV for programs, Markdown for people, and the same tables for a terminal. */
import { type Cell, type Comparison, clear, type Item, type Spread } from '../measure/comparison.ts'
import { csvRow } from './csv.ts'
import { figure } from './figures.ts'
import { layout } from './layout.ts'
import { markdownTable, markdownText } from './markdown.ts'

/** What stands around the numbers. */
export interface Account {
  /** Of each alternative: the file that it comes from, and its sentence. */
  readonly alternatives: readonly { readonly file: string; readonly about: string }[]
  readonly seeds: readonly string[]
  readonly version: string
  /** When and how long the failures last, in words; empty where nobody is there to fail. */
  readonly outage: string
  /** Of each alternative but the first: in what it differs, a line each. */
  readonly differences: readonly (readonly string[])[]
  /** What makes the comparison less than fair, a line each. */
  readonly warnings: readonly string[]
  /** Runs that failed, a line each. */
  readonly failures: readonly string[]
}

const COLUMNS =
  'key section aspect unit scenario n mean low high difference_n difference difference_low difference_high'.split(' ')

/** One row an item and alternative. The baseline has no difference. */
export function comparisonCsv({ alternatives, rows }: Comparison): string {
  let text = csvRow(COLUMNS)
  for (const { key, section, aspect, unit, cells } of rows)
    for (const [a, { own, difference }] of cells.entries()) {
      const { n, mean, low, high } = difference
      const against = a === 0 ? ['', '', '', ''] : [n, mean, low, high]
      text += csvRow([key, section, aspect, unit, alternatives[a], own.n, own.mean, own.low, own.high, ...against])
    }
  return text
}

/** One row a run: its values of all items, or why it failed. */
export function replicatesCsv(
  items: readonly Item[],
  runs: readonly {
    readonly scenario: string
    readonly replicate: number
    readonly seed: string
    readonly fingerprint: string
    readonly error: string
    readonly values: readonly number[] | undefined
  }[],
): string {
  let text = csvRow(['scenario', 'replicate', 'seed', 'fingerprint', 'error', ...items.map(({ key }) => key)])
  for (const { scenario, replicate, seed, fingerprint, error, values } of runs)
    text += csvRow([scenario, replicate, seed, fingerprint, error, ...items.map((_, i) => values?.[i] ?? NaN)])
  return text
}

/** The whole report in Markdown. */
export function comparisonMarkdown(comparison: Comparison, account: Account): string {
  const { alternatives, rows } = comparison
  const [base, ...others] = alternatives
  const head = ['', 'unit', base, ...others.flatMap(name => [name, `${name} − ${base}`])]
  return `${[
    `# ${alternatives.join(' against ')}`,
    ...preface(comparison, account),
    markdownTable(
      ['scenario', 'file', ''],
      alternatives.map((name, a) => [name, account.alternatives[a].file, account.alternatives[a].about]),
    ),
    ...bullets('## Failed runs', account.failures),
    ...bullets('## Not alike', account.warnings),
    ...sections(rows).flatMap(([name, items]) => [
      `## ${name}`,
      markdownTable(
        head,
        items.map(item => [item.aspect, unitOf(item), ...cellsOf(item, comparison.replicates)]),
        ['l', 'l', ...head.slice(2).map(() => 'r' as const)],
      ),
    ]),
    ...others.flatMap((name, a) => bullets(`## What ${name} changes`, account.differences[a])),
    '## How it is measured',
    markdownTable(
      ['', 'key in comparison.csv', ''],
      rows.map(({ aspect, key, doc }) => [aspect, `\`${key}\``, doc]),
    ),
  ].join('\n\n')}\n`
}

/** As many alternatives have columns for their differences on a terminal. */
const ABREAST = 3

/** The tables for a terminal: means, and intervals of the differences only; of many alternatives means only, under their numbers. */
export function comparisonText(comparison: Comparison, account: Account): string {
  const { alternatives, replicates } = comparison
  const [base, ...others] = alternatives
  const many = alternatives.length > ABREAST
  const head = many ? alternatives.map((_, a) => `[${a + 1}]`) : [base, ...others.flatMap(name => [name, 'difference'])]
  const blocks = sections(comparison.rows).map(([name, items]) => {
    const measured = items.filter(({ cells }) => cells.some(({ own }) => own.n > 0))
    const absent = items.filter(item => !measured.includes(item)).map(({ aspect }) => aspect)
    const lines = layout(
      [name.toUpperCase(), 'unit', ...head],
      measured.map(item => [
        item.aspect,
        unitOf(item),
        ...(many ? item.cells.map(markedText) : cellsOf(item, replicates, meanText)),
      ]),
      ['l', 'l', ...head.map(() => 'r' as const)],
    )
    return [...lines, ...(absent.length > 0 ? [`not measured: ${absent.join('; ')}`] : [])].join('\n')
  })
  if (many) blocks.unshift(alternatives.map((name, a) => `[${a + 1}]  ${name}`).join('\n'))
  const warnings = [...account.failures, ...account.warnings].map(line => `! ${line}`)
  return `${[...preface(comparison, account), ...(warnings.length > 0 ? [warnings.join('\n')] : []), ...blocks].join('\n\n')}\n`
}

function preface({ replicates, alternatives }: Comparison, { seeds, version, outage }: Account): string[] {
  const span = seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds[0]} to ${seeds.at(-1)}`
  return [
    `${replicates} replicate${replicates === 1 ? '' : 's'} of each, ${span}, catallaxy ${version}. Replicate r of each scenario has the same seed, so the same luck.${outage === '' ? '' : ` ${outage}`}`,
    `Means over replicates with their 95 % interval (Student t), taken row by row; differences are paired, to ${alternatives[0]}, and marked * where their interval leaves out 0. A hyphen says: not measured.`,
  ]
}

/** Cells of a row in the order of the head: the baseline, then each other and its difference. */
function cellsOf(
  { cells }: { readonly cells: readonly Cell[] },
  replicates: number,
  ownText: (own: Spread, replicates: number) => string = spreadText,
): string[] {
  return cells.flatMap(({ own, difference }, a) =>
    a === 0 ? [ownText(own, replicates)] : [ownText(own, replicates), differenceText(difference, replicates)],
  )
}

const meanText = ({ mean }: Spread) => figure(mean)
const markedText = ({ own, difference }: Cell) => `${figure(own.mean)}${clear(difference) ? ' *' : '  '}`

function differenceText(difference: Spread, replicates: number): string {
  return `${spreadText(difference, replicates)}${clear(difference) ? ' *' : ''}`
}

/** "x (low to high)"; how many replicates had a value stands behind it where not all did. */
function spreadText({ n, mean, low, high }: Spread, replicates: number): string {
  if (n === 0) return '-'
  const interval = Number.isNaN(low) ? '' : ` (${figure(low)} to ${figure(high)})`
  return `${figure(mean)}${interval}${n < replicates ? ` n = ${n}` : ''}`
}

const unitOf = ({ unit }: Item) => (unit === '1' ? '' : unit)

function sections(rows: Comparison['rows']): [string, Comparison['rows'][number][]][] {
  const found = new Map<string, Comparison['rows'][number][]>()
  for (const row of rows) found.set(row.section, [...(found.get(row.section) ?? []), row])
  return [...found]
}

function bullets(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, lines.map(line => `- ${markdownText(line)}`).join('\n')]
}
