/**
 * Entry: a candidate enters when it expects no loss *after* its own entry.
 *
 * price-taking: it takes the share of today's demand that its selection weight would have among the others, at today's
 * revenue per query. equilibrium: it foresees the logit-Bertrand prices and shares with itself in the market
 * (Anderson, de Palma and Thisse 1992), so that entrants do not forget that they will share the market.
 */

import { log } from '../../engine/numerics.ts'
import { uniform } from '../../engine/random.ts'
import { bertrand, logitShares } from '../../measure/theory/logit.ts'
import { transfer } from '../ledger.ts'
import { drawIncidents } from '../protocol/incidents.ts'
import { PURPOSE } from '../purposes.ts'
import { rivalsIn, shareWith } from '../queries/prospects.ts'
import { happened, nameOf, phaseOf, type World } from '../world.ts'
import { marginalCost } from './accounts.ts'
import { pay } from './costs.ts'
import { drawFailure } from './failures.ts'
import { outsideValue, perceivedScale } from './perceived-demand.ts'
import { STATE } from './tables.ts'

/** Lets candidates in at an occasion: the one with the highest expected profit first, while that is not negative. */
export function enter(world: World): void {
  const { scenario, tables } = world
  const phase = phaseOf(world)
  if (phase?.admission === 'whitelist') return
  for (let entries = 0; entries < scenario.entry.limit; entries++) {
    // An entry may move the memory: columns are taken anew after it.
    const { state } = tables.operators
    let active = 0
    for (let o = 0; o < state.length; o++) if (state[o] === STATE.active) active++
    if (phase && active >= phase.limit) return
    const best = bestCandidate(world, phase?.admission === 'staked')
    if (best < 0) return
    admit(world, best)
  }
}

/** Row of the candidate that expects the most, -1 when nobody expects at least zero. Ties are drawn. */
function bestCandidate(world: World, staked: boolean): number {
  const { tables, scenario, key, tick } = world
  const { state, stake } = tables.operators
  let best = -1
  let most = 0
  let luck = -1
  const rivals = rivalsIn(world)
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.candidate || (staked && stake[o] < scenario.staking.minimum)) continue
    const profit = expectedProfit(world, o, rivals)
    // A profit of zero up to rounding is no loss.
    if (!(profit >= most - 1e-9 * standing(world, o))) continue
    const draw = uniform(key, PURPOSE.entry, tick, o, 0)
    if (profit > most || draw > luck) {
      best = o
      luck = draw
    }
    most = profit
  }
  return best
}

/** Profit per time that candidate `o` expects after its entry, micro-dollar/s, sunk cost spread over the horizon. */
function expectedProfit(world: World, o: number, rivals = rivalsIn(world)): number {
  const { expectation } = world.scenario.entry
  const margin = expectation === 'equilibrium' ? inEquilibrium(world, o) : asPriceTaker(world, o, rivals)
  return margin - standing(world, o)
}

/** Costs of candidate `o` that do not depend on its queries: nodes, capital and the spread sunk cost, micro-dollar/s. */
function standing({ scenario, tables, groups, shock }: World, o: number): number {
  const { fixedCost, nodes, stake, group } = tables.operators
  const capital = stake[o] * tables.token.price[0] * groups[group[o]].spec.capitalCost
  return fixedCost[o] * shock.cost[group[o]] * nodes[o] + capital + scenario.entry.cost / scenario.entry.horizon
}

/**
 * Margin per time at today's revenue per query, micro-dollar/s. Market totals, not sums of the operators' averages: those
 * lag behind an entry, and an entrant would count the same queries twice.
 */
function asPriceTaker(world: World, o: number, rivals: ReturnType<typeof rivalsIn>): number {
  const { queryCost, group } = world.tables.operators
  const { revenue, paidRate } = world.tables.market
  const cost = queryCost[o] * world.shock.cost[group[o]] * world.racers
  return shareWith(world, o, rivals) * (revenue[0] - paidRate[0] * cost)
}

/** Margin per time at the logit-Bertrand equilibrium with `o` in the market, micro-dollar/s; 0 without the stake to be selected. */
function inEquilibrium(world: World, o: number): number {
  const { tables, scenario } = world
  if (tables.operators.stake[o] < scenario.staking.minimum) return 0
  const { state, group, nodes } = tables.operators
  const firms: number[] = []
  for (let other = 0; other < state.length; other++) if (state[other] === STATE.active) firms.push(other)
  firms.push(o)
  const scale = perceivedScale(world.groups[group[o]].spec.pricing, scenario)
  const costs = Float64Array.from(firms, firm => marginalCost(world, firm))
  // An operator with n nodes is drawn as n alternatives.
  const values = Float64Array.from(firms, firm => scale * log(nodes[firm]))
  const prices = Float64Array.from(costs, cost => cost + scale)
  const outside = outsideValue(scenario)
  // Alone and without an outside option any price would do: the candidate counts on the one it posts.
  if (firms.length === 1 && outside === -Infinity) prices[0] = tables.operators.posted[o]
  else bertrand(costs, values, scale, outside, prices)
  const shares = new Float64Array(firms.length)
  logitShares(values, prices, scale, outside, shares)
  const last = firms.length - 1
  const margin = (prices[last] - costs[last]) * tables.operators.yield[o] * tables.token.price[0]
  return tables.market.demand[0] * shares[last] * margin
}

/** Puts candidate `o` into the market: it brings its wallet and stake and pays the sunk cost. */
function admit(world: World, o: number): void {
  const { tables, scenario } = world
  const own = tables.operators
  const now = world.end
  own.state[o] = STATE.active
  own.enteredAt[o] = now
  own.lossSince[o] = Infinity
  const { expansion } = world.groups[own.group[o]].spec
  if (expansion.rule !== 'none') own.nextExpansion[o] = now + expansion.every
  transfer(tables, 'endowment', own.wallet[o] + own.stake[o])
  transfer(tables, 'bond', own.stake[o])
  const cost = Math.ceil(scenario.entry.cost)
  transfer(tables, 'capital', own.dollars[o] + cost)
  own.dollars[o] += cost
  own.capital[o] = (own.wallet[o] + own.stake[o]) * tables.token.price[0] + own.dollars[o]
  pay(world, o, 'entryCost', cost)
  drawIncidents(world, o, now)
  for (let i = own.firstNode[o]; i < own.firstNode[o] + own.nodes[o]; i++) {
    drawFailure(world, i, now)
    const { freeFrom, servers } = tables.nodes
    if (world.queueing) tables.servers.free.fill(now, freeFrom[i], freeFrom[i] + servers[i])
  }
  happened(
    world,
    'entry',
    nameOf(world, o),
    `price ${own.posted[o] / 1e6} token, ${own.nodes[o]} nodes, stake ${own.stake[o] / 1e6} token`,
  )
}
