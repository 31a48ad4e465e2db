/**
 * The books: every movement of money is a double entry between two accounts with a purpose.
 *
 * Amounts are whole micro-tokens or micro-dollars held in doubles, so sums are exact up to 2^53 and do not depend on
 * order.
 */
import { f64, table } from '../engine/memory.ts'
import { ACCOUNTS, type Account, CURRENCIES, type Currency, type Flow, MAY_OWE } from './accounts.ts'
import { FLOWS, PURPOSES, type Purpose } from './flows.ts'

const flows: readonly Flow[] = PURPOSES.map(purpose => FLOWS[purpose])
const rowOf = new Map(PURPOSES.map((purpose, row) => [purpose, row]))
const FROM = Uint8Array.from(flows, ({ from }) => ACCOUNTS.indexOf(from))
const TO = Uint8Array.from(flows, ({ to }) => ACCOUNTS.indexOf(to))
const DOLLAR = Uint8Array.from(flows, ({ currency }) => (currency === 'dollar' ? 1 : 0))

export const ledgerTables = () => ({
  accounts: table(ACCOUNTS.length, {
    token: f64('micro-token', 'balance in tokens'),
    dollar: f64('micro-dollar', 'balance in dollars'),
    initialToken: f64('micro-token', 'balance in tokens at the start'),
    initialDollar: f64('micro-dollar', 'balance in dollars at the start'),
  }),
  flows: table(PURPOSES.length, {
    tick: f64('1', 'amount moved in this tick, in the flow’s currency'),
    total: f64('1', 'amount moved since the start'),
  }),
})

interface Books {
  readonly accounts: {
    readonly token: Float64Array
    readonly dollar: Float64Array
    readonly initialToken: Float64Array
    readonly initialDollar: Float64Array
  }
  readonly flows: { readonly tick: Float64Array; readonly total: Float64Array }
}

/** Moves `amount` (whole micro-units, not negative) between the two accounts of `purpose`. */
export function transfer({ accounts, flows }: Books, purpose: Purpose, amount: number): void {
  if (!(Number.isSafeInteger(amount) && amount >= 0))
    throw new RangeError(`ledger: expected a whole amount of ${purpose}, got ${amount}`)
  if (amount === 0) return
  const row = rowOf.get(purpose)!
  const balance = DOLLAR[row] === 1 ? accounts.dollar : accounts.token
  balance[FROM[row]] -= amount
  balance[TO[row]] += amount
  flows.tick[row] += amount
  flows.total[row] += amount
}

/** Amount moved for `purpose` in this tick, in micro-units of its currency. */
export function moved({ flows }: Books, purpose: Purpose): number {
  return flows.tick[rowOf.get(purpose)!]
}

/** Opens an account at the start of a run. */
export function open({ accounts }: Books, account: Account, currency: Currency, amount: number): void {
  const row = ACCOUNTS.indexOf(account)
  accounts[currency][row] = amount
  accounts[currency === 'token' ? 'initialToken' : 'initialDollar'][row] = amount
}

/** Balance of an account, micro-units. */
export function balanceOf({ accounts }: Books, account: Account, currency: Currency): number {
  return accounts[currency][ACCOUNTS.indexOf(account)]
}

/** Money of a currency: what there was, was minted, was burned and is. All whole micro-units. */
export interface Money {
  readonly initial: number
  readonly minted: number
  readonly burned: number
  readonly final: number
}

export function money(books: Books, currency: Currency): Money {
  const { accounts } = books
  const mint = ACCOUNTS.indexOf('mint')
  const burned = ACCOUNTS.indexOf('burned')
  let initial = 0
  let final = 0
  for (let row = 0; row < ACCOUNTS.length; row++) {
    initial += accounts[currency === 'token' ? 'initialToken' : 'initialDollar'][row]
    if (row !== mint && row !== burned) final += accounts[currency][row]
  }
  return { initial, minted: 0 - accounts[currency][mint], burned: accounts[currency][burned], final }
}

/** Checks that money is conserved and that nobody who must not owes. Throws naming account and amount. */
export function checkTotals(books: Books): void {
  for (const currency of CURRENCIES) {
    const { initial, minted, burned, final } = money(books, currency)
    if (final !== initial + minted - burned)
      throw new Error(`ledger: expected ${initial + minted - burned} micro-${currency}s in all accounts, got ${final}`)
    for (const [row, account] of ACCOUNTS.entries()) {
      const balance = books.accounts[currency][row]
      if (balance < 0 && !(MAY_OWE.includes(account) && !(account === 'exchange' && currency === 'token')))
        throw new Error(
          `ledger: expected a balance of ${account} that is not negative, got ${balance} micro-${currency}s`,
        )
    }
  }
}

/** Amount that came to `account` in this tick for whatever purpose, micro-units. */
export function arrived({ flows }: Books, account: Account, currency: Currency): number {
  const to = ACCOUNTS.indexOf(account)
  let sum = 0
  for (let row = 0; row < TO.length; row++)
    if (TO[row] === to && DOLLAR[row] === Number(currency === 'dollar')) sum += flows.tick[row]
  return sum
}
