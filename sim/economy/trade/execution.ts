/**
 * Execution of orders in pools: quoted over all of them at once, then moved in reserves and books. What orders cost is counted by
 * who gives them.
 */
import { sumOf } from '../../measure/sum.ts'
import { transfer } from '../ledger.ts'
import type { World } from '../world.ts'
import type { Side } from './arbitrage.ts'
import { isLocal } from './chains.ts'
import { wholeIn, wholeOut } from './pool.ts'
import { cheapestFirst, splitPayment, splitPurchase } from './routing.ts'

/** Who trades through the exchange; a row each of what orders cost. */
export const TRADERS = [
  'customers',
  'operators',
  'sovereigns',
  'treasury',
  'builders',
  'principals',
  'agents',
  'issuers',
] as const
export type Trader = (typeof TRADERS)[number]

/** A swap with pools: what is paid into each and taken out of it, and the sums. */
interface Deal {
  readonly pays: 'tokens' | 'dollars'
  /** Rows of the pools. */
  readonly rows: readonly number[]
  readonly paid: Float64Array
  readonly taken: Float64Array
  readonly payment: number
  readonly amount: number
  /** Row of the pool that was cheapest. */
  readonly best: number
}

/** Rows of the pools that orders go to: those at home that hold dollars. */
const venues = (world: World) => [...world.scenario.trade.pools.keys()].filter(p => isLocal(world, p))

/** Price of the token in the pools, USD/token: their mean, weighed by the tokens in them, as deep as each is. */
export function poolPrice(world: World): number {
  const { tokens, dollars } = world.tables.pools
  let held = 0
  let worth = 0
  for (const p of venues(world)) {
    held += tokens[p]
    worth += dollars[p]
  }
  return worth / held
}

/** What comes of `payment`, all of it paid. */
export function forPayment(world: World, pays: Deal['pays'], payment: number): Deal {
  const rows = venues(world)
  const sides = rows.map(p => sideOf(world, p, pays))
  const paid = splitPayment(sides, payment)
  const taken = paid.map((part, k) =>
    part === 0 ? 0 : wholeOut(part, sides[k].in, sides[k].out, feeOf(world, rows[k])),
  )
  return { pays, rows, paid, taken, payment, amount: sumOf(taken), best: rows[cheapestFirst(sides)[0]] }
}

/** What must be paid for `amount`; undefined where the pools do not have it. */
export function forPurchase(world: World, pays: Deal['pays'], amount: number): Deal | undefined {
  const rows = venues(world)
  const sides = rows.map(p => sideOf(world, p, pays))
  const taken = splitPurchase(sides, amount)
  if (taken === undefined) return undefined
  const paid = taken.map((part, k) =>
    part === 0 ? 0 : wholeIn(part, sides[k].in, sides[k].out, feeOf(world, rows[k])),
  )
  return { pays, rows, paid, taken, payment: sumOf(paid), amount, best: rows[cheapestFirst(sides)[0]] }
}

/** Pool `p` as one meets it who pays in tokens or in dollars. */
function sideOf({ tables: { pools }, scenario }: World, p: number, pays: Deal['pays']): Side {
  const kept = 1 - scenario.trade.pools[p].fee
  return pays === 'tokens'
    ? { in: pools.tokens[p], out: pools.dollars[p], kept }
    : { in: pools.dollars[p], out: pools.tokens[p], kept }
}

const feeOf = ({ scenario }: World, p: number) => scenario.trade.pools[p].fee

/** Moves reserves and books: the pools get `payment` and give `amount`, no worse for them than the deal. */
export function execute(world: World, trader: Trader, deal: Deal, payment: number, amount: number): void {
  const { tables } = world
  const { pools, orders } = tables
  const { pays, rows, paid, taken, best } = deal
  const selling = pays === 'tokens'
  const [into, from] = selling ? [pools.tokens, pools.dollars] : [pools.dollars, pools.tokens]
  const price = poolPrice(world)
  for (const [k, p] of rows.entries()) {
    into[p] += paid[k]
    from[p] -= taken[k]
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

/** Tokens in the pools that orders go to, micro-token. */
export const held = (world: World) => venues(world).reduce((sum, p) => sum + world.tables.pools.tokens[p], 0)
