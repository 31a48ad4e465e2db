/** What the parties of an economy come out of a run with: a run that is watched while it goes on. */

import { type Account, MICRO } from '../economy/accounts.ts'
import { balanceOf, money } from '../economy/ledger.ts'
import { demandOfBarred } from '../economy/metrics/orders.ts'
import { STATE } from '../economy/operators/tables.ts'
import { mayBar } from '../economy/orders/bans.ts'
import { type Run, start } from '../economy/run.ts'
import type { World } from '../economy/world.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Traces } from '../scenario/trace.ts'

/** Groups by name: who belongs together in the accounting. */
export interface Party {
  readonly operators: readonly string[]
  readonly customers: readonly string[]
}

/** What came of a run, of which a party has been watched. */
export interface Outcome {
  /** Wealth at the end less what was brought in and what the stake cost in other uses, USD: of the party, of all other operators. */
  readonly party: number
  readonly rivals: number
  /** Surplus of customers who have a reservation price; where nobody has one, what all pay with a minus sign. USD. */
  readonly customers: number
  /** Wealth at the end, USD. */
  readonly treasury: number
  readonly providers: number
  readonly others: number
  /** Tokens burned less tokens minted, USD: what all other tokens are worth more. */
  readonly holders: number
  /** Queries settled on a wrong answer; not answered in time; taken elsewhere or not asked of anybody. */
  readonly wrong: number
  readonly late: number
  readonly lost: number
  /** Time in which barred customers found no node, customer-days. */
  readonly stranded: number
}

const OTHERS: readonly Account[] = ['delegators', 'delegations', 'sovereigns', 'builders', 'reciprocity']
const DAY = 86_400

/** A run that counts what its parties get. */
export interface Watched {
  readonly done: boolean
  readonly ticks: number
  step(): void
  outcome(): Outcome
}

/** Starts a run in which `party` is watched. */
export function watch(scenario: Scenario, traces: Traces, party: Party): Watched {
  const run = start(scenario, traces, { row: () => undefined })
  const { world } = run
  const purse = Array.from(world.tables.operators.state, (state, o) =>
    state === STATE.candidate ? 0 : fortune(world, o),
  )
  const opening = {
    operators: { brought: Float64Array.from(purse), known: world.tables.operators.state.map(Number) },
    customers: purses(world, party),
  }
  const sums = { customers: 0, wrong: 0, late: 0, lost: 0, stranded: 0 }
  return {
    get done() {
      return run.done
    },
    get ticks() {
      return run.ticks
    },
    step() {
      run.step()
      keepBrought(world, opening.operators)
      opening.customers += income(world, party)
      const { tally } = world.tables
      sums.customers += welfare(world)
      sums.wrong += tally.wrong[0]
      sums.late += tally.late[0] + tally.unanswered[0]
      // Those for whom there was no node are among them.
      sums.lost += tally.outside[0]
      if (mayBar(world.scenario)) sums.stranded += (demandOfBarred(world).stranded * world.tickLength) / DAY
    },
    outcome: () => outcomeOf(run, party, opening, sums),
  }
}

interface Opening {
  /** By operator: what it has brought in, and given up elsewhere for its stake, micro-dollar; its state before. */
  readonly operators: { readonly brought: Float64Array; readonly known: Uint8Array }
  /** What the party's customers have brought in, micro-dollar. */
  readonly customers: number
}

type Sums = Readonly<Pick<Outcome, 'customers' | 'wrong' | 'late' | 'lost' | 'stranded'>>

function outcomeOf({ world }: Run, party: Party, opening: Opening, sums: Sums): Outcome {
  const { tables, groups } = world
  const price = tables.token.price[0]
  const { brought } = opening.operators
  const { minted, burned } = money(tables, 'token')
  const held = (account: Account) =>
    (balanceOf(tables, account, 'token') * price + balanceOf(tables, account, 'dollar')) / MICRO
  const washed = opening.customers - purses(world, party)
  let own = -washed
  let rivals = 0
  for (let o = 0; o < brought.length; o++) {
    if (tables.operators.state[o] === STATE.candidate) continue
    const made = fortune(world, o) - brought[o]
    if (party.operators.includes(groups[tables.operators.group[o]].name)) own += made
    else rivals += made
  }
  for (const bought of tables.attacks.bought) own -= bought
  return {
    ...sums,
    // What the party's own customers paid is its loss, not that of customers.
    customers: sums.customers + (world.customers.reserves ? 0 : washed / MICRO),
    party: own / MICRO,
    rivals: rivals / MICRO,
    treasury: held('treasury'),
    providers: held('providers'),
    others: OTHERS.reduce((sum, account) => sum + held(account), 0),
    holders: ((burned - minted) * price) / MICRO,
  }
}

/** Wealth of operator `o` at today's price of the token, what its owners have been paid included, micro-dollar. */
function fortune({ tables }: World, o: number): number {
  const { wallet, stake, dollars, paidOut } = tables.operators
  return (wallet[o] + stake[o]) * tables.token.price[0] + dollars[o] + paidOut[o]
}

/** Counts what entrants have brought, sunk cost included, and what every stake would have earned elsewhere in the tick. */
function keepBrought(world: World, { brought, known }: Opening['operators']): void {
  const { tables, scenario, groups, tickLength } = world
  const { state, stake, group } = tables.operators
  for (let o = 0; o < brought.length; o++) {
    if (state[o] === STATE.candidate) continue
    if (known[o] === STATE.candidate) brought[o] = fortune(world, o) + scenario.entry.cost
    else brought[o] += stake[o] * tables.token.price[0] * groups[group[o]].spec.capitalCost * tickLength
    known[o] = state[o]
  }
}

/** Tokens of the party's customers at today's price, micro-dollar. */
function purses({ tables, customers, scenario }: World, party: Party): number {
  let held = 0
  for (const { spec, first, count } of customers.groups) {
    if (!party.customers.includes(spec.name)) continue
    for (let c = first; c < first + count; c++) held += tables.customers.wallet[c]
  }
  return held * scenario.market.sampling * tables.token.price[0]
}

/** What the party's customers have bought from their budgets in the tick, micro-dollar. */
function income({ tables, customers, scenario }: World, party: Party): number {
  let bought = 0
  for (const { spec, first, count } of customers.groups) {
    if (!party.customers.includes(spec.name)) continue
    for (let c = first; c < first + count; c++) bought += Math.max(0, tables.customers.income[c])
  }
  return bought * scenario.market.sampling * tables.token.price[0]
}

/** What customers got out of the tick, USD. A wrong answer is worth nothing to whoever paid for it. */
function welfare({ tables, customers }: World): number {
  const { surplus, reserved, volume, paid, wrong, fees, refunds, legacyFees } = tables.tally
  const price = paid[0] === 0 ? 0 : volume[0] / paid[0]
  const gain = reserved[0] === 0 ? 0 : surplus[0] / reserved[0]
  const got = customers.reserves ? surplus[0] : refunds[0] - fees[0]
  const outside = customers.reserves ? 0 : legacyFees[0]
  return ((got - wrong[0] * (gain + price)) * tables.token.price[0] - outside) / MICRO
}
