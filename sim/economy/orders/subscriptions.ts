/**
 * Subscriptions: a customer pays for time and not for queries. It subscribes while its queries are worth the plan to it;
 * others go to the legacy provider. There is one operator, whose posted price sets the price of the plan.
 */
import { transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { CUSTOMER } from '../queries/tables.ts'
import type { World } from '../world.ts'

const DAY = 86_400

/** Keeps what a query is worth apart: under a plan no query meets a price. */
export function keepWorth({ tables }: World): void {
  tables.subscriptions.worth.set(tables.customers.reserve)
  tables.customers.reserve.fill(Infinity)
}

/** Price of the plan, micro-token per time, as posted. */
function planPrice({ tables, scenario }: World): number {
  const { plan } = scenario.terms
  return plan.rule === 'subscription' ? tables.operators.posted[0] * plan.included : 0
}

/** Whether customers decide about their plans in this tick: in those in which a multiple of `every` falls. */
function isOccasion({ start, tickLength }: World, every: number): boolean {
  const last = Math.floor((start + 1e-6 * tickLength) / every) * every
  return every === 0 || last > start - (1 - 1e-6) * tickLength
}

/** Lets customers `from` to before `to` subscribe or give notice, and counts who pays. */
export function subscribe(world: World, from: number, to: number): void {
  const { tables, scenario, start, customers } = world
  const { plan } = scenario.terms
  if (plan.rule !== 'subscription') return
  const { state, group, rate } = tables.customers
  const { worth, until } = tables.subscriptions
  const { payers, worth: value } = tables.plans
  const { here, away, unsubscribed } = CUSTOMER
  const price = planPrice(world)
  const occasion = isOccasion(world, plan.every)
  const { sampling } = scenario.market
  for (let c = from; c < to; c++) {
    const g = group[c]
    const { represents } = customers.groups[g].spec
    const perDay = worth[c] * rate[c] * sampling * DAY
    const wants = perDay >= price * represents * DAY
    if (state[c] === away || (occasion && !wants)) until[c] = Math.min(until[c], start + plan.notice)
    else if (occasion) until[c] = Infinity
    const pays = until[c] > start
    if (pays) payers[g] += represents
    if (state[c] === away) continue
    state[c] = pays ? here : unsubscribed
    if (pays && perDay < Infinity) value[g] += Math.floor(perDay)
  }
}

/** Customers who pay for a plan in this tick. */
export function subscribers({ lanes }: World): number {
  let sum = 0
  for (const { plans } of lanes) for (const n of plans.payers) sum += n
  return sum
}

/** What this tick's queries of the subscribers are worth to them if they are served in time, micro-token. */
export function worthOfPlans({ lanes, tables, tickLength }: World): number {
  const { factor } = tables.demandFactor
  let sum = 0
  for (let g = 0; g < factor.length; g++) {
    // Whole numbers first: their sum does not depend on how customers are shared out.
    let perDay = 0
    for (const { plans } of lanes) perDay += plans.worth[g]
    sum += (perDay * factor[g] * tickLength) / DAY
  }
  return sum
}

/** Charges this tick's plans, in dollars. */
export function chargePlans(world: World): void {
  const { tables, tickLength } = world
  if (world.scenario.terms.plan.rule !== 'subscription' || tables.operators.state[0] !== STATE.active) return
  const amount = Math.floor(subscribers(world) * planPrice(world) * tickLength * tables.token.price[0])
  transfer(tables, 'income', amount)
  transfer(tables, 'subscription', amount)
  tables.operators.dollars[0] += amount
  tables.termIncome.dollars[0] += amount
}
