/**
 * Layout of a Sankey diagram of payments in one currency: three columns, who pays, for what, and who receives. Every account
 * is in the first and the last column at the same place and height, so money that comes back cannot tangle the picture, and
 * the two bars of an account are its books: paid and kept on the left is received and drawn from the balance on the right.
 */
import type { Payment } from '../measure/output.ts'

/** Pixels from label to label at least, and free between two bars. */
const LINE = 15
const GAP = 6

/** A bar: an account on one side, or a purpose. Amounts in micro-units, places in pixels. */
export interface Bar {
  readonly name: string
  /** Paid in the first column and by purpose, received in the last. */
  readonly amount: number
  /** Below it in the bar: kept in the first column, drawn from the balance in the last, 0 by purpose. */
  readonly rest: number
  readonly top: number
  /** Of amount and rest. */
  readonly height: number
}

/** A payment: as high as its amount in all three columns, from its top in each. */
export interface Band {
  readonly from: string
  readonly to: string
  readonly purpose: string
  readonly amount: number
  readonly height: number
  readonly tops: readonly [payer: number, purpose: number, receiver: number]
}

/** Bars from the top down; bands in the order of their purposes. */
export interface Sankey {
  readonly payers: readonly Bar[]
  readonly purposes: readonly Bar[]
  readonly receivers: readonly Bar[]
  readonly bands: readonly Band[]
  readonly height: number
}

/**
 * Lays out payments of one currency, those of 0 left out. All that an account column holds is `length` pixels high, apart
 * from what is free between its bars; places are enough for a line of text each, however thin the bar. Accounts are ordered
 * by size, then name; purposes by who pays, so that bands cross on the right only. The order of `payments` does not matter.
 */
export function sankey(payments: readonly Payment[], length: number): Sankey {
  // In one order, for sums of very large amounts depend on it.
  const flows = payments
    .map(({ amount, ...payment }) => ({ ...payment, amount: Number(amount) }))
    .sort((a, b) => compare(a.purpose, b.purpose))
  const paid = sums(flows, 'from')
  const received = sums(flows, 'to')
  const turnover = (name: string) => Math.max(paid.get(name) ?? 0, received.get(name) ?? 0)
  const names = [...new Set([...paid.keys(), ...received.keys()])]
    .filter(name => turnover(name) > 0)
    .sort((a, b) => turnover(b) - turnover(a) || compare(a, b))
  const rank = new Map(names.map((name, place) => [name, place]))
  const ordered = flows
    .filter(({ amount }) => amount > 0)
    .sort(
      (a, b) =>
        rank.get(a.from)! - rank.get(b.from)! || rank.get(a.to)! - rank.get(b.to)! || compare(a.purpose, b.purpose),
    )
  const total = names.reduce((sum, name) => sum + turnover(name), 0)
  const pixels = total > 0 ? length / total : 0

  const side = (amounts: ReadonlyMap<string, number>) =>
    names.map(name => {
      const amount = amounts.get(name) ?? 0
      return { name, amount, rest: turnover(name) - amount }
    })
  const reasons = [...sums(ordered, 'purpose')].map(([name, amount]) => ({ name, amount, rest: 0 }))
  const height = Math.max(extent(side(paid), pixels), extent(reasons, pixels))
  const payers = stack(side(paid), pixels, height)
  const purposes = stack(reasons, pixels, height)
  const receivers = stack(side(received), pixels, height)

  const next = [payers, purposes, receivers].map(bars => new Map(bars.map(({ name, top }) => [name, top])))
  const take = (column: number, name: string, size: number) => {
    const top = next[column].get(name)!
    next[column].set(name, top + size)
    return top
  }
  const bands = ordered.map(({ from, to, purpose, amount }) => {
    const size = amount * pixels
    const tops = [take(0, from, size), take(1, purpose, size), take(2, to, size)] as const
    return { from, to, purpose, amount, height: size, tops }
  })
  return { payers, purposes, receivers, bands, height }
}

type Sized = Pick<Bar, 'name' | 'amount' | 'rest'>

/** Sums of amounts by one of their names. */
function sums<K extends 'from' | 'to' | 'purpose'>(
  flows: readonly (Readonly<Record<K, string>> & { readonly amount: number })[],
  key: K,
): Map<string, number> {
  const totals = new Map<string, number>()
  for (const flow of flows) totals.set(flow[key], (totals.get(flow[key]) ?? 0) + flow.amount)
  return totals
}

const place = ({ amount, rest }: Sized, pixels: number) => Math.max(LINE, (amount + rest) * pixels + GAP)

function extent(bars: readonly Sized[], pixels: number): number {
  return bars.reduce((sum, bar) => sum + place(bar, pixels), 0)
}

/** One bar under the other, each in the middle of its place, all in the middle of `height`. */
function stack(bars: readonly Sized[], pixels: number, height: number): Bar[] {
  let from = (height - extent(bars, pixels)) / 2
  return bars.map(bar => {
    const size = (bar.amount + bar.rest) * pixels
    const top = from + (place(bar, pixels) - size) / 2
    from += place(bar, pixels)
    return { ...bar, top, height: size }
  })
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
