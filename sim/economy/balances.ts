/**
 * Balances for the record: what every account has, written when it has changed. With the flows of the same tick they
 * close: a balance less the one before it is what came in less what went out.
 */
import { f64, table } from '../engine/memory.ts'
import type { Sink } from '../measure/output.ts'
import { ACCOUNTS, CURRENCIES } from './accounts.ts'
import type { World } from './world.ts'

/** Tick of the balances that a run starts with. */
const START = -1

export const balanceTables = () => ({
  balances: table(ACCOUNTS.length, {
    token: f64('micro-token', 'balance in tokens as it was last written'),
    dollar: f64('micro-dollar', 'balance in dollars as it was last written'),
  }),
})

/** Writes the balances that differ from those last written; in the first tick those of the start before them. */
export function recordBalances({ tables, tick }: World, sink: Sink): void {
  const { accounts } = tables
  if (tick === 0) write(tables.balances, START, { token: accounts.initialToken, dollar: accounts.initialDollar }, sink)
  write(tables.balances, tick, accounts, sink)
}

type Balances = Readonly<Record<(typeof CURRENCIES)[number], Float64Array>>

function write(written: Balances, tick: number, now: Balances, sink: Sink): void {
  for (const currency of CURRENCIES) {
    const before = written[currency]
    const balances = now[currency]
    for (let row = 0; row < ACCOUNTS.length; row++) {
      if (balances[row] === before[row]) continue
      before[row] = balances[row]
      sink.row('balances', [tick, ACCOUNTS[row], currency, balances[row]])
    }
  }
}
