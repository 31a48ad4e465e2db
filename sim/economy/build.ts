/** Builds the world of a scenario: declares and allocates the memory, compiles the rules, fills the tables. */
import { Calendar, calendarTables } from '../engine/calendar.ts'
import {
  allocate,
  attach,
  type Declaration,
  linearOf,
  type Memory,
  type Rows,
  rowsOf as rowsIn,
  type Tables,
  table,
  u32,
  withRows,
} from '../engine/memory.ts'
import { keyOf } from '../engine/random.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Traces } from '../scenario/trace.ts'
import { agreementMarkets } from './agents/agreements/markets.ts'
import { agreementTables } from './agents/agreements/tables.ts'
import { hubsOf } from './agents/channels/hubs.ts'
import { channelTables } from './agents/channels/tables.ts'
import { creditMarketOf } from './agents/credits/rules.ts'
import { creditTables } from './agents/credits/tables.ts'
import { forecastersOf, forecastTables, forecastTallies } from './agents/forecasters.ts'
import { agentGroups } from './agents/groups.ts'
import { paymentStreams } from './agents/payments/streams.ts'
import { paymentTables } from './agents/payments/tables.ts'
import { circleOf } from './agents/scrip/circle.ts'
import { reciprocityTables } from './agents/scrip/tables.ts'
import { stocksIn } from './agents/stocks/stocks.ts'
import { stockTables, stockTallies } from './agents/stocks/tables.ts'
import { agentTables, agentTallies } from './agents/tables.ts'
import { attackTables } from './attacks/attacks.ts'
import { coinLedgerTables } from './coin-ledger.ts'
import { customerSide, isReciprocal } from './customers.ts'
import { agentsOf, type OperatorGroup, operatorGroups, rowsOf } from './groups.ts'
import { ledgerTables } from './ledger.ts'
import { conductTables } from './operators/conduct.ts'
import { learningTables } from './operators/learning-tables.ts'
import { pricingOf } from './operators/pricing.ts'
import { investmentOf } from './operators/quality.ts'
import { operatorTables } from './operators/tables.ts'
import { orderTables, planTables } from './orders/tables.ts'
import { sovereignGroups } from './patrons/groups.ts'
import { patronTables, patronTallies } from './patrons/tables.ts'
import { populate } from './population.ts'
import { delegationOf, delegatorTables } from './protocol/delegators.ts'
import { governanceOf, governanceTables } from './protocol/governance/tables.ts'
import { taxTables } from './protocol/taxation.ts'
import { tokenTables } from './protocol/token.ts'
import { flightTables } from './queries/cancellation.ts'
import { type Lists, listsOf } from './queries/lists.ts'
import { prioritiesOf } from './queries/priority.ts'
import { raceTables } from './queries/race-tables.ts'
import { ringOf } from './queries/ring.ts'
import { queryTables } from './queries/tables.ts'
import { tallyTables } from './queries/tally-tables.ts'
import { recordTables } from './record.ts'
import { resourceMarket } from './resources/market.ts'
import { resourceTables } from './resources/tables.ts'
import { layRules, roundTrips, ruleTables } from './rules.ts'
import { changeableIn, rulesIn, rulingTables } from './rulings.ts'
import { PORTION, scratchOf } from './scratch.ts'
import { bridgeTables } from './trade/bridges.ts'
import { routesOf } from './trade/chains.ts'
import { coinTables } from './trade/coins.ts'
import { holdingTables } from './trade/holdings.ts'
import { remittanceTables } from './trade/remittances.ts'
import { tradeTables } from './trade/tables.ts'
import type { World } from './world.ts'

export type State = ReturnType<typeof stateTables>
export type Lane = ReturnType<typeof laneTables>

