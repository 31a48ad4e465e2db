/** Bids of agents: what each wants and offers by what it holds, added up in bands. */
import { balanceOf } from '../../ledger.ts'
import { forPayment } from '../../trade/execution.ts'
import type { World } from '../../world.ts'
import { AGENT } from '../tables.ts'
import { type Bid, emptyBid, firstBand, writeOffered, writeWanted } from './bands.ts'
import type { Stock } from './stocks.ts'
import { factorsOf, turnOver } from './use.ts'

/** Micro-tokens by which roundings may raise what a purchase takes. */
const ROUNDING = 32

const bid = emptyBid()

/** Finds what a token brings at least: where pools set its price, as if all agents sold all that they have. */
export function rateTokens(world: World): void {
  const { tables, scenario } = world
  if (tables.stocks.level.length === 0) return
  const { rate } = tables.stockMarket
  const tokens = balanceOf(tables, 'agents', 'token')
  if (scenario.token.pricing.rule !== 'pools') rate[0] = tables.token.price[0]
  else rate[0] = tokens > 0 ? forPayment(world, 'tokens', tokens).amount / tokens : 0
}

/** Agents `from` to before `to` use up and make goods, and bid for what they want and offer. */
export function stockUp(world: World, from: number, to: number): void {
  const { tables, stocks, regions } = world
  const { group, region, state } = tables.agents
  const { quantity } = tables.stockBids
  const factors = stocks.map(list => list.map(stock => factorsOf(world, stock)))
  for (let i = from; i < to; i++) {
    const own = stocks[group[i]]
    if (own.length === 0) continue
    let budget = budgetOf(world, i)
    for (let k = 0; k < own.length; k++) {
      turnOver(world, own[k], i, factors[group[i]][k])
      if (state[i] !== AGENT.awake) continue
      budget = writeBid(bid, world, own[k], i, budget)
      const first = firstBand(own[k].index, regions, region[i])
      for (let b = bid.from; b < bid.to; b++) quantity[first + b] += bid.units[b]
    }
  }
}

/** Dollars that agent `i` can pay for goods, micro-dollar: what its tokens bring, but for those that keep it awake. */
export function budgetOf({ tables, agents }: World, i: number): number {
  const { wallet, upkeep, group } = tables.agents
  const rate = tables.stockMarket.rate[0]
  if (rate === 0) return 0
  const kept = Math.max(Math.ceil(upkeep[i] / tables.token.price[0]), agents[group[i]].spec.floor)
  return Math.max(0, wallet[i] - kept - ROUNDING - 1 / rate) * rate
}

/** Writes what agent `i`, awake, bids for a good; returns what that leaves of its budget. */
export function writeBid(into: Bid, { tables }: World, stock: Stock, i: number, budget: number): number {
  const row = i + stock.shift
  const level = tables.stocks.level[row]
  const target = tables.stockAims.target[row]
  const region = tables.agents.region[i]
  into.from = 0
  into.to = 0
  if (level < target && stock.buys[region]) return writeWanted(into, level, target, stock.worth, budget)
  if (level > target && stock.sells[region]) writeOffered(into, level, target, tables.stocks.capacity[row])
  return budget
}
