/** The large market, run once: how long it takes and how much memory the process holds. */
import type { Part } from './part.ts'
import { race, raceRun } from './race-market.ts'
import { digits } from './table.ts'

const CUSTOMERS = 1_000_000
const NODES = 200
const TICKS = 100

export const scalePart: Part = {
  name: 'scale',
  about: 'the large market: 10^6 customers, 200 nodes, 100 ticks; a minute or so',
  extra: true,
  run() {
    const begun = performance.now()
    const queries = race(raceRun({ customers: CUSTOMERS, operators: NODES }), TICKS)
    const seconds = (performance.now() - begun) / 1000
    const bytes = process.memoryUsage().rss
    const text = `${digits(queries)} queries in ${seconds.toFixed(1)} s, ${(bytes / 2 ** 30).toFixed(2)} GiB`
    return {
      text,
      figures: [{ name: `${CUSTOMERS} customers, ${NODES} nodes, ${TICKS} ticks`, queries, seconds, bytes }],
    }
  },
}