/** Declares the state of the economy: the layout of the memory, a pure function of the scenario. */
function stateTables(scenario: Scenario, groups: readonly OperatorGroup[], lists: Lists) {
  const rows = groups.map(rowsOf)
  const sum = (key: 'nodes' | 'servers' | 'waiting') => rows.reduce((total, row) => total + row[key], 0)
  const operators = groups.reduce((total, { count }) => total + count, 0)
  const nodes = sum('nodes')
  const queueing = scenario.market.service === 'queue'
  const flying = staysInFlight(scenario)
  const racers = scenario.market.race.nodes
  return {
    ...calendarTables(64),
    time: table(1, { tick: u32('tick', 'ticks done') }),
    ...ledgerTables(),
    ...tokenTables(),
    ...taxTables(scenario, operators, nodes),
    ...rulingTables(changeableIn(scenario)),
    ...operatorTables(operators, nodes),
    ...delegatorTables(scenario),
    ...governanceTables(scenario),
    ...learningTables(groups),
    ...attackTables(scenario, nodes),
    ...conductTables(scenario, operators),
    ...queryTables({
      customers: agentsOf(scenario),
      nodes,
      lists: lists.first.length,
      prosumers: isReciprocal(scenario) ? agentsOf(scenario) : 0,
      classes: scenario.classes.length,
      groups: scenario.customers.length,
      sellers: groups.length,
      servers: queueing ? sum('servers') : 0,
      waiting: queueing ? sum('waiting') : 0,
    }),
    ...orderTables(scenario, { operators, customers: agentsOf(scenario) }),
    ...flightTables({
      nodes: flying ? nodes : 0,
      lines: flying ? nodes * prioritiesOf(scenario).lines : 0,
      queries: flying ? PORTION : 0,
      racers,
    }),
    ...patronTables(scenario),
    ...tradeTables(scenario),
    ...coinTables(scenario),
    ...coinLedgerTables(scenario),
    ...holdingTables(scenario),
    ...bridgeTables(scenario),
    ...remittanceTables(scenario),
    ...resourceTables(scenario, groups, operators),
    ...agentTables(scenario),
    ...creditTables(scenario, operators),
    ...agreementTables(scenario),
    ...forecastTables(scenario),
    ...channelTables(scenario),
    ...paymentTables(scenario),
    ...stockTables(scenario),
    ...reciprocityTables(scenario),
    ...recordTables(scenario),
    ...ruleTables(scenario),
  }
}

/** Declares what a thread works with during a tick. */
function laneTables(scenario: Scenario, groups: readonly OperatorGroup[]) {
  const { market, classes } = scenario
  const nodes = groups.reduce((total, group) => total + rowsOf(group).nodes, 0)
  return {
    ...raceTables({ queries: PORTION, racers: market.race.nodes, nodes, classes: classes.length }),
    ...tallyTables({ nodes, classes: classes.length }),
    ...patronTallies(scenario),
    ...planTables(scenario),
    ...agentTallies(scenario),
    ...forecastTallies(scenario),
    ...stockTallies(scenario),
  }
}

/** Builds the world of a scenario at time 0, for one thread or more. Throws where the population contradicts the scenario. */
export function build(scenario: Scenario, traces: Traces = [], threads = 1): World {
  const world = assemble(scenario, traces, threads)
  populate(world)
  return world
}

/** A world with empty tables, for a snapshot to be restored into. With more than one thread the memory is shared. */
export function assemble(scenario: Scenario, traces: Traces = [], threads = 1): World {
  const plan = planOf(scenario, threads)
  const world = worldOn(plan, traces, allocate(plan.declaration, { shared: threads > 1, linear: true }), 0)
  layRules(world)
  return world
}

/** What another thread needs, besides scenario and traces, to see the world of a run. */
export interface SharedMemory {
  readonly rows: Rows
  readonly linear: WebAssembly.Memory
  readonly threads: number
  /** Number of the thread among them; 0 is the run's own. */
  readonly lane: number
}

/** The memory of a run as its thread number `lane` takes it. */
export function sharedMemory({ memory, lanes }: World, lane: number): SharedMemory {
  return { rows: rowsIn(memory), linear: linearOf(memory), threads: lanes.length, lane }
}

