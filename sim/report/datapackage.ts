/**
 * The description that travels with the CSV files: a Frictionless data package (datapackage.org, version 2), which the
 * frictionless libraries of Python and R read to load every column with its type. The unit stands beside each field.
 */
import type { Field, OutputTables } from '../measure/output.ts'
import { LINE_END } from './csv.ts'

const PROFILES = 'https://datapackage.org/profiles/2.0'

interface Described {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string
  readonly description: string
  readonly version: string
}

/** The content of datapackage.json for a folder with `<table>.csv` for every table. */
export function dataPackage({ name, description, version }: Described, tables: OutputTables) {
  return {
    $schema: `${PROFILES}/datapackage.json`,
    name,
    description,
    version,
    resources: Object.entries(tables).map(([table, { doc, fields }]) => ({
      name: table,
      type: 'table',
      description: doc,
      path: `${table}.csv`,
      scheme: 'file',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      dialect: { $schema: `${PROFILES}/tabledialect.json`, delimiter: ',', lineTerminator: LINE_END, header: true },
      schema: { $schema: `${PROFILES}/tableschema.json`, fields: fields.map(described), missingValues: [''] },
    })),
  }
}

function described({ name, type, unit, doc }: Field) {
  return { name, type, unit, description: doc }
}
