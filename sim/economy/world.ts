/**
 * The world: the scenario, the memory with all state, and what follows from the scenario alone (groups, compiled
 * formulas, tables of multipliers). Everything that changes during a run is in `tables`; two threads that build the
 * same scenario and share the buffers see the same world. `build.ts` makes it.
 */
import type { Calendar } from '../engine/calendar.ts'
import type { Memory, Tables } from '../engine/memory.ts'
import type { Program } from '../scenario/program.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Trace } from '../scenario/trace.ts'
import type { AgreementMarket } from './agents/agreements/markets.ts'
import type { Hubs } from './agents/channels/hubs.ts'
import type { CreditMarket } from './agents/credits/rules.ts'
import type { Forecasters } from './agents/forecasters.ts'
import type { AgentGroup } from './agents/groups.ts'
import type { PaymentStream } from './agents/payments/streams.ts'
import type { Circle } from './agents/scrip/circle.ts'
import type { Stock } from './agents/stocks/stocks.ts'
import type { Lane, State } from './build.ts'
import type { CustomerSide } from './customers.ts'
import type { OperatorGroup } from './groups.ts'
import type { Happening } from './happenings.ts'
import type { Pricing } from './operators/pricing.ts'
import type { SovereignGroup } from './patrons/groups.ts'
import type { Delegation } from './protocol/delegators.ts'
import type { Governance } from './protocol/governance/tables.ts'
import type { Taxation } from './protocol/taxation.ts'
import type { Lists } from './queries/lists.ts'
import type { Priorities } from './queries/priority.ts'
import type { Ring } from './queries/ring.ts'
import type { Weigh } from './queries/weights.ts'
import type { ResourceMarket } from './resources/market.ts'
import type { Parameter } from './rulings.ts'
import type { Scratch } from './scratch.ts'
import type { ShockFactors } from './shocks/shocks.ts'
import type { Routes } from './trade/chains.ts'

/** A trace and the customers who ask its queries. */
interface TracedGroup {
  readonly trace: Trace
  readonly group: number
  readonly first: number
  readonly count: number
  readonly speed: number
}

export interface World {
  /** The scenario as it was given, and as it stands: with the rulings made so far. */
  readonly charter: Scenario
  scenario: Scenario
  /** Parameters that may change, and how many changes this thread has followed. */
  readonly changeable: readonly Parameter[]
  rulings: number
  readonly memory: Memory<State>
  /** Number of this thread among those of the run, whose own is 0. */
  readonly lane: number
  /** What each thread works with during a tick. */
  readonly lanes: readonly Tables<Lane>[]
  /** The state of the economy, and what this thread works with. */
  readonly tables: Tables<State> & Tables<Lane>
  /** Where the tallies of all threads are added up: tables of the run's own thread. */
  readonly totals: Tables<Lane>
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
  weigh: Weigh
  taxation: Taxation
  minting: Program | undefined
  readonly delegation: Delegation
  readonly governance: Governance
  readonly lists: Lists
  readonly ring: Ring | undefined
  readonly traces: readonly TracedGroup[]
  readonly customers: CustomerSide
  readonly sovereigns: readonly SovereignGroup[]
  readonly resources: ResourceMarket
  readonly agents: readonly AgentGroup[]
  readonly creditMarket: CreditMarket
  readonly agreements: readonly AgreementMarket[]
  /** How each group of agents forecasts. */
  readonly forecasters: Forecasters
  readonly hubs: Hubs
  readonly payments: readonly PaymentStream[]
  /** Agents who work for each other without money. */
  readonly circle: Circle | undefined
  /** Stocks of goods, by group of agents. */
  readonly stocks: readonly (readonly Stock[])[]
  readonly shock: ShockFactors
  readonly regions: number
  readonly classes: number
  /** Whether any round trip takes time. */
  readonly networked: boolean
  /** Whether queries differ in size. */
  readonly sizes: boolean
  readonly racers: number
  verifiers: number
  refundShare: number
  /** Whether what is due for a miss is returned at once. */
  refunded: boolean
  readonly cancels: boolean
  /** Whether queries stay in flight over ticks: losers are cancelled, or nodes serve by priority. */
  readonly inFlight: boolean
  readonly priorities: Priorities
  readonly queueing: boolean
  /** Rows where each group's nodes, servers and waiting places begin. */
  readonly rows: readonly { readonly nodes: number; readonly servers: number; readonly waiting: number }[]
  readonly scratch: Scratch
  /** Ways over bridges between home and other chains. */
  readonly routes: Routes
  /** What happened in this tick, for the record: time, kind, subject, detail. */
  readonly happenings: Happening[]
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
export function happened(world: World, kind: Happening['kind'], subject: string, detail: string): void {
  world.happenings.push({ time: world.calendar.now, kind, subject, detail })
}

/**
 * Whether `time` (s) has come as the running tick ends. The end of a tick of 0.1 s is a rounded product and may miss a
 * time that it should meet by the last bit: up to a millionth of a tick later counts as come.
 */
export function hasCome({ end, tickLength }: World, time: number): boolean {
  return end >= time - 1e-6 * tickLength
}

/** Whether one of the times `every`, 2 `every`, ... (s) comes in the running tick. */
export function fallsInTick(world: World, every: number): boolean {
  // The last one before the next tick's end may be a bit after this one's (see hasCome).
  const before = Math.floor((world.start + 1e-6 * world.tickLength) / every)
  return hasCome(world, (before + 1) * every)
}

/** The phase of the network as the running tick ends, if the scenario has phases. */
export function phaseOf(world: World): Scenario['phases'][number] | undefined {
  return world.scenario.phases.findLast(({ from }) => hasCome(world, from))
}
