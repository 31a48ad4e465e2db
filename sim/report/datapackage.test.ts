import { expect, test } from 'vitest'
import { dataPackage } from './datapackage.ts'

const table = (doc: string) =>
  ({ doc, fields: [{ name: 'price', type: 'number', unit: 'token/query', doc: 'mean price' }] }) as const
const described = dataPackage(
  { name: 'harbour', description: 'Ships trade.', version: '0.1.0' },
  { ticks: table('a row a tick'), operators: table('o'), flows: table('f'), balances: table('b'), events: table('e') },
)

test('every table is a resource whose file is named for it', () => {
  expect(described.resources.map(({ path }) => path)).toEqual([
    'ticks.csv',
    'operators.csv',
    'flows.csv',
    'balances.csv',
    'events.csv',
  ])
})

test('a field has type, unit and sentence, and an empty field is a missing value', () => {
  expect(described.resources[0].schema).toEqual({
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: [{ name: 'price', type: 'number', unit: 'token/query', description: 'mean price' }],
    missingValues: [''],
  })
  expect(described.resources[0].dialect.lineTerminator).toBe('\n')
})
