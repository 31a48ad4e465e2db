/**
 * Rebalancing: a bot that trades on several chains wants to have on each the tokens that it began with there. Where it is off
 * by more than a share of these, counting what is under way, it sends home what is too much or fetches from home what is
 * short. What bridges have kept it buys anew outside, and tokens that it could not sell where they were it sells at home.
 */
import type { World } from '../world.ts'
import { send } from './bridges.ts'
import { chainCount, HOME, NONE } from './chains.ts'
import { partyOfBot } from './holdings.ts'
import { priceOutside } from './reference.ts'
import { refill } from './swaps.ts'

/** Lets the bots ask for their tokens to be sent. */
export function rebalance(world: World): void {
  const { tables } = world
  const { tokens, wanted, coming } = tables.botHoldings
  if (tokens.length === 0) return
  const chains = chainCount(world.scenario.trade)
  const { wallet } = tables.bots
  for (let b = 0; b < wallet.length; b++) {
    let abroad = 0
    let short = -wallet[b]
    for (let c = 0; c < chains; c++) {
      const row = b * chains + c
      short += wanted[row] - tokens[row] - coming[row]
      if (c !== HOME) abroad += wanted[row]
    }
    if (abroad === 0) continue
    if (short !== 0) refill(world, b, short, priceOutside(world))
    level(world, b)
  }
}

/** Levels out what bot `b` has on other chains. */
function level(world: World, b: number): void {
  const { tables, scenario, routes } = world
  const { tokens, wanted, coming } = tables.botHoldings
  const { bots } = tables
  const { rebalance: slack } = scenario.trade.bots[bots.group[b]]
  const chains = chainCount(scenario.trade)
  let spare = bots.wallet[b]
  for (let c = 0; c < chains; c++) {
    if (c === HOME) continue
    const row = b * chains + c
    const surplus = tokens[row] + coming[row] - wanted[row]
    const off = Math.abs(surplus) > slack * wanted[row]
    if (off && surplus > 0 && routes.homeward[c] !== NONE)
      send(world, routes.homeward[c], partyOfBot(world, b), Math.min(surplus, tokens[row]))
    if (off && surplus < 0 && routes.outward[c] !== NONE) {
      const fetched = Math.min(-surplus, spare)
      send(world, routes.outward[c], partyOfBot(world, b), fetched)
      spare -= fetched
    }
  }
}
