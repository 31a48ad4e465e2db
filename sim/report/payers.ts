/** Who pays, in a few lines: every account that paid, in dollars, and to whom it paid most. */
import type { Payment } from '../measure/output.ts'
import { figure, percentage } from './figures.ts'
import { layout } from './layout.ts'

/** Receivers that are named; the others are one, where they get this share or more. */
const NAMED = 2
const WORTH_A_WORD = 0.005
/** Who gives tokens for dollars and dollars for tokens, or gives them back elsewhere: pays nobody but for what it is worth less than. */
const MARKETS = ['exchange', 'pools', 'bridges']
const ROUNDING = 1e-6

/**
 * Lines of the table, largest payer first; none where nothing was paid. Money is counted each time that it is paid: a fee
 * by the customer and again by the escrow that passes it on. What is exchanged for its worth pays nobody.
 */
export function payers(payments: readonly Payment[]): string[] {
  const paid = new Map<string, Map<string, number>>()
  const add = (from: string, to: string, dollars: number) => {
    const receivers = paid.get(from) ?? new Map<string, number>()
    paid.set(from, receivers.set(to, (receivers.get(to) ?? 0) + dollars))
  }
  for (const { from, to, dollars } of payments) add(from, to, dollars)
  for (const market of MARKETS) settle(paid, market)
  const sums = [...paid]
    .filter(([, receivers]) => receivers.size > 0)
    .map(([name, receivers]) => ({ name, receivers, sum: total([...receivers.values()]) }))
  const all = total(sums.map(({ sum }) => sum))
  if (all === 0) return []
  const rows = sums
    .toSorted((a, b) => b.sum - a.sum)
    .map(({ name, receivers, sum }) => [name, figure(sum), percentage(sum / all), toWhom(receivers, sum)])
  return layout(['WHO PAYS', 'USD', 'of all', 'to'], rows, ['l', 'r', 'r', 'l'])
}

/** Leaves, of what goes to and fro between an account and a market, the difference on the side that gives more. */
function settle(paid: Map<string, Map<string, number>>, market: string): void {
  for (const [name, receivers] of paid) {
    const given = receivers.get(market) ?? 0
    const taken = paid.get(market)?.get(name) ?? 0
    const both = Math.min(given, taken)
    if (both === 0) continue
    // What rounding to whole micro-units leaves is nothing.
    put(receivers, market, given - both > ROUNDING * given ? given - both : 0)
    put(paid.get(market)!, name, taken - both > ROUNDING * taken ? taken - both : 0)
  }
}

function put(receivers: Map<string, number>, name: string, dollars: number): void {
  if (dollars === 0) receivers.delete(name)
  else receivers.set(name, dollars)
}

function toWhom(receivers: ReadonlyMap<string, number>, sum: number): string {
  const sorted = [...receivers].toSorted(([, a], [, b]) => b - a)
  const others = total(sorted.slice(NAMED).map(([, dollars]) => dollars))
  return [...sorted.slice(0, NAMED), ...(others >= WORTH_A_WORD * sum ? [['others', others] as const] : [])]
    .map(([name, dollars]) => `${name} ${Math.round((100 * dollars) / sum)} %`)
    .join(', ')
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
