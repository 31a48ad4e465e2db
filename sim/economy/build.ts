/** Builds the world of a scenario: declares and allocates the memory, compiles the rules, fills the tables. */
import { Calendar, calendarTables } from '../engine/calendar.ts'
import { allocate, table, u32 } from '../engine/memory.ts'
import { keyOf } from '../engine/random.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Traces } from '../scenario/trace.ts'
import { customerSide } from './customers.ts'
import { type OperatorGroup, operatorGroups, rowsOf } from './groups.ts'
import { ledgerTables } from './ledger.ts'
import { pricingOf } from './operators/pricing.ts'
import { investmentOf } from './operators/quality.ts'
import { operatorTables } from './operators/tables.ts'
import { populate } from './population.ts'
import { flightTables } from './queries/cancellation.ts'
import { type Lists, listsOf } from './queries/lists.ts'
import { ringOf } from './queries/ring.ts'
import { queryTables } from './queries/tables.ts'
import { weighing } from './queries/weights.ts'
import { recordTables } from './record.ts'
import { PORTION, scratchOf } from './scratch.ts'
import type { World } from './world.ts'

export type Declared = ReturnType<typeof declare>

/** Declares all tables: the layout of the memory, a pure function of the scenario. */
function declare(scenario: Scenario, groups: readonly OperatorGroup[], lists: Lists) {
  const rows = groups.map(rowsOf)
  const sum = (key: 'nodes' | 'servers' | 'waiting') => rows.reduce((total, row) => total + row[key], 0)
  const operators = groups.reduce((total, { count }) => total + count, 0)
  const nodes = sum('nodes')
  const queueing = scenario.market.service === 'queue'
  const cancels = scenario.market.race.losers === 'cancel'
  const racers = scenario.market.race.nodes
  return {
    ...calendarTables(64),
    time: table(1, { tick: u32('tick', 'ticks done') }),
    ...ledgerTables(),
    ...operatorTables(operators, nodes),
    ...queryTables({
      customers: scenario.customers.reduce((total, { count }) => total + count, 0),
      nodes,
      lists: lists.first.length,
      classes: scenario.classes.length,
      racers,
      groups: scenario.customers.length,
      queries: PORTION,
      servers: queueing ? sum('servers') : 0,
      waiting: queueing ? sum('waiting') : 0,
    }),
    ...flightTables(cancels ? nodes : 0, cancels ? PORTION : 0, racers),
    ...recordTables(scenario),
  }
}

/** Builds the world of a scenario at time 0. Throws where the population contradicts the scenario. */
export function build(scenario: Scenario, traces: Traces = []): World {
  const world = assemble(scenario, traces)
  populate(world)
  return world
}

/** A world with empty tables, for a snapshot to be restored into. */
export function assemble(scenario: Scenario, traces: Traces = []): World {
  const key = keyOf(scenario.seed)
  const groups = operatorGroups(scenario, key)
  const lists = listsOf(scenario, groups)
  const memory = allocate(declare(scenario, groups, lists))
  const nodes = memory.rows('nodes')
  const selection = scenario.market.selection
  const roundTrip = roundTrips(scenario)
  const customers = customerSide(scenario)
  return {
    scenario,
    memory,
    tables: memory.tables,
    calendar: new Calendar(memory),
    key,
    tick: 0,
    start: 0,
    end: scenario.clock.tick,
    tickLength: scenario.clock.tick,
    groups,
    pricing: groups.map(({ spec }) => pricingOf(spec.pricing)),
    investment: groups.map(({ spec }) => investmentOf(spec.investment)),
    weigh: weighing(scenario, nodes + 1),
    lists,
    ring: selection.rule === 'hash' ? ringOf(key, nodes, selection.points) : undefined,
    traces: customers.groups.flatMap(({ spec, first, count }, group) => {
      const trace = traces[group]
      if (!spec.trace) return []
      if (!trace) throw new Error(`customers "${spec.name}": expected the trace ${spec.trace.file}, got none`)
      return [{ trace, group, first, count, speed: spec.trace.speed }]
    }),
    customers,
    shock: {
      demand: new Float64Array(scenario.customers.length).fill(1),
      cost: new Float64Array(groups.length).fill(1),
    },
    regions: scenario.regions.length,
    classes: scenario.classes.length,
    roundTrip,
    networked: roundTrip.some(time => time > 0),
    sizes: customers.groups.some(({ spec }) => spec.trace !== undefined) || scenario.market.race.losers === 'cancel',
    sla: Float64Array.from(scenario.classes, ({ sla }) => sla),
    racers: scenario.market.race.nodes,
    verifiers: scenario.market.verification.verifiers,
    refundShare: scenario.market.refund,
    cancels: scenario.market.race.losers === 'cancel',
    queueing: scenario.market.service === 'queue',
    rows: firstRows(groups),
    scratch: scratchOf(nodes, memory.rows('operators'), scenario.classes.length),
    happenings: [],
  }
}

function firstRows(groups: readonly OperatorGroup[]): World['rows'] {
  const next = { nodes: 0, servers: 0, waiting: 0 }
  return groups.map(group => {
    const first = { ...next }
    const { nodes, servers, waiting } = rowsOf(group)
    next.nodes += nodes
    next.servers += servers
    next.waiting += waiting
    return first
  })
}

function roundTrips({ regions, network }: Scenario): Float64Array {
  const n = regions.length
  return Float64Array.from({ length: n * n }, (_, at) => {
    const from = Math.floor(at / n)
    const to = at % n
    return network.matrix?.[from][to] ?? (from === to ? network.within : network.between)
  })
}
