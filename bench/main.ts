/**
 * `npm run bench`: how fast the engine and the markets run on this machine. `--scale` adds the large market (10^6
 * customers, 200 nodes, 100 ticks), which takes a minute or two; `--json file` writes the figures.
 */
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { calendarBench } from './calendar.ts'
import { customerBytes, marketBench, scaleRun } from './market.ts'
import { queueBench } from './queue.ts'
import { formatMeasurements } from './timing.ts'

const { values } = parseArgs({ options: { json: { type: 'string' }, scale: { type: 'boolean', default: false } } })

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, one core`
console.log(machine)
const rows = [...calendarBench(), ...queueBench(), marketBench({ perTick: 3 }), marketBench()]
console.log(formatMeasurements(rows))
const bytes = customerBytes()
console.log(`${bytes} bytes a customer`)
const scale = values.scale ? scaleRun() : undefined
if (scale)
  console.log(
    `10^6 customers x 200 nodes x 100 ticks: ${scale.queries.toExponential(2)} queries in ${scale.seconds.toFixed(1)} s, ${(scale.bytes / 2 ** 30).toFixed(2)} GiB`,
  )
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows, bytes, scale }, null, 2)}\n`)
