/** Purchases ahead: agents order credits up to the level that their rule says, as far as their wallets go. */
import { MICRO } from '../../accounts.ts'
import type { World } from '../../world.ts'
import { AGENT } from '../tables.ts'
import { levelsOf } from './levels.ts'

const levels = new Float64Array(512)

/** Agents `from` to before `to` buy credits; what the tick brings they do not know yet. Who could not pay its upkeep buys none. */
export function buyCredits(world: World, from: number, to: number): void {
  const { agents, creditMarket, tables } = world
  for (const [g, { first, count }] of agents.entries()) {
    const end = Math.min(to, first + count)
    if (!creditMarket.buyers[g] || tables.creditBuyers.buys[g] === 0) continue
    for (let begin = Math.max(from, first); begin < end; begin += levels.length) {
      const last = Math.min(end, begin + levels.length)
      levelsOf(world, g, begin, last, levels)
      order(world, g, begin, last)
    }
  }
}

/** Those of agents `from` to before `to` of group `g` who are awake buy what they lack of `levels`, keep their reserve, and pay the fee. */
function order({ tables, scenario, creditMarket }: World, g: number, from: number, to: number): void {
  const { state, wallet, credits, waiting, upkeep } = tables.agents
  const tally = tables.agentTally
  const fee = Math.round(scenario.agents.credits.fee)
  const price = tables.creditMarket.price[0]
  const reserve = creditMarket.buyers[g]!.reserve / tables.token.price[0]
  for (let i = from; i < to; i++) {
    const wanted = Math.round(levels[i - from] - credits[i] + waiting[i])
    if (!(wanted > 0) || state[i] !== AGENT.awake) continue
    const purse = wallet[i] - fee - Math.ceil(reserve * upkeep[i])
    if (purse < 0) continue
    const amount = price > 0 ? Math.min(wanted, Math.floor((purse / price) * MICRO)) : wanted
    if (amount === 0) continue
    const paid = Math.min(purse, Math.ceil((amount * price) / MICRO))
    wallet[i] -= paid + fee
    credits[i] += amount
    tally.bought[g] += amount
    tally.creditsPaid[g] += paid
    tally.creditFees[g] += fee
    tally.orders[g]++
  }
}
