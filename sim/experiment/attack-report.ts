/** The report of an attack: a table for the terminal, the same in Markdown, and rows for CSV. */
import type { Field, Value } from '../measure/output.ts'
import { figure } from '../report/figures.ts'
import { layout } from '../report/layout.ts'
import { breakEven, EFFECTS, type EffectName, estimate, numbersOf, type Trial } from './attack.ts'

/** What was tried, and what came of it. */
export interface AttackReport {
  readonly name: string
  readonly about: string
  /** Kinds of the attacks and who attacks. */
  readonly attacks: readonly string[]
  /** Path of the deterrent; empty: none was varied. */
  readonly parameter: string
  readonly trials: readonly Trial[]
}

/** Columns of attack.csv. */
export const ATTACK_FIELDS: readonly Field[] = [
  { name: 'deterrent', type: 'string', unit: '1', doc: 'path of the parameter that was varied' },
  { name: 'value', type: 'string', unit: '1', doc: 'its value' },
  { name: 'effect', type: 'string', unit: '1', doc: EFFECTS.map(({ name, doc }) => `${name}: ${doc}`).join('; ') },
  { name: 'unit', type: 'string', unit: '1', doc: 'unit of the effect' },
  { name: 'mean', type: 'number', unit: '1', doc: 'mean over the pairs of runs' },
  { name: 'low', type: 'number', unit: '1', doc: 'lower end of the 95 % interval' },
  { name: 'high', type: 'number', unit: '1', doc: 'upper end of the 95 % interval' },
  { name: 'pairs', type: 'integer', unit: '1', doc: 'pairs of runs' },
]

/** Rows of attack.csv: one a value of the deterrent and effect. */
export function attackRows({ parameter, trials }: AttackReport): Value[][] {
  return trials.flatMap(trial =>
    EFFECTS.map(({ name, unit }) => {
      const { mean, low, high } = estimate(trial, name)
      return [parameter, trial.value, name, unit, mean, low, high, trial.effects.length]
    }),
  )
}

/** From which value on the attack pays or does not, in a sentence. */
export function verdict({ parameter, trials }: AttackReport): string {
  const gains = trials.map(trial => estimate(trial, 'gain'))
  const sure = gains.every(({ low, high }) => low > 0 || high <= 0)
  const doubt = sure ? '' : ' (not every gain is told from 0 by its interval)'
  const everywhere = parameter === '' ? '' : ' at every value tried'
  if (trials.every(({ effects }) => effects.every(({ gain }) => gain === 0))) return `no gain and no loss${everywhere}`
  if (gains.every(({ mean }) => mean <= 0)) return `unprofitable${everywhere}${doubt}`
  if (gains.every(({ mean }) => mean > 0)) return `profitable${everywhere}${doubt}`
  if (trials.some(({ x }) => Number.isNaN(x))) return `profitable at some values only${doubt}`
  const { from, pays } = breakEven(trials)
  const { unit } = numbersOf(trials.map(({ value }) => value))
  const value = `${Number(from.toPrecision(3))}${unit && ` ${unit}`}`
  return `${pays ? 'profitable' : 'unprofitable'} from ${parameter} = ${value} on, by linear interpolation${doubt}`
}

/** Effects that are worth a column: those that are anywhere different from 0. */
function shown({ trials }: AttackReport): readonly (typeof EFFECTS)[number][] {
  const always: readonly EffectName[] = ['gain', 'harm']
  return EFFECTS.filter(
    ({ name }) => always.includes(name) || trials.some(({ effects }) => effects.some(effect => effect[name] !== 0)),
  )
}

function cells(report: AttackReport): { readonly header: string[]; readonly rows: string[][] } {
  const columns = shown(report)
  const first = report.parameter === '' ? [] : [report.parameter]
  return {
    header: [...first, ...columns.map(({ name, unit }) => `${name}, ${unit}`)],
    rows: report.trials.map(trial => [
      ...(report.parameter === '' ? [] : [trial.value]),
      ...columns.map(({ name }) => {
        const { mean, low, high } = estimate(trial, name)
        return Number.isNaN(low) ? figure(mean) : `${figure(mean)} ± ${figure((high - low) / 2)}`
      }),
    ]),
  }
}

/** The report for a terminal, with a line end. */
export function attackText(report: AttackReport): string {
  const { header, rows } = cells(report)
  const table = layout(
    header,
    rows,
    header.map(() => 'r'),
  )
  return `${heading(report).join('\n')}\n\n${table.join('\n')}\n\n${verdict(report)}\n`
}

/** attack.md. */
export function attackMarkdown(report: AttackReport): string {
  const { header, rows } = cells(report)
  const line = (row: readonly string[]) => `| ${row.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const [title, ...rest] = heading(report)
  const docs = shown(report).map(({ name, unit, doc }) => `- **${name}** (${unit}): ${doc}`)
  return [
    `# ${title}`,
    '',
    ...rest,
    '',
    line(header),
    line(header.map(() => '---:')),
    ...rows.map(line),
    '',
    `**${verdict(report)}**`,
    '',
    ...docs,
    '',
  ].join('\n')
}

function heading({ name, about, attacks, trials }: AttackReport): string[] {
  const pairs = trials[0].effects.length
  const how = `${attacks.join(', ')}; mean ± half the 95 % interval of ${pairs} pair${pairs === 1 ? '' : 's'} of runs with and without it`
  return [name, ...(about === '' ? [] : [about]), how]
}
