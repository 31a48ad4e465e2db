/**
 * What the schema says of its parameters, for people: a JSON Schema with which editors complete and
 * check scenario files, and the reference table in docs/. Both are read from the declarations, so
 * they cannot differ from what the program accepts.
 */
import { z } from 'zod'
import { bare, type Declaration, declaration } from './declare.ts'
import { isRecord, type Type } from './shape.ts'
import { expected, formatQuantity } from './units.ts'

type Json = z.core.JSONSchema.BaseSchema

/** JSON Schema (draft 2020-12) of the files that `schema` reads. */
export function jsonSchema(schema: z.ZodType): Json {
  const json = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const declared = declaration(zodSchema)
      if (declared) describe(jsonSchema, declared)
    },
  })
  const { properties, required = [], ...rest } = json
  return {
    ...rest,
    anyOf: [{ required: ['extends'] }, { required }], // what a file leaves out, the one it extends may say
    properties: {
      extends: { type: 'string', description: 'Path of a scenario file that this one is laid over.' },
      ...properties,
    },
    $defs: { ...json.$defs, amount: AMOUNT, column: COLUMN, series: SERIES, quantity: QUANTITY },
  }
}

/** A reference of every parameter in Markdown: a heading and a table for each member of `schema`. */
export function markdown(schema: z.ZodType): string {
  const seen = new Map<Type, string>()
  const root = bare(schema)
  if (!(root instanceof z.ZodObject)) throw new TypeError('expected a section')
  const lines = [
    '`a.b` is the member `b` of `a`, `a[]` an item of the list `a`, and `a{x}.b` the member `b` of `a` when its rule is `x`.',
    'Amounts are written with their unit (`"10 ms"`, `"2050 USD/month"`); a quantity has a value for each agent: an amount, a list, or a distribution, formula or CSV column.',
  ]
  const head = ['| parameter | type | default | bounds | |', '| --- | --- | --- | --- | --- |']
  const members: [string, Type][] = Object.entries(root.shape)
  const simple = members.filter(([, member]) => !isNested(member))
  lines.push(
    '',
    '## The scenario itself',
    '',
    ...head,
    ...simple.flatMap(([name, member]) => rowsOf(member, name, seen)),
  )
  for (const [name, member] of members) {
    if (isNested(member))
      lines.push('', `## ${name}`, '', declaration(member)?.doc ?? '', '', ...head, ...rowsOf(member, name, seen))
  }
  return `${lines.join('\n')}\n`
}

const AMOUNT: Json = { type: ['number', 'string'] }
const COLUMN: Json = {
  type: 'object',
  properties: {
    file: { type: 'string', description: 'Path of the CSV file, relative to this one.' },
    column: { type: 'string', description: 'Name of the column.' },
    unit: { type: 'string', description: 'Unit of the numbers in it; "timestamp" for times.' },
    where: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Only rows in which these columns hold these texts.',
    },
  },
  required: ['file', 'column'],
  additionalProperties: false,
}
const SERIES: Json = {
  ...COLUMN,
  properties: {
    ...COLUMN.properties,
    time: { type: 'string', description: 'Column of the times: timestamps, or seconds; "timestamp" when absent.' },
    from: { type: 'string', description: 'Time after the first row at which a run begins; "0 s" when absent.' },
    hole: { type: 'string', description: 'Longest time between two rows; "1 h" when absent.' },
  },
}
const amount: Json = { $ref: '#/$defs/amount' }
const QUANTITY: Json = {
  anyOf: [
    amount,
    { type: 'array', items: amount },
    form('uniform', { type: 'array', items: amount, minItems: 2, maxItems: 2 }),
    form('normal', law('mean', 'sd')),
    form('lognormal', law('median', 'sigma')),
    form('exponential', law('mean')),
    form('pareto', law('minimum', 'shape')),
    form('formula', { type: 'string' }),
    form('csv', { $ref: '#/$defs/column' }),
  ],
}

function form(name: string, body: Json): Json {
  return { type: 'object', properties: { [name]: body }, required: [name], additionalProperties: false }
}

function law(...names: string[]): Json {
  return {
    type: 'object',
    properties: Object.fromEntries(names.map(name => [name, amount])),
    required: names,
    additionalProperties: false,
  }
}

