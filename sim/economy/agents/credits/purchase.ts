/** Purchases ahead: agents order credits up to the level that their rule says, as far as their wallets go. */
import { MICRO } from '../../accounts.ts'
import type { World } from '../../world.ts'
import { AGENT } from '../tables.ts'
import { levelsOf } from './levels.ts'

const levels = new Float64Array(512)

/** Agents `from` to before `to` buy credits; what the tick brings they do not know yet. Who could not pay its upkeep buys none. */
export function buyCredits(world: World, from: number, to: number): void {
  const { agents, creditMarket, tables } = world
  const { state } = tables.agents
  for (const [g, { first, count }] of agents.entries()) {
    const end = Math.min(to, first + count)
    if (!creditMarket.buyers[g] || tables.creditBuyers.buys[g] === 0) continue
    for (let begin = Math.max(from, first); begin < end; begin += levels.length) {
      const last = Math.min(end, begin + levels.length)
      levelsOf(world, g, begin, last, levels)
      for (let i = begin; i < last; i++) if (state[i] === AGENT.awake) order(world, g, i, levels[i - begin])
    }
  }
}

/** Agent `i` buys what it lacks of `level`, if its wallet can pay for that and the fee and keeps its reserve. */
function order(world: World, g: number, i: number, level: number): void {
  const { tables, scenario, creditMarket } = world
  const { wallet, credits, waiting, upkeep } = tables.agents
  const wanted = Math.round(level - credits[i] + waiting[i])
  if (!(wanted > 0)) return
  const { fee } = scenario.agents.credits
  const price = tables.creditMarket.price[0]
  const purse = wallet[i] - fee - Math.ceil((creditMarket.buyers[g]!.reserve * upkeep[i]) / tables.token.price[0])
  if (purse < 0) return
  const amount = price > 0 ? Math.min(wanted, Math.floor((purse / price) * MICRO)) : wanted
  if (amount === 0) return
  const paid = Math.min(purse, Math.ceil((amount * price) / MICRO))
  wallet[i] -= paid + fee
  credits[i] += amount
  const tally = tables.agentTally
  tally.bought[g] += amount
  tally.creditsPaid[g] += paid
  tally.creditFees[g] += fee
  tally.orders[g]++
}
