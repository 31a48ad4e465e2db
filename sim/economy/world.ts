/**
 * The world: the scenario, the memory with all state, and what follows from the scenario alone (groups, compiled
 * formulas, tables of multipliers). Everything that changes during a run is in `tables`; two threads that build the
 * same scenario and share the buffer see the same world.
 */
import { Calendar, calendarTables } from '../engine/calendar.ts'
import { allocate, type Memory, type Tables, table, u32 } from '../engine/memory.ts'
import { keyOf } from '../engine/random.ts'
import type { Program } from '../scenario/program.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Trace, Traces } from '../scenario/trace.ts'
import { type CustomerGroup, customerGroups, type OperatorGroup, operatorGroups, rowsOf } from './groups.ts'
import { ledgerTables } from './ledger.ts'
import { type Pricing, pricingOf } from './operators/pricing.ts'
import { investmentOf } from './operators/quality.ts'
import { operatorTables } from './operators/tables.ts'
import { populate } from './population.ts'
import { flightTables } from './queries/cancellation.ts'
import { type Lists, listsOf } from './queries/lists.ts'
import { type Ring, ringOf } from './queries/ring.ts'
import { queryTables } from './queries/tables.ts'
import { type Weigh, weighing } from './queries/weights.ts'
import { recordTables } from './record.ts'
import type { ShockFactors } from './shocks/shocks.ts'

/** Rows of the table of queries where portions of a tick are raced: small enough for the cache. */
const PORTION = 512

/** How many values a random word has. */
const WORDS = 4294967296

type Declared = ReturnType<typeof declare>

/** A trace and the customers who ask its queries. */
interface TracedGroup {
  readonly trace: Trace
  readonly group: number
  readonly first: number
  readonly count: number
  readonly speed: number
}

export interface World {
  readonly scenario: Scenario
  readonly memory: Memory<Declared>
  readonly tables: Tables<Declared>
  readonly calendar: Calendar
  readonly key: Uint32Array
  /** Number of the running tick, its start and end (s), and the length of a tick (s). */
  tick: number
  start: number
  end: number
  readonly tickLength: number
  readonly groups: readonly OperatorGroup[]
  readonly pricing: readonly Pricing[]
  readonly investment: readonly (Program | undefined)[]
  readonly weigh: Weigh
  readonly lists: Lists
  readonly ring: Ring | undefined
  readonly traces: readonly TracedGroup[]
  readonly customers: CustomerSide
  readonly shock: ShockFactors
  readonly regions: number
  readonly classes: number
  /** Seconds, round trip by region of the customer times regions plus region of the node. */
  readonly roundTrip: Float64Array
  /** Whether any round trip takes time. */
  readonly networked: boolean
  /** Whether queries differ in size. */
  readonly sizes: boolean
  /** Seconds, by class. */
  readonly sla: Float64Array
  readonly racers: number
  readonly verifiers: number
  readonly refundShare: number
  readonly cancels: boolean
  readonly queueing: boolean
  /** Rows where each group's nodes, servers and waiting places begin. */
  readonly rows: readonly { readonly nodes: number; readonly servers: number; readonly waiting: number }[]
  readonly scratch: Scratch
  /** What happened in this tick, for the record: time, kind, subject, detail. */
  readonly happenings: Happening[]
}

export interface Happening {
  readonly time: number
  readonly kind: string
  readonly subject: string
  readonly detail: string
}

/** What follows from the scenario for customers. */
interface CustomerSide {
  readonly groups: readonly CustomerGroup[]
  /** By group: first row of its class mix in `mixCut` (thresholds of a random word) and `mixClass`. */
  readonly mixFirst: Uint32Array
  readonly mixCut: Float64Array
  readonly mixClass: Uint16Array
  /** By class: dearest fee as a multiple of the posted price. */
  readonly classPrice: Float64Array
  /** By group: weight of a query in a customer's satisfaction. */
  readonly forgetting: Float64Array
  /** Whether any customer can leave, has a budget, has a reservation price. */
  readonly leaving: boolean
  readonly budgets: boolean
  readonly reserves: boolean
}

