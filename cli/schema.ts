/** `catallaxy schema`: the JSON Schema of scenarios, with which editors complete and check them. */
import { jsonSchema } from '../sim/scenario/document.ts'
import { scenario } from '../sim/scenario/schema.ts'

/** Prints the schema to stdout. */
export function printSchema(): void {
  process.stdout.write(`${JSON.stringify(jsonSchema(scenario), null, 2)}\n`)
}
