/** Payments: what was moved for each purpose since the start, also in dollars, each tick at its price of the token. */
import { f64, table } from '../engine/memory.ts'
import type { Payment } from '../measure/output.ts'
import type { Flow } from './accounts.ts'
import { FLOWS, PURPOSES } from './flows.ts'
import type { World } from './world.ts'

export const paymentTables = () => ({
  payments: table(PURPOSES.length, {
    value: f64('micro-dollar', 'amount moved since the start, tokens at the price of their tick'),
  }),
})

/** Adds what was moved in the tick. */
export function valuePayments({ tables }: World): void {
  const { payments, flows, token } = tables
  for (let row = 0; row < PURPOSES.length; row++) {
    const amount = flows.tick[row]
    if (amount === 0) continue
    const rate = FLOWS[PURPOSES[row]].currency === 'token' ? token.price[0] : 1
    payments.value[row] += amount * rate
  }
}

/** Everything that was paid so far, by purpose. */
export function paymentsOf({ tables }: World): Payment[] {
  return PURPOSES.flatMap((purpose, row) => {
    const { from, to, currency, back }: Flow = FLOWS[purpose]
    const amount = tables.flows.total[row]
    if (amount === 0) return []
    const dollars = tables.payments.value[row] / 1e6
    return [{ from, to, purpose, currency, amount: `${amount}`, dollars, ...(back && { back }) }]
  })
}