/** Working space that holds nothing from one phase to the next. */
interface Scratch {
  readonly open: Uint8Array
  readonly prices: Float64Array
  readonly alias: Uint32Array
  /** Customers who ask, what they can spend, their round of queries, its words; by class, queries for the legacy provider. */
  readonly askers: Uint32Array
  readonly purses: Float64Array
  readonly rounds: Uint32Array
  readonly arrivals: Int32Array
  readonly outside: Float64Array
  /** Random words of the queries at hand, and queries that need a second, slower look. */
  readonly words: Int32Array
  readonly again: Uint32Array
}

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
    scratch: {
      open: new Uint8Array(nodes),
      prices: new Float64Array(memory.rows('operators')),
      alias: new Uint32Array(nodes + 1),
      words: new Int32Array(16384),
      askers: new Uint32Array(PORTION),
      purses: new Float64Array(PORTION),
      rounds: new Uint32Array(PORTION),
      arrivals: new Int32Array(4 * PORTION),
      outside: new Float64Array(scenario.classes.length),
      again: new Uint32Array(PORTION),
    },
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

function customerSide(scenario: Scenario): CustomerSide {
  const index = (name: string) => scenario.classes.findIndex(item => item.name === name)
  const mixes = scenario.customers.map(({ mix }) =>
    mix.length === 0 ? [{ cls: 0, share: 1 }] : mix.map(item => ({ cls: index(item.class), share: item.share })),
  )
  const mixFirst = new Uint32Array(mixes.length)
  const cuts: number[] = []
  const kinds: number[] = []
  for (const [g, mix] of mixes.entries()) {
    mixFirst[g] = cuts.length
    let sum = 0
    for (const [k, { cls, share }] of mix.entries()) {
      sum += share
      cuts.push(k === mix.length - 1 ? WORDS : sum * WORDS)
      kinds.push(cls)
    }
  }
  return {
    groups: customerGroups(scenario),
    mixFirst,
    mixCut: Float64Array.from(cuts),
    mixClass: Uint16Array.from(kinds),
    classPrice: Float64Array.from(scenario.classes, ({ name, price }) => {
      const bonuses = scenario.specializations.map(({ classes, bonus }) => (classes.includes(name) ? bonus : 0))
      return price * (1 + Math.max(0, ...bonuses))
    }),
    forgetting: Float64Array.from(scenario.customers, ({ loyalty }) => 1 / loyalty.memory),
    leaving: scenario.customers.some(({ loyalty: { patience } }) => patience.kind !== 'constant' || patience.value > 0),
    budgets: scenario.customers.some(({ budget }) => budget !== undefined),
    reserves: scenario.customers.some(({ reservation }) => reservation !== undefined),
  }
}

/** Name of operator `o`: its group's, and its number in the group where that has several. */
export function nameOf({ groups, tables }: World, o: number): string {
  const { name, first, count } = groups[tables.operators.group[o]]
  return count === 1 ? name : `${name}-${o - first + 1}`
}

/** Number of a node among its operator's, from 1. */
export function nodeNumber({ tables }: World, i: number): number {
  return i - tables.operators.firstNode[tables.nodes.operator[i]] + 1
}

/** Notes something for the list of events, at the calendar's time or, between ticks, at the tick's end. */
export function happened(world: World, kind: string, subject: string, detail: string): void {
  world.happenings.push({ time: world.calendar.now, kind, subject, detail })
}

/**
 * Whether `time` (s) has come as the running tick ends. The end of a tick of 0.1 s is a rounded product and may miss a
 * time that it should meet by the last bit: up to a millionth of a tick later counts as come.
 */
export function hasCome({ end, tickLength }: World, time: number): boolean {
  return end >= time - 1e-6 * tickLength
}

/** The phase of the network as the running tick ends, if the scenario has phases. */
export function phaseOf(world: World): Scenario['phases'][number] | undefined {
  return world.scenario.phases.findLast(({ from }) => hasCome(world, from))
}
