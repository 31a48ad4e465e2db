/** Wash queries: the attackers ask for themselves, to collect fees' shares, rewards and market share. */
import type { World } from '../world.ts'
import type { AttackOf } from './attacks.ts'

/** Adds the attack's queries to the rates of its group's customers, or takes them off again. */
export function wash({ tables, customers, scenario }: World, attack: AttackOf<'wash'>, begins: boolean): void {
  const g = scenario.customers.findIndex(({ name }) => name === attack.customers)
  const { first, count } = customers.groups[g]
  const simulated = (begins ? attack.rate : -attack.rate) / scenario.market.sampling
  for (let c = first; c < first + count; c++) tables.customers.rate[c] += simulated / count
  tables.groupRate.rate[g] += simulated
}
