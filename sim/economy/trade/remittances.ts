/**
 * Remittances: customers who live on another chain than home spend their income there on tokens, send these home, and ask
 * for what arrives. Groups of a chain buy together, at one price.
 */
import { f64, table } from '../../engine/memory.ts'
import { draw } from '../../scenario/quantity.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { transferCoins } from '../coin-ledger.ts'
import { transfer } from '../ledger.ts'
import { drawnPurpose } from '../purposes.ts'
import type { World } from '../world.ts'
import { send } from './bridges.ts'
import { chainCount, chainOf, HOME, NONE } from './chains.ts'
import { moveCoins, quoteFor, quoteReserves } from './coins.ts'
import { hold } from './holdings.ts'
import { wholeOut } from './pool.ts'

type Group = Scenario['customers'][number]

/** Whether the customers of a group live on another chain than home. */
export const isRemote = ({ trade }: Scenario, { chain }: Group) => chainOf(trade, chain) !== HOME

export function remittanceTables(scenario: Scenario) {
  const remote = scenario.customers.filter(group => isRemote(scenario, group))
  return {
    remittances: table(remote.length > 0 ? scenario.customers.length : 0, {
      income: f64('micro-dollar/s', 'what the customers of a group on another chain spend on tokens'),
    }),
    remitters: table(
      remote.reduce((agents, { count, represents }) => agents + count / represents, 0),
      { income: f64('micro-dollar/s', 'what the customers that the agent stands for spend on tokens') },
    ),
  }
}

/** Draws the incomes of customers on other chains. */
export function populateRemittances(world: World): void {
  const { tables, key } = world
  for (const { g, first, count, row, spec } of remoteGroups(world)) {
    if (!spec.budget)
      throw new Error(`customers "${spec.name}": expected a budget on another chain than home, got none`)
    const incomes = draw(spec.budget, count, { key, purpose: drawnPurpose('budget'), first })
    for (let k = 0; k < count; k++) {
      tables.remitters.income[row + k] = incomes[k] * spec.represents
      tables.remittances.income[g] += tables.remitters.income[row + k]
    }
  }
}

/** The groups on other chains, with their first rows among customers and among remitters. */
function remoteGroups({ customers, scenario }: World) {
  let row = 0
  return customers.groups.flatMap(({ spec, first, count }, g) => {
    if (!isRemote(scenario, spec)) return []
    row += count
    return [{ g, spec, first, count, row: row - count }]
  })
}

/** Hands what has arrived out to the customers, in proportion to their incomes, rounded down; the rest waits. */
export function handOut(world: World): void {
  const { tables, scenario } = world
  if (tables.remittances.income.length === 0) return
  const { sampling } = scenario.market
  for (const { g, first, count, row } of remoteGroups(world)) {
    const home = g * chainCount(scenario.trade) + HOME
    // A purse pays for one query where its account pays for all that this one stands for.
    const arrived = Math.floor(tables.groupHoldings.tokens[home] / sampling)
    const part = arrived / tables.remittances.income[g]
    let left = arrived
    if (arrived > 0)
      for (let k = 0; k < count; k++) {
        const tokens = Math.min(left, Math.floor(tables.remitters.income[row + k] * part))
        tables.customers.wallet[first + k] += tokens
        left -= tokens
      }
    tables.groupHoldings.tokens[home] -= (arrived - left) * sampling
  }
}

/** As a tick ends, customers on other chains spend its income on tokens and ask for all they have to be sent home. */
export function remit(world: World): void {
  const { tables, scenario, routes } = world
  if (tables.remittances.income.length === 0) return
  const chains = chainCount(scenario.trade)
  moveCoins(world, world.end)
  for (let c = 0; c < chains; c++) if (c !== HOME) buyTokens(world, c)
  for (let g = 0; g < scenario.customers.length; g++)
    for (let c = 0; c < chains; c++) {
      const tokens = tables.groupHoldings.tokens[g * chains + c]
      if (c !== HOME && tokens > 0 && routes.homeward[c] !== NONE) send(world, routes.homeward[c], g, tokens)
    }
}

/** The groups of chain `c` spend their income of the tick, more in a surge of demand, in the pool there that gives most for it. */
function buyTokens(world: World, c: number): void {
  const { tables, tickLength, end, shock } = world
  const groups = remoteGroups(world).filter(({ spec }) => chainOf(world.scenario.trade, spec.chain) === c)
  const incomes = groups.map(({ g }) => Math.floor(tables.remittances.income[g] * shock.demand[g] * tickLength))
  const dollars = incomes.reduce((sum, income) => sum + income, 0)
  if (dollars === 0) return
  const { tokens, spent } = spend(world, c, dollars)
  let before = 0
  let given = 0
  for (const [i, { g }] of groups.entries()) {
    // Shares of the running sum, so that roundings leave nothing over.
    before += incomes[i]
    const until = before === dollars ? tokens : Math.floor(tokens * (before / dollars))
    hold(world, g, c, { tokens: until - given, spent: spent * (incomes[i] / dollars), bought: end })
    given = until
  }
}

/**
 * Spends up to `dollars` (whole micro-dollars) on tokens in the pool of chain `c` that gives most: what comes of it, micro-tokens,
 * and what was spent, which is less where coins are whole.
 */
function spend(world: World, c: number, dollars: number): { readonly tokens: number; readonly spent: number } {
  const { tables, scenario } = world
  let best = NONE
  let tokens = -1
  for (const [p, { chain, fee }] of scenario.trade.pools.entries()) {
    if (chainOf(scenario.trade, chain) !== c) continue
    const reserves = quoteReserves(world, p)[p]
    const got = wholeOut(quoteFor(world, p, dollars).payment, reserves, tables.pools.tokens[p], fee)
    if (got > tokens) [best, tokens] = [p, got]
  }
  const { payment, cost: spent } = quoteFor(world, best, dollars)
  transfer(tables, 'income', spent)
  if (scenario.trade.pools[best].quote === 'coin') {
    transfer(tables, 'coinPayment', spent)
    transferCoins(world, c, 'coinPurchase', payment)
    transferCoins(world, c, 'remoteCoins', payment)
  } else transfer(tables, 'remoteDollars', spent)
  transfer(tables, 'remotePurchase', tokens)
  quoteReserves(world, best)[best] += payment
  tables.pools.tokens[best] -= tokens
  return { tokens, spent }
}
