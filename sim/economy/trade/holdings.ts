/**
 * Tokens of those who have them on several chains: groups of customers, which buy them on another chain than home, and bots.
 * A party is a group, by its number, or a bot, by its number after those.
 */
import { f64, table } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { transfer } from '../ledger.ts'
import type { World } from '../world.ts'
import { chainCount, chainOf, HOME } from './chains.ts'

/** Tokens of a party, what they cost it (micro-dollar) and when it bought them, on average (s); of bots only the tokens are known. */
export interface Lot {
  readonly tokens: number
  readonly spent: number
  readonly bought: number
}

const botsIn = ({ trade }: Scenario) => trade.bots.reduce((sum, { count }) => sum + count, 0)

/** Number of parties. */
export const partiesIn = (scenario: Scenario) => scenario.customers.length + botsIn(scenario)

/** Number of bot `b` among the parties. */
export const partyOfBot = ({ scenario }: World, b: number) => scenario.customers.length + b

export function holdingTables(scenario: Scenario) {
  const chains = scenario.trade.chains.length > 1 ? scenario.trade.chains.length : 0
  return {
    groupHoldings: table(scenario.customers.length * chains, {
      tokens: f64('micro-token', 'tokens of the group that no customer has yet, by group, then chain'),
      spent: f64('micro-dollar', 'what they cost'),
      bought: f64('s', 'when they were bought, on average'),
    }),
    botHoldings: table(botsIn(scenario) * chains, {
      tokens: f64('micro-token', 'tokens by bot, then chain; 0 for home, where they are in its wallet'),
      wanted: f64('micro-token', 'tokens that it wants to have there, home among them: those of the start'),
      coming: f64('micro-token', 'tokens under way to there'),
    }),
  }
}

/** Gives bots what they begin with on other chains; returns the sum, micro-token. */
export function populateHoldings({ tables, scenario }: World): number {
  const { trade } = scenario
  const { tokens, wanted } = tables.botHoldings
  let sum = 0
  for (let b = 0; b < tokens.length / chainCount(trade); b++) {
    wanted[b * chainCount(trade) + HOME] = tables.bots.wallet[b]
    for (const { chain, tokens: amount } of trade.bots[tables.bots.group[b]].abroad) {
      const row = b * chainCount(trade) + chainOf(trade, chain)
      tokens[row] = Math.round(amount)
      wanted[row] = tokens[row]
      sum += tokens[row]
    }
  }
  return sum
}

/** Tokens that a party has on chain `c`. */
export function heldOn({ tables, scenario }: World, party: number, c: number): number {
  const groups = scenario.customers.length
  const chains = chainCount(scenario.trade)
  if (party < groups) return tables.groupHoldings.tokens[party * chains + c]
  return c === HOME ? tables.bots.wallet[party - groups] : tables.botHoldings.tokens[(party - groups) * chains + c]
}

/** Takes from a party `tokens` of those that it has on chain `c`: they go on a bridge. */
export function take({ tables, scenario }: World, party: number, c: number, tokens: number): Lot {
  const groups = scenario.customers.length
  const chains = chainCount(scenario.trade)
  if (party >= groups) {
    transfer(tables, 'rebalancing', tokens)
    if (c === HOME) tables.bots.wallet[party - groups] -= tokens
    else tables.botHoldings.tokens[(party - groups) * chains + c] -= tokens
    return { tokens, spent: 0, bought: 0 }
  }
  transfer(tables, 'remittance', tokens)
  const { tokens: held, spent: paid, bought: when } = tables.groupHoldings
  const row = party * chains + c
  const spent = tokens === held[row] ? paid[row] : paid[row] * (tokens / held[row])
  held[row] -= tokens
  paid[row] -= spent
  return { tokens, spent, bought: when[row] }
}

/** Gives a party on chain `c` what comes off a bridge. */
export function give(world: World, party: number, c: number, lot: Lot): void {
  const { tables, scenario } = world
  const groups = scenario.customers.length
  const chains = chainCount(scenario.trade)
  if (party >= groups) {
    transfer(tables, 'rebalancingArrival', lot.tokens)
    if (c === HOME) tables.bots.wallet[party - groups] += lot.tokens
    else tables.botHoldings.tokens[(party - groups) * chains + c] += lot.tokens
    return
  }
  transfer(tables, 'remittanceArrival', lot.tokens)
  hold(world, party, c, lot)
}

/** Adds a lot to what group `g` has on chain `c`. */
export function hold({ tables, scenario }: World, g: number, c: number, { tokens, spent, bought }: Lot): void {
  const { tokens: held, spent: paid, bought: when } = tables.groupHoldings
  const row = g * chainCount(scenario.trade) + c
  if (tokens === 0) return
  held[row] += tokens
  // What is at home waits for nothing but to be handed out.
  if (c === HOME) return
  paid[row] += spent
  when[row] += (bought - when[row]) * (tokens / held[row])
}

/** Notes that `tokens` more are under way to a bot on chain `c`, fewer where negative. */
export function expectTokens({ tables, scenario }: World, party: number, c: number, tokens: number): void {
  const groups = scenario.customers.length
  if (party >= groups) tables.botHoldings.coming[(party - groups) * chainCount(scenario.trade) + c] += tokens
}
