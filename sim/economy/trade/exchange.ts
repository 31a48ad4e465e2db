/**
 * Everybody's orders for tokens. By `token.pricing` the outside market takes any amount at the price of the tick, or orders
 * go on to the pools at once: what the exchange gets and gives is what the pools give and get. Orders of many are one
 * batch at one price, so nobody gains by its row; all roundings are in the pools' favour.
 */
import { uniform } from '../../engine/random.ts'
import { balanceOf, transfer } from '../ledger.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import type { Side } from './arbitrage.ts'
import { amountIn, amountOut, FEE_PARTS } from './pool.ts'
import { cheapestFirst, splitPayment, splitPurchase } from './routing.ts'

/** Who trades through the exchange; a row each of what orders cost. */
export const TRADERS = ['customers', 'operators', 'sovereigns', 'treasury', 'builders'] as const
type Trader = (typeof TRADERS)[number]

/** In place of the tokens that one sells: it has too few. */
export const TOO_FEW = -1

/** A swap with some pools: what is paid into each and taken out of it, and the sums. */
interface Deal {
  readonly pays: 'tokens' | 'dollars'
  readonly paid: Float64Array
  readonly taken: Float64Array
  readonly payment: number
  readonly amount: number
  /** The pool that was cheapest. */
  readonly best: number
}

/** Whether orders go to the pools. */
const routed = ({ scenario }: World) => scenario.token.pricing.rule === 'pools'

/** Price of the token in the pools, USD/token: their mean, weighed by the tokens in them, as deep as each is. */
export function poolPrice({ tables }: World): number {
  const { tokens, dollars } = tables.pools
  let held = 0
  let worth = 0
  for (let p = 0; p < tokens.length; p++) {
    held += tokens[p]
    worth += dollars[p]
  }
  return worth / held
}

/** Dollars that `tokens` of `trader` bring, micro-dollar. */
export function sell(world: World, trader: Trader, tokens: number): number {
  if (!routed(world)) return Math.floor(tokens * world.tables.token.price[0])
  if (tokens === 0) return 0
  const deal = forPayment(world, 'tokens', tokens)
  settle(world, trader, deal, tokens, deal.amount)
  return deal.amount
}

/** Dollars that `tokens` cost `trader`, micro-dollar. Throws where the pools do not have them. */
export function buy(world: World, trader: Trader, tokens: number): number {
  if (!routed(world)) return Math.ceil(tokens * world.tables.token.price[0])
  if (tokens === 0) return 0
  const deal = forPurchase(world, 'dollars', tokens)
  if (deal === undefined)
    throw new RangeError(
      `token.pricing "pools": expected ${trader} to buy less than the ${total(world.tables.pools.tokens) / 1e6} token in the pools, got ${tokens / 1e6} token`,
    )
  settle(world, trader, deal, deal.payment, tokens)
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
  settle(world, trader, deal, dollars, deal.amount)
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
  const sold = total(tokens)
  if (sold === 0) return
  const deal = forPayment(world, 'tokens', sold)
  for (let i = 0; i < tokens.length; i++) dollars[i] = Number((BigInt(tokens[i]) * BigInt(deal.amount)) / BigInt(sold))
  settle(world, trader, deal, sold, total(dollars))
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
      settle(world, trader, deal, payment, wanted)
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

function forPayment(world: World, pays: Deal['pays'], payment: number): Deal {
  const sides = sidesOf(world, pays)
  const paid = splitPayment(sides, payment)
  const taken = paid.map((part, p) =>
    part === 0 ? 0 : Number(amountOut(BigInt(part), reserves(sides[p]), feeOf(world, p))),
  )
  return { pays, paid, taken, payment, amount: total(taken), best: cheapestFirst(sides)[0] }
}

function forPurchase(world: World, pays: Deal['pays'], amount: number): Deal | undefined {
  const sides = sidesOf(world, pays)
  const taken = splitPurchase(sides, amount)
  if (taken === undefined) return undefined
  const paid = taken.map((part, p) =>
    part === 0 ? 0 : Number(amountIn(BigInt(part), reserves(sides[p]), feeOf(world, p))),
  )
  return { pays, paid, taken, payment: total(paid), amount, best: cheapestFirst(sides)[0] }
}

/** The pools as one meets them who pays in tokens or in dollars. */
function sidesOf({ tables, scenario }: World, pays: Deal['pays']): Side[] {
  const gets = pays === 'tokens' ? 'dollars' : 'tokens'
  return scenario.trade.pools.map(({ fee }, p) => ({
    in: tables.pools[pays][p],
    out: tables.pools[gets][p],
    kept: 1 - fee,
  }))
}

const reserves = ({ in: paid, out }: Side) => ({ in: BigInt(paid), out: BigInt(out) })
const feeOf = ({ scenario }: World, p: number) => BigInt(Math.round(scenario.trade.pools[p].fee * Number(FEE_PARTS)))

/** Moves reserves and books: the pools get `payment` and give `amount`, no worse for them than the deal. */
function settle(world: World, trader: Trader, deal: Deal, payment: number, amount: number): void {
  const { tables } = world
  const { pools, orders } = tables
  const { pays, paid, taken, best } = deal
  const selling = pays === 'tokens'
  const [into, from] = selling ? [pools.tokens, pools.dollars] : [pools.dollars, pools.tokens]
  const price = poolPrice(world)
  for (let p = 0; p < paid.length; p++) {
    into[p] += paid[p]
    from[p] -= taken[p]
  }
  into[best] += payment - deal.payment
  from[best] += deal.amount - amount
  if (!into.every(Number.isSafeInteger))
    throw new RangeError(
      `token.pricing "pools": expected pools to hold less than ${Number.MAX_SAFE_INTEGER / 1e6} ${pays}, got more`,
    )
  transfer(tables, selling ? 'routedTokens' : 'routedDollars', payment)
  transfer(tables, selling ? 'routedProceeds' : 'routedPurchase', amount)
  const row = TRADERS.indexOf(trader)
  const worth = (selling ? payment : amount) * price
  orders.turnover[row] += worth
  orders.slippage[row] += selling ? worth - amount : payment - worth
}

function total(column: Float64Array): number {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += column[i]
  return sum
}
