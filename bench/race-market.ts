/** The market that most parts measure: one class, prices by tatonnement, five of all nodes race for every query. */
import { type Run, start } from '../sim/economy/run.ts'
import { type Scenario, scenario } from '../sim/scenario/schema.ts'

/** Ticks that no bench reaches. */
const ENDLESS = 1_000_000

export interface Size {
  readonly customers: number
  readonly operators: number
  /** Nodes of each operator. */
  readonly nodes?: number
  /** Queries that a customer asks in a tick, on average. */
  readonly perTick?: number
  readonly ticks?: number
}

/** The scenario as a file would have it. */
export function raceDocument({ customers, operators, nodes = 1, perTick = 1, ticks = ENDLESS }: Size) {
  return {
    name: 'bench',
    clock: { tick: '5 min', ticks },
    token: { price: '1 USD/token' },
    classes: [{ name: 'query', sla: '60 ms' }],
    operators: [
      {
        name: 'operator',
        count: operators,
        nodes,
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
  }
}

export function raceMarket(size: Size): Scenario {
  return scenario.parse(raceDocument(size))
}

/** Where the rows of a run go that nobody reads. */
export const NOWHERE = { row: () => undefined }

/** A run of the market on this thread. */
export function raceRun(size: Size): Run {
  return start(raceMarket(size), [], NOWHERE)
}

/** Runs `ticks` ticks; returns the queries that were raced in them. */
export function race({ step, world }: Pick<Run, 'step' | 'world'>, ticks: number): number {
  let raced = 0
  for (let tick = 0; tick < ticks; tick++) {
    step()
    raced += world.tables.tally.raced[0]
  }
  return raced
}