/** The world of a run that another thread has built from the same scenario and traces. */
export function join(scenario: Scenario, traces: Traces, { rows, linear, threads, lane }: SharedMemory): World {
  const plan = planOf(scenario, threads)
  return worldOn(plan, traces, attach(withRows(plan.declaration, rows), linear), lane)
}

/** What follows from a scenario and a number of threads before any memory is there. */
interface Plan {
  readonly scenario: Scenario
  readonly key: Uint32Array
  readonly groups: readonly OperatorGroup[]
  readonly lists: Lists
  readonly declaration: State
  /** Names of the tables of a lane. */
  readonly names: readonly (keyof Lane)[]
  readonly threads: number
}

function planOf(scenario: Scenario, threads: number): Plan {
  const key = keyOf(scenario.seed)
  const groups = operatorGroups(scenario, key)
  const lists = listsOf(scenario, groups)
  const own = laneTables(scenario, groups)
  const names = Object.keys(own) as (keyof Lane)[]
  const lanes = Array.from({ length: threads }, (_, lane) =>
    names.map(name => [laneTable(name, lane), { ...own[name], scratch: true }]),
  )
  const declaration = { ...stateTables(scenario, groups, lists), ...Object.fromEntries(lanes.flat()) }
  return { scenario, key, groups, lists, declaration, names, threads }
}

/** Each thread has tables of its own for what it works with, all in the one memory. */
export const laneTable = (name: keyof Lane, lane: number) => `${name}@${lane}`

function worldOn(plan: Plan, traces: Traces, memory: Memory<State>, lane: number): World {
  const { scenario, key, groups, lists, names, threads } = plan
  const all: Tables<Declaration> = memory.tables
  const lanes = Array.from(
    { length: threads },
    (_, of) => Object.fromEntries(names.map(name => [name, all[laneTable(name, of)]])) as Tables<Lane>,
  )
  const nodes = memory.rows('nodes')
  const selection = scenario.market.selection
  const customers = customerSide(scenario)
  return {
    ...rulesIn(scenario, memory.rows('nodes')),
    charter: scenario,
    changeable: changeableIn(scenario),
    rulings: 0,
    memory,
    lane,
    lanes,
    tables: { ...memory.tables, ...lanes[lane] },
    totals: lanes[0],
    calendar: new Calendar(memory),
    key,
    tick: 0,
    start: 0,
    end: scenario.clock.tick,
    tickLength: scenario.clock.tick,
    groups,
    pricing: pricingOf(groups),
    investment: groups.map(({ spec }) => investmentOf(spec.investment)),
    delegation: delegationOf(scenario, memory.rows('operators')),
    governance: governanceOf(scenario, memory.rows('operators')),
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
      agents: new Float64Array(scenario.agents.groups.length).fill(1),
    },
    regions: scenario.regions.length,
    classes: scenario.classes.length,
    networked: roundTrips(scenario).some(time => time > 0),
    sizes: customers.groups.some(({ spec }) => spec.trace !== undefined) || staysInFlight(scenario),
    racers: scenario.market.race.nodes,
    cancels: scenario.market.race.losers === 'cancel',
    inFlight: staysInFlight(scenario),
    priorities: prioritiesOf(scenario),
    queueing: scenario.market.service === 'queue',
    rows: firstRows(groups),
    sovereigns: sovereignGroups(scenario),
    routes: routesOf(scenario.trade),
    resources: resourceMarket(scenario, groups),
    forecasters: forecastersOf(scenario, memory.tables),
    creditMarket: creditMarketOf(scenario),
    agreements: agreementMarkets(scenario),
    hubs: hubsOf(scenario),
    payments: paymentStreams(scenario),
    circle: circleOf(scenario, key),
    agents: agentGroups(scenario, traces),
    stocks: stocksIn(scenario),
    scratch: scratchOf(nodes, memory.rows('operators')),
    happenings: [],
  }
}

/** Whether queries stay in flight over ticks, every arrival and completion an event. */
const staysInFlight = ({ market }: Scenario) => market.race.losers === 'cancel' || market.discipline === 'priority'

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
