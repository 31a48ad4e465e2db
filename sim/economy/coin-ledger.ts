/**
 * The books of coins: each chain that has a coin keeps its own, in whole micro-coins. Nobody mints or burns them; what the
 * outside market sells of them it owes.
 */
import { f64, table } from '../engine/memory.ts'
import type { Balance, Payment, Sink } from '../measure/output.ts'
import type { Scenario } from '../scenario/schema.ts'
import { ACCOUNTS, type Account, type Flow, MAY_OWE } from './accounts.ts'
import { COIN_FLOWS, COIN_PURPOSES, type CoinPurpose } from './flows/coins.ts'
import type { World } from './world.ts'

const rowOf = new Map(COIN_PURPOSES.map((purpose, row) => [purpose, row]))

export const coinLedgerTables = ({ trade: { chains } }: Scenario) => {
  const books = chains.some(({ coin }) => coin) ? chains.length : 0
  return {
    coinAccounts: table(books * ACCOUNTS.length, {
      balance: f64('micro-coin', 'balance by chain, then account'),
      initial: f64('micro-coin', 'balance at the start'),
      written: f64('micro-coin', 'balance as it was last written'),
    }),
    coinFlows: table(books * COIN_PURPOSES.length, {
      tick: f64('micro-coin', 'amount moved in this tick, by chain, then purpose'),
      total: f64('micro-coin', 'amount moved since the start'),
      value: f64('micro-dollar', 'the same in dollars, at the price of the tick'),
    }),
  }
}

/** Moves `amount` (whole micro-coins, not negative) of the coin of chain `c` between the two accounts of `purpose`. */
export function transferCoins({ tables }: World, c: number, purpose: CoinPurpose, amount: number): void {
  if (!(Number.isSafeInteger(amount) && amount >= 0))
    throw new RangeError(`ledger: expected a whole amount of ${purpose}, got ${amount}`)
  const { from, to }: Flow = COIN_FLOWS[purpose]
  const { balance } = tables.coinAccounts
  const row = c * COIN_PURPOSES.length + rowOf.get(purpose)!
  balance[c * ACCOUNTS.length + ACCOUNTS.indexOf(from)] -= amount
  balance[c * ACCOUNTS.length + ACCOUNTS.indexOf(to)] += amount
  tables.coinFlows.tick[row] += amount
  tables.coinFlows.total[row] += amount
}

/** Opens an account of the coin of chain `c` at the start of a run. */
export function openCoins({ tables }: World, c: number, account: Account, amount: number): void {
  const row = c * ACCOUNTS.length + ACCOUNTS.indexOf(account)
  tables.coinAccounts.balance[row] = amount
  tables.coinAccounts.initial[row] = amount
}

/** Balance of an account in the coin of chain `c`, micro-coins. */
export function coinBalanceOf({ tables }: World, c: number, account: Account): number {
  return tables.coinAccounts.balance[c * ACCOUNTS.length + ACCOUNTS.indexOf(account)]
}

/** Chains that have a coin: number and the coin’s name. */
const coins = ({ scenario }: World) =>
  scenario.trade.chains.flatMap(({ coin }, c) => (coin ? [{ c, name: coin.name }] : []))

/** Checks that no coin appears or vanishes and that nobody who must not owes. Throws naming coin, account and amount. */
export function checkCoins(world: World): void {
  for (const { c, name } of coins(world)) {
    const { initial, final } = sums(world, c)
    if (initial !== final) throw new Error(`ledger: expected ${initial} micro-${name} in all accounts, got ${final}`)
    for (const account of ACCOUNTS) {
      const balance = coinBalanceOf(world, c, account)
      if (balance < 0 && !MAY_OWE.includes(account))
        throw new Error(`ledger: expected a balance of ${account} that is not negative, got ${balance} micro-${name}`)
    }
  }
}

function sums({ tables }: World, c: number): { initial: number; final: number } {
  let [initial, final] = [0, 0]
  for (let row = c * ACCOUNTS.length; row < (c + 1) * ACCOUNTS.length; row++) {
    initial += tables.coinAccounts.initial[row]
    final += tables.coinAccounts.balance[row]
  }
  return { initial, final }
}

/** Writes the flows of coins in the tick, and the balances that differ from those last written. */
export function recordCoins(world: World, sink: Sink): void {
  const { tables, tick } = world
  const { balance, initial, written } = tables.coinAccounts
  for (const { c, name } of coins(world)) {
    for (const [row, purpose] of COIN_PURPOSES.entries()) {
      const amount = tables.coinFlows.tick[c * COIN_PURPOSES.length + row]
      if (amount !== 0)
        sink.row('flows', [tick, COIN_FLOWS[purpose].from, COIN_FLOWS[purpose].to, purpose, amount, name])
    }
    const write = (when: number, now: Float64Array) => {
      for (const [a, account] of ACCOUNTS.entries()) {
        const row = c * ACCOUNTS.length + a
        if (now[row] === written[row]) continue
        written[row] = now[row]
        sink.row('balances', [when, account, name, now[row]])
      }
    }
    if (tick === 0) write(-1, initial)
    write(tick, balance)
  }
}

/** Adds what was moved in the tick, in dollars. */
export function valueCoins({ tables }: World): void {
  const { tick, value } = tables.coinFlows
  for (let row = 0; row < tick.length; row++)
    if (tick[row] !== 0) value[row] += tick[row] * tables.coins.price[Math.floor(row / COIN_PURPOSES.length)]
}

/** All coins that were paid so far, by coin and purpose. */
export function coinPaymentsOf(world: World): Payment[] {
  const { total, value } = world.tables.coinFlows
  return coins(world).flatMap(({ c, name: currency }) =>
    COIN_PURPOSES.flatMap((purpose, at) => {
      const { from, to, back }: Flow = COIN_FLOWS[purpose]
      const row = c * COIN_PURPOSES.length + at
      if (total[row] === 0) return []
      const dollars = value[row] / 1e6
      return [{ from, to, purpose, currency, amount: `${total[row]}`, dollars, ...(back && { back }) }]
    }),
  )
}

/** Coins at the start and the end, by name; undefined where no chain has any. */
export function coinMoney(world: World): Record<string, Balance> | undefined {
  const all = coins(world)
  if (all.length === 0) return undefined
  return Object.fromEntries(
    all.map(({ c, name }) => {
      const { initial, final } = sums(world, c)
      return [name, { initial: `${initial}`, minted: '0', burned: '0', final: `${final}` }]
    }),
  )
}
