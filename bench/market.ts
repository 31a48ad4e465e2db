/** The whole service market: queries raced by five of 100 nodes, settled, scored and priced, a second. */
import { start } from '../sim/economy/run.ts'
import { bytesPerRow } from '../sim/engine/memory.ts'
import { type Scenario, scenario } from '../sim/scenario/schema.ts'
import { type Measurement, measure } from './timing.ts'

const TICKS = 20

/** A market of `customers` who ask `perTick` queries a tick each on average, and of `nodes` operators of one node. */
export function raceMarket(customers: number, nodes: number, ticks: number, perTick: number): Scenario {
  return scenario.parse({
    name: 'bench',
    clock: { tick: '5 min', ticks },
    token: { price: '1 USD/token' },
    classes: [{ name: 'query', sla: '60 ms' }],
    operators: [
      {
        name: 'operator',
        count: nodes,
        price: { uniform: ['0.0008 token/query', '0.0012 token/query'] },
        latency: { law: 'exponential', mean: { uniform: ['10 ms', '30 ms'] } },
        servers: 64,
        accuracy: 0.99,
        queryCost: '0.00001 USD/query',
        pricing: { rule: 'tatonnement', target: 0.3 },
      },
    ],
    customers: [{ name: 'customers', count: customers, rate: `${288 * perTick}/day` }],
    market: { race: { nodes: 5 } },
  })
}

/** Raced queries a second, everything included. */
export function marketBench({ customers = 100_000, nodes = 100, perTick = 1, ticks = TICKS } = {}): Measurement {
  const market = raceMarket(customers, nodes, 1_000_000, perTick)
  const run = start(market, [], { row: () => undefined })
  return measure(
    `market: raced queries, K = 5, ${nodes} nodes, ${customers.toLocaleString('en')} customers, ${perTick} a tick`,
    () => {
      let raced = 0
      for (let tick = 0; tick < ticks; tick++) {
        run.step()
        raced += run.world.tables.tally.raced[0]
      }
      return raced
    },
    { runs: 5, warmup: 1 },
  )
}

/** Bytes that a customer takes in the tables. */
export function customerBytes(): number {
  const { memory } = start(raceMarket(10, 5, 1, 1), [], { row: () => undefined }).world
  return bytesPerRow(memory.declaration.customers)
}

/** The large market, run once: how long it takes and how much memory the process holds. */
export function scaleRun(): { queries: number; seconds: number; bytes: number } {
  const begun = performance.now()
  const run = start(raceMarket(1_000_000, 200, 100, 1), [], { row: () => undefined })
  let queries = 0
  while (!run.done) {
    run.step()
    queries += run.world.tables.tally.raced[0]
  }
  return { queries, seconds: (performance.now() - begun) / 1000, bytes: process.memoryUsage().rss }
}
