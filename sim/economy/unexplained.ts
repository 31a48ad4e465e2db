/** Whether the record closes: every change of a balance is explained by the flows of its tick, to the last micro-unit. */
import type { Value } from '../measure/output.ts'

interface Rows {
  readonly flows: readonly (readonly Value[])[]
  readonly balances: readonly (readonly Value[])[]
}

/**
 * Every tick, account and currency whose balance changed by more or less than the flows in less those out, as text; empty
 * where all is explained.
 */
export function unexplained({ flows, balances }: Rows): string[] {
  const open = new Map<string, number>()
  const add = (tick: Value, account: Value, currency: Value, amount: number) => {
    const key = `${tick} ${account} ${currency}`
    open.set(key, (open.get(key) ?? 0) + amount)
  }
  const before = new Map<string, number>()
  for (const [tick, account, currency, balance] of balances) {
    const key = `${account} ${currency}`
    if (Number(tick) >= 0) add(tick, account, currency, Number(balance) - (before.get(key) ?? 0))
    before.set(key, Number(balance))
  }
  for (const [tick, from, to, , amount, currency] of flows) {
    add(tick, from, currency, Number(amount))
    add(tick, to, currency, -Number(amount))
  }
  return [...open]
    .filter(([, amount]) => amount !== 0)
    .map(([key, amount]) => {
      const [tick, account, currency] = key.split(' ')
      return `tick ${tick}, ${account}: ${amount} micro-${currency} more than the flows`
    })
}
