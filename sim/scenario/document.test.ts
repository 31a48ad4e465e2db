import { expect, test } from 'vitest'
import { jsonSchema, markdown } from './document.ts'
import { choice, list, number, optional, quantity, section, text, variants } from './parameter.ts'

const group = section(
  {
    name: text({ doc: 'Its name.' }),
    stake: quantity({ unit: 'micro-token', default: '5 token', min: '0 token', doc: 'Its stake.' }),
  },
  'A group.',
)
const schema = section(
  {
    seed: text({ default: 'x', doc: 'Seed | text.' }),
    clock: section({ tick: number({ unit: 's', default: '5 min', min: '1 ms', doc: 'Length of a tick.' }) }, 'Time.'),
    groups: list(group, { min: 1, max: 9, doc: 'Groups.' }),
    others: list(group, { default: [], doc: 'Others.' }),
    pricing: variants(
      'rule',
      {
        fixed: section({}, 'Stays.'),
        surge: section({ high: number({ unit: '1', default: 2, max: 9, doc: 'Most.' }) }, 'Moves.'),
      },
      { default: 'fixed', doc: 'Pricing rule.' },
    ),
    to: optional(choice(['burn', 'treasury'], { doc: 'Where to.' })),
  },
  'All.',
)

test('the JSON Schema describes parameters as files write them', () => {
  const json = jsonSchema(schema)
  expect(json.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
  expect(json.additionalProperties).toBe(false)
  expect(json.anyOf).toEqual([{ required: ['extends'] }, { required: ['groups'] }])
  expect(json.properties?.clock).toMatchObject({
    properties: {
      tick: {
        type: ['number', 'string'],
        default: '5 min',
        description: 'Length of a tick. Takes a duration such as "5 min". At least 1 ms.',
      },
    },
  })
  expect(json.properties?.groups).toMatchObject({
    ...{ type: 'array', minItems: 1, maxItems: 9 },
    items: { required: ['name'], properties: { stake: { $ref: '#/$defs/quantity', default: '5 token' } } },
  })
  expect(json.properties?.to).toMatchObject({ enum: ['burn', 'treasury'], description: 'Where to.' })
  expect(json.properties?.pricing).toMatchObject({
    default: 'fixed',
    anyOf: [
      { enum: ['fixed', 'surge'] },
      { properties: { rule: { const: 'fixed' } }, required: [] },
      {
        properties: { rule: { const: 'surge' }, high: { type: ['number', 'string'], maximum: 9 } },
        required: ['rule'],
      },
    ],
  })
  expect(JSON.stringify(json)).not.toContain('"parameter"')
})

test('the reference has a row for every parameter, and repeats no section', () => {
  const lines = markdown(schema).split('\n')
  expect(lines).toContain('| `seed` | text | `x` |  | Seed \\| text. |')
  expect(lines).toContain('| `clock.tick` | number, s | `5 min` | at least 1 ms | Length of a tick. |')
  expect(lines).toContain('| `groups` | list | must be given | at least 1 item, at most 9 items | Groups. |')
  expect(lines).toContain('| `groups[].stake` | quantity, micro-token | `5 token` | at least 0 token | Its stake. |')
  expect(lines).toContain('| `others[]` | | | | as `groups[]` |')
  expect(lines).toContain('| `pricing{surge}.high` | number | `2` | at most 9 | Most. |')
  expect(lines).toContain('| `to` | `burn`, `treasury` | absent |  | Where to. |')
  expect(lines.filter(line => line.startsWith('## '))).toEqual([
    '## The scenario itself',
    '## clock',
    '## groups',
    '## others',
    '## pricing',
  ])
})
