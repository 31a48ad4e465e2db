/** Shocks of the scenario: outages are events in the calendar, demand and cost shocks are factors while they last. */
import type { Scenario } from '../../scenario/schema.ts'
import { EVENT } from '../events.ts'
import { goDown } from '../operators/failures.ts'
import { happened, nameOf, nodeNumber, type World } from '../world.ts'

/** Factors in force in a tick, by group of customers, of operators and of agents. */
export interface ShockFactors {
  readonly demand: Float64Array
  readonly cost: Float64Array
  readonly agents: Float64Array
}

/** Puts the outages and the beginnings of all shocks into the calendar. */
export function scheduleShocks(world: World): void {
  for (const [s, shock] of world.scenario.shocks.entries()) world.calendar.schedule(shock.at, 0, EVENT.shock, s)
}

/** Sets the factors of the tick that starts at `start`: a shock holds for the ticks that start while it lasts. */
export function shockFactors({ scenario, groups, shock, start, tickLength }: World): void {
  // Starts are rounded products: a tick that starts a bit before the shock starts with it.
  const now = start + 1e-6 * tickLength
  shock.demand.fill(1)
  shock.cost.fill(1)
  for (const g of scenario.agents.groups.keys()) shock.agents[g] = agentShock(scenario, g, start)
  for (const item of scenario.shocks) {
    if (item.kind === 'price' || !(now >= item.at && now < item.at + item.lasts)) continue
    if (item.kind === 'demand') {
      for (const [g, { name }] of scenario.customers.entries())
        if (item.customers === '' || item.customers === name) shock.demand[g] *= item.factor
    } else if (item.kind === 'cost') {
      for (const [g, { name }] of groups.entries())
        if (item.operators === '' || item.operators === name) shock.cost[g] *= item.factor
    }
  }
}

/** By how much shocks multiply the work that agents of group `g` are given in a tick that starts at `start` (s). */
export function agentShock({ shocks, agents, clock }: Scenario, g: number, start: number): number {
  const now = start + 1e-6 * clock.tick
  const { name } = agents.groups[g]
  let factor = 1
  for (const item of shocks)
    if (item.kind === 'demand' && now >= item.at && now < item.at + item.lasts)
      if (item.customers === '' || item.customers === name) factor *= item.factor
  return factor
}

/** By how much shocks have multiplied the price of the token, that outside where it has one of its own, at `time` (s). */
export function priceFactor({ scenario, tickLength }: World, time: number): number {
  let factor = 1
  for (const shock of scenario.shocks)
    if (shock.kind === 'price' && time + 1e-6 * tickLength >= shock.at) factor *= shock.factor
  return factor
}

/** A shock begins: it is recorded, and an outage takes its nodes down. */
export function strike(world: World, s: number): void {
  const shock = world.scenario.shocks[s]
  const { operator, region, site } = world.tables.nodes
  if (shock.kind === 'ban') {
    happened(world, 'shock', shock.customers || 'all', `ban of a share of ${shock.share} for ${shock.lasts} s`)
    return
  }
  if (shock.kind === 'price') {
    happened(world, 'shock', 'token', `price times ${shock.factor}`)
    return
  }
  if (shock.kind !== 'outage') {
    const whom = shock.kind === 'demand' ? shock.customers : shock.operators
    happened(world, 'shock', whom || 'all', `${shock.kind} times ${shock.factor} for ${shock.lasts} s`)
    return
  }
  happened(world, 'shock', shock.operator || shock.site || shock.region || 'all', `outage for ${shock.lasts} s`)
  const place = world.scenario.regions.findIndex(({ name }) => name === shock.region)
  const { sites, regions } = world.scenario
  const hall = (sites.length > 0 ? sites : regions).findIndex(({ name }) => name === shock.site)
  for (let i = 0; i < operator.length; i++) {
    const name = nameOf(world, operator[i])
    const group = world.groups[world.tables.operators.group[operator[i]]].name
    if (shock.region !== '' && region[i] !== place) continue
    if (shock.site !== '' && site[i] !== hall) continue
    if (shock.operator !== '' && shock.operator !== name && shock.operator !== group) continue
    if (shock.node !== 0 && shock.node !== nodeNumber(world, i)) continue
    goDown(world, i, world.calendar.now + shock.lasts, 'shock')
  }
}