/** Completes the JSON Schema of one parameter in place. */
function describe(json: Json, declared: Declaration): void {
  const { kind, doc, choices = [], key = '', min, max } = declared
  delete json.parameter
  const facts = [
    declared.unit && declared.unit !== '1' ? `Takes ${expected(declared.unit)}.` : '',
    sentence(boundsOf(declared)),
  ]
  json.description = [doc, ...facts].filter(Boolean).join(' ')
  const limits = { ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) }
  if (kind === 'number') Object.assign(json, declared.unit === '1' ? { ...AMOUNT, ...limits } : AMOUNT)
  else if (kind === 'integer') Object.assign(json, { type: 'integer', ...limits })
  else if (kind === 'amount') Object.assign(json, AMOUNT)
  else if (kind === 'flag') json.type = 'boolean'
  else if (kind === 'choice') json.enum = [...choices]
  else if (kind === 'column' || kind === 'series' || kind === 'quantity') json.$ref = `#/$defs/${kind}`
  else if (kind === 'text' || kind === 'formula' || kind === 'file')
    Object.assign(json, { type: 'string', ...(declared.pattern && { pattern: declared.pattern }) })
  else if (kind === 'list')
    Object.assign(json, { ...(min !== undefined && { minItems: min }), ...(max !== undefined && { maxItems: max }) })
  else if (kind === 'section') delete json.default
  else if (kind === 'variants') {
    const fallback = isRecord(declared.default) ? declared.default[key] : declared.default
    const nameless = json.oneOf?.[choices.indexOf(String(fallback))]
    if (typeof nameless === 'object') nameless.required = nameless.required?.filter(name => name !== key) ?? []
    json.anyOf = [{ enum: [...choices] }, ...(json.oneOf ?? [])]
    delete json.oneOf
  }
}

function rowsOf(type: Type, path: string, seen: Map<Type, string>): string[] {
  const declared = declaration(type)
  const inner = bare(type)
  const rows = declared && declared.kind !== 'section' ? [row(path, declared, type instanceof z.ZodOptional)] : []
  const first = seen.get(inner)
  if (isNested(type) && first !== undefined) return [...rows, `| \`${path}\` | | | | as \`${first}\` |`]
  if (inner instanceof z.ZodObject || inner instanceof z.ZodDiscriminatedUnion) seen.set(inner, path)
  if (inner instanceof z.ZodObject) {
    for (const [name, member] of Object.entries(inner.shape))
      if (!(bare(member) instanceof z.ZodLiteral)) rows.push(...rowsOf(member, `${path}.${name}`, seen))
  } else if (inner instanceof z.ZodArray && isNested(inner.element))
    rows.push(...rowsOf(inner.element, `${path}[]`, seen))
  else if (inner instanceof z.ZodDiscriminatedUnion) {
    for (const [i, option] of inner.options.entries()) {
      const variant = `${path}{${declared?.choices?.[i] ?? i}}`
      rows.push(
        `| \`${variant}\` | rule | | | ${cell(declaration(option)?.doc ?? '')} |`,
        ...rowsOf(option, variant, seen),
      )
    }
  }
  return rows
}

function row(path: string, declared: Declaration, absent: boolean): string {
  const { kind, choices = [], default: fallback, unit, doc } = declared
  const type = kind === 'choice' || kind === 'variants' ? choices.map(name => `\`${name}\``).join(', ') : kind
  const of = unit === undefined || unit === '1' ? '' : `, ${unit}`
  const missing = absent ? 'absent' : 'must be given'
  const shown =
    fallback === undefined || absent
      ? missing
      : `\`${typeof fallback === 'string' && fallback !== '' ? fallback : JSON.stringify(fallback)}\``
  return `| \`${path}\` | ${cell(type + of)} | ${cell(shown)} | ${cell(boundsOf(declared))} | ${cell(doc)} |`
}

function boundsOf({ kind, unit = '1', min, max }: Declaration): string {
  const written = (bound: number) =>
    kind === 'list' ? `${bound} item${bound === 1 ? '' : 's'}` : formatQuantity(bound, unit)
  return [min === undefined ? '' : `at least ${written(min)}`, max === undefined ? '' : `at most ${written(max)}`]
    .filter(Boolean)
    .join(', ')
}

function sentence(bounds: string): string {
  return bounds === '' ? '' : `${bounds.charAt(0).toUpperCase()}${bounds.slice(1)}.`
}

function isNested(type: Type): boolean {
  const inner = bare(type)
  return (
    inner instanceof z.ZodObject ||
    inner instanceof z.ZodDiscriminatedUnion ||
    (inner instanceof z.ZodArray && isNested(inner.element))
  )
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
}
