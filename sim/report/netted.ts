/** Payments with those that only go to and fro netted: what a trader buys and sells again is turnover, and pays nobody. */
import type { Payment } from '../measure/output.ts'

/**
 * The payments, each that has another running back (`back`) less that other, as far as there is something left of it. What
 * every account gains or loses stays the same.
 */
export function netted(payments: readonly Payment[]): Payment[] {
  return payments.flatMap(payment => {
    const back = payments.find(({ purpose }) => purpose === payment.back)
    if (!back) return [payment]
    const amount = BigInt(payment.amount) - BigInt(back.amount)
    return amount > 0n ? [{ ...payment, amount: `${amount}`, dollars: payment.dollars - back.dollars }] : []
  })
}
