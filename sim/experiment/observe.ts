/**
 * Watches a run: what its ticks leave in tallies and flows is summed up in dollars of their time, after the scenario's
 * warm-up. Watching changes nothing in the run.
 */
import { MICRO } from '../economy/accounts.ts'
import { FLOWS, PURPOSES, type Purpose } from '../economy/flows.ts'
import { balanceOf } from '../economy/ledger.ts'
import type { Run } from '../economy/run.ts'
import type { World } from '../economy/world.ts'
import type { Scenario } from '../scenario/schema.ts'
import { type AgentSums, addAgents, agentSums } from './agents.ts'
import { type Failures, NO_FAILURE } from './failure.ts'
import { meansOf } from './means.ts'
import { referenceOf } from './reference.ts'
import { type Standing, standingOf } from './standing.ts'

const HOUR = 3600

/** Sums of one hour, or of a tick where that is longer. */
export interface Hour {
  /** Queries asked, answered in time, paid. */
  asked: number
  inTime: number
  paid: number
  /** Posted prices of the paid queries, and what suppliers were paid (USD). */
  volume: number
  cost: number
}

/** Sums over a run (USD where not said otherwise). */
interface Totals {
  /** Time watched (s). */
  seconds: number
  /** Reservation price less price of the paid queries that have one, and their number. */
  surplus: number
  reserved: number
  /** Tolls on top of the posted prices of the paid queries, in the unit of these. */
  tolls: number
  /** Refunds that were due. */
  due: number
  /** What the paid queries would have cost with the legacy provider. */
  legacy: number
  /** Wallets, dollars and stakes of the operators, times seconds. */
  assets: number
  /** Largest gains from trade, and the least cost of the paid queries; NaN without a reference. */
  gains: number
  leastCost: number
}

/** What a run has shown. */
export interface Observed {
  readonly scenario: Scenario
  readonly means: Readonly<Record<string, number>>
  /** What moved for each purpose, in dollars. */
  readonly moved: Readonly<Record<Purpose, number>>
  readonly hours: readonly Readonly<Hour>[]
  readonly hour: number
  readonly totals: Readonly<Totals>
  /** Of each group of agents. */
  readonly agents: readonly Readonly<AgentSums>[]
  /** The operators at the start and at the end. */
  readonly first: Standing
  readonly last: Standing
  /** Operators that entered and left, from the start on, and the time of the whole run (s). */
  readonly entries: number
  readonly exits: number
  readonly length: number
  readonly failures: Failures
}

/** Watches a run from its start. */
export interface Observer {
  /** Takes the tick that has just been run. */
  tick(): void
  /** Takes an event of that tick, by its kind. */
  event(kind: string): void
  observed(failures?: Failures): Observed
}

/** Begins to watch a run that has not begun; its rows of events must be handed on. */
export function observe(run: Run): Observer {
  const { world } = run
  const { charter, tickLength } = world
  const first = standingOf(world)
  const reference = referenceOf(world)
  const moved = new Float64Array(PURPOSES.length)
  const unknown = reference ? 0 : NaN
  const totals = {
    seconds: 0,
    surplus: 0,
    reserved: 0,
    tolls: 0,
    due: 0,
    legacy: 0,
    assets: 0,
    gains: unknown,
    leastCost: unknown,
  }
  const agents = agentSums(world)
  const hours: Hour[] = []
  const ticksInHour = Math.max(1, Math.round(HOUR / tickLength))
  const happened = { entry: 0, exit: 0 }
  let ticks = 0
  return {
    tick() {
      if (world.start < charter.clock.warmup) return
      if (ticks++ % ticksInHour === 0) hours.push({ asked: 0, inTime: 0, paid: 0, volume: 0, cost: 0 })
      addFlows(world, moved)
      addHour(world, hours[hours.length - 1])
      addTotals(world, totals)
      addAgents(world, agents)
      if (reference) {
        totals.gains += reference.gains(world)
        totals.leastCost += reference.cost(world)
      }
    },
    event(kind) {
      if (kind === 'entry' || kind === 'exit') happened[kind]++
    },
    observed: (failures = NO_FAILURE) => ({
      scenario: charter,
      means: meansOf(world),
      moved: Object.fromEntries(PURPOSES.map((purpose, row) => [purpose, moved[row]])) as Record<Purpose, number>,
      hours,
      hour: ticksInHour * tickLength,
      totals,
      agents,
      first,
      last: standingOf(world),
      entries: happened.entry,
      exits: happened.exit,
      length: run.ticks * tickLength,
      failures,
    }),
  }
}

function addFlows({ tables }: World, moved: Float64Array): void {
  const price = tables.token.price[0]
  for (let row = 0; row < moved.length; row++) {
    const amount = tables.flows.tick[row] / MICRO
    if (amount > 0) moved[row] += FLOWS[PURPOSES[row]].currency === 'token' ? amount * price : amount
  }
}

function addHour({ tables }: World, hour: Hour): void {
  const { tally, flows, token } = tables
  hour.asked += tally.asked[0]
  hour.inTime += tally.raced[0] - tally.late[0] - tally.unanswered[0]
  hour.paid += tally.paid[0]
  hour.volume += (tally.volume[0] / MICRO) * token.price[0]
  for (let row = 0; row < PURPOSES.length; row++)
    if (FLOWS[PURPOSES[row]].to === 'suppliers' && PURPOSES[row] !== 'arbitrageCost')
      hour.cost += flows.tick[row] / MICRO
}

function addTotals({ tables, scenario, tickLength }: World, totals: Totals): void {
  const { tally, classTally, classRules } = tables
  const price = tables.token.price[0]
  totals.seconds += tickLength
  totals.surplus += (tally.surplus[0] / MICRO) * price
  totals.reserved += tally.reserved[0]
  totals.due += (tally.refunds[0] / MICRO) * price
  for (const [cls, { price: multiple }] of scenario.classes.entries()) {
    const paid = classTally.queries[cls]
    totals.tolls += ((paid * classRules.toll[cls]) / MICRO) * price
    totals.legacy += (paid * multiple * scenario.legacy.price) / MICRO
  }
  const tokens = balanceOf(tables, 'operators', 'token') + balanceOf(tables, 'stakes', 'token')
  totals.assets += ((tokens * price + balanceOf(tables, 'operators', 'dollar')) / MICRO) * tickLength
}
