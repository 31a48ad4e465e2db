/** What the scenario's terms change for everybody before a run and before each tick. */
import type { Scenario } from '../../scenario/schema.ts'
import { marginalCost } from '../operators/accounts.ts'
import type { World } from '../world.ts'
import { mayBar } from './bans.ts'
import { keepWorth } from './subscriptions.ts'

/** Whether customers pay for queries as they ask them, and nobody is barred: what closed forms suppose. */
export const ordinary = (scenario: Scenario) => scenario.terms.plan.rule === 'metered' && !mayBar(scenario)

/** Lays the terms over a population that has been drawn: attention costs customers something, plans ask no price a query. */
export function layTerms(world: World): void {
  const { attention, plan } = world.scenario.terms
  const { reserve } = world.tables.customers
  if (attention && attention.nuisance > 0)
    for (let c = 0; c < reserve.length; c++) reserve[c] = Math.max(0, reserve[c] - attention.nuisance)
  if (plan.rule !== 'subscription') return
  keepWorth(world)
  // Of a plan the operator keeps everything.
  const own = world.tables.operators
  own.yield.fill(1)
  for (let o = 0; o < own.yield.length; o++) own.marginalCost[o] = marginalCost(world, o)
}

/** Sets what the terms count in a tick to zero. */
export function beginTerms({ tables, lanes }: World): void {
  tables.termIncome.dollars.fill(0)
  for (const { plans } of lanes) {
    plans.payers.fill(0)
    plans.worth.fill(0)
  }
}
