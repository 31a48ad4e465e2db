/** Who pays, in a few lines: every account that paid, in dollars, and to whom it paid most. */
import type { Payment } from '../measure/output.ts'
import { figure, percentage } from './figures.ts'
import { layout } from './layout.ts'
import { netted } from './netted.ts'

/** Receivers that are named; the others are one, where they get this share or more. */
const NAMED = 2
const WORTH_A_WORD = 0.005

/**
 * Lines of the table, largest payer first; none where nothing was paid. Money is counted each time that it is paid: a fee
 * by the customer and again by the escrow that passes it on. Turnover of traders is netted.
 */
export function payers(payments: readonly Payment[]): string[] {
  const paid = new Map<string, Map<string, number>>()
  for (const { from, to, dollars } of netted(payments)) {
    const receivers = paid.get(from) ?? new Map<string, number>()
    paid.set(from, receivers.set(to, (receivers.get(to) ?? 0) + dollars))
  }
  const sums = [...paid].map(([name, receivers]) => ({ name, receivers, sum: total([...receivers.values()]) }))
  const all = total(sums.map(({ sum }) => sum))
  if (all === 0) return []
  const rows = sums
    .toSorted((a, b) => b.sum - a.sum)
    .map(({ name, receivers, sum }) => [name, figure(sum), percentage(sum / all), toWhom(receivers, sum)])
  return layout(['WHO PAYS', 'USD', 'of all', 'to'], rows, ['l', 'r', 'r', 'l'])
}

function toWhom(receivers: ReadonlyMap<string, number>, sum: number): string {
  const sorted = [...receivers].toSorted(([, a], [, b]) => b - a)
  const others = total(sorted.slice(NAMED).map(([, dollars]) => dollars))
  return [...sorted.slice(0, NAMED), ...(others >= WORTH_A_WORD * sum ? [['others', others] as const] : [])]
    .map(([name, dollars]) => `${name} ${Math.round((100 * dollars) / sum)} %`)
    .join(', ')
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
