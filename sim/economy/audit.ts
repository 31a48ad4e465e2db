/**
 * The audit: that money is conserved and every member's balance is in its account. Totals are checked in every tick,
 * members in every so many.
 */
import { sumOf } from '../measure/sum.ts'
import { ACCOUNTS } from './accounts.ts'
import { checkScrip } from './agents/scrip/reciprocate.ts'
import { checkCoins, coinBalanceOf } from './coin-ledger.ts'
import { checkTotals } from './ledger.ts'
import { heldByDelegators } from './protocol/delegation.ts'
import { chainOf } from './trade/chains.ts'
import { nameOf, type World } from './world.ts'

export function checkBooks(world: World): void {
  checkTotals(world.tables)
  checkCoins(world)
  if (world.tick % world.scenario.record.check === 0) checkMembers(world)
}

/** Compares each account with the sum of its members' balances. Throws with both. */
export function checkMembers(world: World): void {
  const { tables } = world
  const { state, wallet, dollars, stake } = tables.operators
  let wallets = 0
  let cash = 0
  let stakes = 0
  for (let o = 0; o < state.length; o++) {
    // A candidate's money is still outside.
    if (state[o] === 0) continue
    if (wallet[o] < 0 || dollars[o] < 0 || stake[o] < 0)
      throw new Error(
        `ledger: expected no negative balance, got ${wallet[o]}, ${dollars[o]}, ${stake[o]} of ${nameOf(world, o)}`,
      )
    wallets += wallet[o]
    cash += dollars[o]
    stakes += stake[o]
  }
  expectBalance(world, 'operators', 'token', wallets)
  expectBalance(world, 'operators', 'dollar', cash)
  expectBalance(world, 'stakes', 'token', stakes)
  expectBalance(world, 'agents', 'token', sumOf(tables.agents.wallet))
  expectBalance(world, 'channels', 'token', sumOf(tables.channelSides.balance))
  expectBalance(world, 'bonds', 'token', sumOf(tables.agreements.stake) + sumOf(tables.agreements.bond))
  expectBalance(world, 'sovereigns', 'token', sumOf(tables.sovereigns.wallet))
  const { wallets: lenders, staked } = heldByDelegators(world)
  expectBalance(world, 'delegators', 'token', lenders)
  expectBalance(world, 'delegations', 'token', staked)
  expectBalance(world, 'pools', 'token', sumOf(tables.pools.tokens))
  expectBalance(world, 'pools', 'dollar', sumOf(tables.pools.dollars))
  expectBalance(world, 'arbitrageurs', 'token', sumOf(tables.bots.wallet) + sumOf(tables.botHoldings.tokens))
  expectBalance(world, 'arbitrageurs', 'dollar', sumOf(tables.bots.dollars))
  const purses = tables.customers.wallet
  let held = 0
  for (let c = 0; c < purses.length; c++) {
    if (purses[c] < 0) throw new Error(`ledger: expected no negative balance, got ${purses[c]} of customer ${c}`)
    held += purses[c]
  }
  // A purse pays one fee for a simulated query; the account pays for all queries that it stands for.
  const unclaimed = sumOf(tables.groupHoldings.tokens)
  expectBalance(world, 'customers', 'token', held * world.scenario.market.sampling + unclaimed)
  expectBalance(world, 'bridges', 'token', sumOf(tables.transits.tokens))
  checkCoinsOfPools(world)
  checkScrip(world)
}

/** Nobody but pools keeps coins from one tick to the next. */
function checkCoinsOfPools(world: World): void {
  const { tables, scenario } = world
  for (const [c, { coin }] of scenario.trade.chains.entries()) {
    if (!coin) continue
    let sum = 0
    for (const [p, { chain }] of scenario.trade.pools.entries())
      if (chainOf(scenario.trade, chain) === c) sum += tables.pools.coins[p]
    const balance = coinBalanceOf(world, c, 'pools')
    if (balance !== sum)
      throw new Error(`ledger: expected ${sum} micro-${coin.name}s in pools, the sum of its members, got ${balance}`)
  }
}

function expectBalance(
  { tables }: World,
  account: (typeof ACCOUNTS)[number],
  currency: 'token' | 'dollar',
  sum: number,
): void {
  const balance = tables.accounts[currency][ACCOUNTS.indexOf(account)]
  if (balance !== sum)
    throw new Error(`ledger: expected ${sum} micro-${currency}s in ${account}, the sum of its members, got ${balance}`)
}
