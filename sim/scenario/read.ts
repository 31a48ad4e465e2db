/**
 * Reads a scenario file against a schema: what it extends, what the command line sets, the checks
 * of the schema, the data of CSV files. Every fault is found before anything runs, and each says in
 * which file and line its value stands.
 */
import type { z } from 'zod'
import { declaration } from './declare.ts'
import { Fault, type Path, ScenarioError } from './fault.ts'
import { resolved } from './location.ts'
import { faultAt, type Layered, layerOf, type Origin, overlaid, sourceOf } from './origin.ts'
import { type Override, overridden } from './override.ts'
import { isRecord, memberOf, type Type } from './shape.ts'
import { locate, parseSource, type Source } from './source.ts'
import { filled, type Read, unreadable } from './tables.ts'

const MOST_LAYERS = 8

/**
 * The scenario in the file `path`, normalised by `schema`. A file may say `"extends": "other.json"`. Rejects with a
 * ScenarioError that holds every fault.
 */
export async function readScenario<S extends z.ZodType>(
  schema: S,
  path: string,
  read: Read,
  overrides: readonly Override[] = [],
): Promise<z.output<S>> {
  const layers = await layersOf(path, read)
  const { value, origin } = overrides.reduce(
    (layered, override) => overridden(schema, layered, override),
    layers.reduceRight((below, above) => overlaid(schema, below, above)),
  )
  const outcome = schema.safeParse(rebased(schema, value, [], origin))
  if (!outcome.success) throw new ScenarioError(inOrder(outcome.error.issues.flatMap(issue => faultsOf(issue, origin))))
  return filled(outcome.data, read, (at, message) => faultAt(origin, at, message))
}

/** The file and those it extends, each without `extends`, the most basic last. */
async function layersOf(path: string, read: Read): Promise<Layered[]> {
  const layers: Layered[] = []
  const files: string[] = []
  let refuse = (message: string): never => {
    throw new ScenarioError([new Fault({ file: path }, message)])
  }
  for (let file: string | undefined = path; file !== undefined; ) {
    if (files.includes(file))
      refuse(`expected files that do not extend each other, got ${[...files, file].join(' -> ')}`)
    if (files.length > MOST_LAYERS) refuse(`expected at most ${MOST_LAYERS} files that extend each other`)
    files.push(file)
    let text = ''
    try {
      text = await read(file)
    } catch (error) {
      refuse(unreadable(file, error))
    }
    const source: Source = parseSource(text, file)
    refuse = message => {
      throw new ScenarioError([
        new Fault({ file: source.file, ...locate(source, ['extends']), path: 'extends' }, message),
      ])
    }
    const { extends: base, ...rest }: Record<string, unknown> = isRecord(source.value) ? source.value : {}
    if (base !== undefined && typeof base !== 'string') refuse('expected the path of a scenario file')
    layers.push(layerOf(source, isRecord(source.value) ? rest : source.value))
    file = typeof base === 'string' ? resolved(base, file) : undefined
  }
  return layers
}

/** `raw` with every path of a file resolved against the file in which it is written. */
function rebased(type: Type | undefined, raw: unknown, path: Path, origin: Origin): unknown {
  const located = (file: unknown, at: Path) => {
    const source = sourceOf(origin, at)
    return typeof file === 'string' && file !== '' && typeof source !== 'string' ? resolved(file, source.file) : file
  }
  const kind = type && declaration(type)?.kind
  if (kind === 'file') return located(raw, path)
  if ((kind === 'column' || kind === 'series') && isRecord(raw))
    return { ...raw, file: located(raw.file, [...path, 'file']) }
  if (kind === 'quantity') {
    if (!isRecord(raw) || !isRecord(raw.csv)) return raw
    return { ...raw, csv: { ...raw.csv, file: located(raw.csv.file, [...path, 'csv', 'file']) } }
  }
  if (Array.isArray(raw)) return raw.map((item, i) => rebased(memberOf(type, raw, i), item, [...path, i], origin))
  if (!isRecord(raw)) return raw
  return Object.fromEntries(
    Object.entries(raw).map(([key, item]) => [key, rebased(memberOf(type, raw, key), item, [...path, key], origin)]),
  )
}

/** An issue of zod's as faults: one for each unknown key. */
function faultsOf(issue: z.core.$ZodIssue, origin: Origin): Fault[] {
  const path = issue.path.map(step => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code !== 'unrecognized_keys') return [faultAt(origin, path, issue.message)]
  const messages = issue.message.split('\n')
  return issue.keys.map((key, i) => faultAt(origin, [...path, key], messages[i] ?? issue.message, true))
}

/** File by file, from top to bottom. */
function inOrder(faults: readonly Fault[]): Fault[] {
  const files = [...new Set(faults.map(({ file }) => file))]
  return files.flatMap(file =>
    faults.filter(fault => fault.file === file).sort((a, b) => a.line - b.line || a.column - b.column),
  )
}
