/**
 * Everybody's orders for tokens. By `token.pricing` the outside market takes any amount at the price of the tick, or orders
 * go on to the pools at once: what the exchange gets and gives is what the pools give and get. Orders of many are one
 * batch at one price, so nobody gains by its row; all roundings are in the pools' favour.
 */
import { uniform } from '../../engine/random.ts'
import { sumOf } from '../../measure/sum.ts'
import { balanceOf } from '../ledger.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { execute, forPayment, forPurchase, held, type Trader } from './execution.ts'

/** In place of the tokens that one sells: it has too few. */
export const TOO_FEW = -1

/** Whether orders go to the pools. */
const routed = ({ scenario }: World) => scenario.token.pricing.rule === 'pools'

/** Dollars that `tokens` of `trader` bring, micro-dollar. */
export function sell(world: World, trader: Trader, tokens: number): number {
  if (!routed(world)) return Math.floor(tokens * world.tables.token.price[0])
  if (tokens === 0) return 0
  const deal = forPayment(world, 'tokens', tokens)
  execute(world, trader, deal, tokens, deal.amount)
  return deal.amount
}

/** Dollars that `tokens` cost `trader`, micro-dollar. Throws where the pools do not have them. */
export function buy(world: World, trader: Trader, tokens: number): number {
  if (!routed(world)) return Math.ceil(tokens * world.tables.token.price[0])
  if (tokens === 0) return 0
  const deal = forPurchase(world, 'dollars', tokens)
  if (deal === undefined) {
    throw new RangeError(
      `token.pricing "pools": expected ${trader} to buy less than the ${held(world) / 1e6} token in the pools, got ${tokens / 1e6} token`,
    )
  }
  execute(world, trader, deal, deal.payment, tokens)
  return deal.payment
}

/** Spends up to `dollars` on tokens: what is paid, micro-dollar, and what comes of it. Outside no more than the market has. */
export function spend(
  world: World,
  trader: Trader,
  dollars: number,
): { readonly paid: number; readonly tokens: number } {
  if (!routed(world)) {
    const price = world.tables.token.price[0]
    const tokens = Math.min(Math.floor(dollars / price), balanceOf(world.tables, 'exchange', 'token'))
    return { paid: Math.min(dollars, Math.ceil(tokens * price)), tokens }
  }
  if (dollars === 0) return { paid: 0, tokens: 0 }
  const deal = forPayment(world, 'dollars', dollars)
  execute(world, trader, deal, dollars, deal.amount)
  return { paid: dollars, tokens: deal.amount }
}

/** Writes into `dollars` what the `tokens` of each bring, all sold together. */
export function sellAll(world: World, trader: Trader, tokens: Float64Array, dollars: Float64Array): void {
  if (!routed(world)) {
    const price = world.tables.token.price[0]
    for (let i = 0; i < tokens.length; i++) dollars[i] = Math.floor(tokens[i] * price)
    return
  }
  dollars.fill(0)
  const sold = sumOf(tokens)
  if (sold === 0) return
  const deal = forPayment(world, 'tokens', sold)
  for (let i = 0; i < tokens.length; i++) dollars[i] = Number((BigInt(tokens[i]) * BigInt(deal.amount)) / BigInt(sold))
  execute(world, trader, deal, sold, sumOf(dollars))
}

/**
 * Raises `dollars` for each by the sale of as few of its tokens as that takes, of which it has `most`: what it sells is
 * written into `tokens`, what it gets into `dollars`. Where not all can pay the common price those are left out who could not
 * even alone, then the worst covered one after the other, equals by lot, and the price is found anew: TOO_FEW tokens, no
 * dollars.
 */
export function raise(
  world: World,
  trader: Trader,
  dollars: Float64Array,
  most: Float64Array,
  tokens: Float64Array,
): void {
  tokens.fill(0)
  if (routed(world)) raiseTogether(world, trader, dollars, most, tokens)
  else raiseOutside(world.tables.token.price[0], dollars, most, tokens)
}

function raiseOutside(price: number, dollars: Float64Array, most: Float64Array, tokens: Float64Array): void {
  for (let i = 0; i < dollars.length; i++) {
    if (dollars[i] === 0) continue
    // The quotient may be rounded to the wrong side of a whole number, either way.
    let sold = Math.ceil(dollars[i] / price)
    if (Math.floor(sold * price) < dollars[i]) sold++
    else if (Math.floor((sold - 1) * price) >= dollars[i]) sold--
    tokens[i] = sold > most[i] ? TOO_FEW : sold
    dollars[i] = sold > most[i] ? 0 : Math.floor(sold * price)
  }
}

function raiseTogether(
  world: World,
  trader: Trader,
  dollars: Float64Array,
  most: Float64Array,
  tokens: Float64Array,
): void {
  const { key, tick } = world
  const lot = (i: number) => uniform(key, PURPOSE.insolvency, tick, i, 0)
  let rows: number[] = []
  for (let i = 0; i < dollars.length; i++) if (dollars[i] > 0) rows.push(i)
  rows.sort((a, b) => most[a] / dollars[a] - most[b] / dollars[b] || lot(a) - lot(b))
  let alone = false
  while (rows.length > 0) {
    const wanted = rows.reduce((sum, i) => sum + dollars[i], 0)
    const deal = forPurchase(world, 'tokens', wanted)
    if (deal !== undefined && share(dollars[rows[0]], deal.payment, wanted) <= most[rows[0]]) {
      let payment = 0
      for (const i of rows) {
        tokens[i] = share(dollars[i], deal.payment, wanted)
        payment += tokens[i]
      }
      execute(world, trader, deal, payment, wanted)
      return
    }
    const others: number[] = []
    for (const [n, i] of rows.entries()) {
      if (alone ? n > 0 : costOf(world, dollars[i]) <= most[i]) {
        others.push(i)
        continue
      }
      tokens[i] = TOO_FEW
      dollars[i] = 0
    }
    rows = others
    alone = true
  }
}

/** Tokens that it takes to raise `dollars` when nobody else does; infinite where the pools do not have them. */
const costOf = (world: World, dollars: number) => forPurchase(world, 'tokens', dollars)?.payment ?? Infinity

/** The part of `payment` that falls on `part` of `whole`, rounded up. */
const share = (part: number, payment: number, whole: number) =>
  Number((BigInt(part) * BigInt(payment) + BigInt(whole) - 1n) / BigInt(whole))
