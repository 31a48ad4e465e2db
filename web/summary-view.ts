/** What a run amounts to so far, as tables: theory beside what was measured, metrics with intervals, money, flows. */
import type { Balance, Summary } from '../sim/measure/output.ts'
import { resourceMap } from '../sim/report/resource-map-svg.ts'
import { PAPER } from './charts/colors.ts'
import { drawn } from './charts/drawing.ts'
import { element } from './element.ts'

/** The parts of the summary one by one, for some of them are long. */
export function* summaryParts(summary: Summary): Generator<HTMLElement> {
  const { ticks, seed, fingerprint, history, theory, metrics, money, flows } = summary
  yield element('h2', {}, `Summary after ${ticks.toLocaleString('en')} ticks`)
  yield element(
    'p',
    { class: 'fingerprint' },
    'seed ',
    code('seed', seed),
    ' · state ',
    code('fingerprint', fingerprint),
    ' · history ',
    code('history', history),
  )
  if (theory.length > 0) {
    const rows = theory.map(({ name, unit, expected, measured, low, high, source }) => [
      name,
      show(expected),
      show(measured),
      interval(low, high),
      unit,
      source,
    ])
    yield table('Theory', ['prediction', 'expected', 'measured', '95 % interval', 'unit', 'source'], rows)
  }
  if (summary.claims.length > 0) {
    const rows = summary.claims.map(({ claim, least, most, measured, unit, verdict, source }) => [
      claim,
      least === undefined ? '–' : show(least),
      most === undefined ? '–' : show(most),
      show(measured),
      unit,
      verdict,
      source,
    ])
    yield table('Claims', ['claim', 'at least', 'at most', 'measured', 'unit', 'is', 'source'], rows)
  }
  if (summary.upkeep) {
    const { value, low, high } = summary.upkeep
    yield table(
      'Upkeep and use',
      ['figure', 'value', '95 % interval'],
      [['per cent of upkeep for each per cent of use', show(value), interval(low, high)]],
    )
  }
  if (summary.resources) {
    const map = drawn(resourceMap(summary.resources, { paper: PAPER, ink: 'currentColor' }))
    yield element(
      'figure',
      { class: 'whole map' },
      element('figcaption', {}, 'Resources: local prices and the planner'),
      map,
    )
  }
  const known = Object.entries(metrics).filter(([, { mean }]) => !Number.isNaN(mean))
  const rows = known.map(([name, { mean, low, high, unit, verdict }]) => [
    name,
    show(mean),
    interval(low, high),
    unit,
    verdict,
  ])
  yield table('Metrics after warm-up', ['metric', 'mean', '95 % interval', 'unit', 'verdict'], rows)
  if (summary.scale) {
    const { customers, agents, sampling, simulated, errors } = summary.scale
    const counts: readonly [string, number][] = [
      ['customers', customers],
      ['agents', agents],
      ['queries that one simulated query stands for', sampling],
      ['simulated queries in a mean tick', simulated],
    ]
    yield table(
      'Scale',
      ['what', 'number'],
      counts.map(([what, number]) => [what, show(number)]),
    )
    const added = errors.map(({ name, relative, source }) => [name, `${show(100 * relative)} %`, source])
    yield table('What sampling adds', ['figure', 'standard error', 'source'], added)
  }
  const head = ['currency', 'initial', 'minted', 'burned', 'final']
  const coins = Object.entries(money.coins ?? {}).map(([name, coin]) => balance(name, coin))
  yield table('Money', head, [balance('token', money), balance('dollar', money.dollars), ...coins])
  const paid = flows.map(({ from, to, purpose, currency, amount }) => [purpose, from, to, micro(amount), currency])
  yield table('Who paid whom', ['purpose', 'from', 'to', 'amount', 'currency'], paid)
}

function code(name: string, text: string): HTMLElement {
  return element('code', { 'data-value': name }, text)
}

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const cells = rows.map(row =>
    element(
      'tr',
      {},
      ...row.map((cell, i) => (i === 0 ? element('th', { scope: 'row' }, cell) : element('td', numeric(cell), cell))),
    ),
  )
  const heading = element('tr', {}, ...head.map(name => element('th', { scope: 'col' }, name)))
  const made = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, heading),
    element('tbody', {}, ...cells),
  )
  return element('div', { class: 'scroll' }, made)
}

function numeric(cell: string): Record<string, string> {
  return /^[-–\d]/.test(cell) ? { class: 'number' } : {}
}

/** Five digits that matter; a dash where there is no value. */
function show(value: number): string {
  if (Number.isNaN(value)) return '–'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(4)
  return Number(value.toPrecision(5)).toLocaleString('en', { maximumFractionDigits: 9 })
}

function interval(low: number, high: number): string {
  return Number.isNaN(low) || Number.isNaN(high) ? '–' : `${show(low)} to ${show(high)}`
}

function balance(currency: string, { initial, minted, burned, final }: Balance): string[] {
  return [currency, ...[initial, minted, burned, final].map(micro)]
}

/** Whole micro-units as units, exact to the last digit. */
function micro(amount: string): string {
  const value = BigInt(amount)
  const size = value < 0n ? -value : value
  const fraction = `${size % 1_000_000n}`.padStart(6, '0').replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${(size / 1_000_000n).toLocaleString('en')}${fraction ? `.${fraction}` : ''}`
}
