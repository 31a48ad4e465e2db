/**
 * Settlement of what agents traded: they sell tokens for the dollars that they pay and spend those that they get on tokens, all
 * together; each has the part of his units, payments rounded up and receipts down, and the treasury what is left.
 */

import { sumOf } from '../../../measure/sum.ts'
import { MICRO } from '../../accounts.ts'
import { balanceOf, transfer } from '../../ledger.ts'
import { addUp } from '../../queries/tallies.ts'
import { isBuying } from '../../resources/bids.ts'
import { raise, spend } from '../../trade/exchange.ts'
import type { World } from '../../world.ts'
import { AGENT } from '../tables.ts'
import { BANDS, emptyBid, firstBand, STEPS } from './bands.ts'
import { budgetOf, writeBid } from './bids.ts'

const bid = emptyBid()

/** Agents sell tokens for what they pay, `due` micro-dollar before rounding. Returns what they pay. */
export function payForStocks(world: World, due: number): number {
  const { tables } = world
  if (tables.stocks.level.length === 0) return 0
  const dollars = Math.ceil(due)
  const raised = Float64Array.of(dollars)
  const tokens = new Float64Array(1)
  const most = balanceOf(tables, 'agents', 'token')
  raise(world, 'agents', raised, Float64Array.of(most), tokens)
  if (tokens[0] < 0) throw new RangeError(`agents: expected to raise ${dollars} micro-dollar of ${most} micro-token`)
  transfer(tables, 'stockSale', tokens[0])
  transfer(tables, 'stockProceeds', raised[0])
  transfer(tables, 'stockPayment', dollars)
  tables.stockMarket.raised[0] = tokens[0]
  fillBands(world)
  priceBands(world, due > 0 ? tokens[0] / due : 0, 1)
  return dollars
}

/** Agents spend on tokens what they get, `due` micro-dollar before rounding, at most `left`. Returns what they get. */
export function spendOnTokens(world: World, due: number, left: number): number {
  const { tables } = world
  if (tables.stocks.level.length === 0) return 0
  const dollars = Math.min(left, Math.floor(due))
  transfer(tables, 'stockReceipt', dollars)
  const { paid, tokens } = spend(world, 'agents', dollars)
  transfer(tables, 'stockSpending', paid)
  transfer(tables, 'stockPurchase', tokens)
  transfer(tables, 'stockChange', balanceOf(tables, 'agents', 'dollar'))
  tables.stockMarket.earned[0] = tokens
  priceBands(world, due > 0 ? tokens / due : 0, -1)
  return dollars
}

/** Notes how much of each band is traded, and what its stock gains by that. */
function fillBands({ tables, resources, regions }: World): void {
  const { quantity, filled, money, value } = tables.bids
  const { gain } = tables.stockGains
  gain.fill(0)
  for (const [b, { kind, band }] of resources.bids.entries()) {
    if (band < 0) continue
    tables.stockBands.share[band] = quantity[b] > 0 ? Math.min(1, filled[b] / quantity[b]) : 0
    tables.stockBands.price[band] = 0
    const stock = Math.floor(band / (regions * BANDS))
    gain[stock] += isBuying(kind) ? value[b] - money[b] : money[b] - value[b]
  }
}

/** Writes what agents pay (`sign` 1) or get (-1) for a unit, at so many tokens a dollar. */
function priceBands({ tables, resources }: World, rate: number, sign: number): void {
  const { filled, money } = tables.bids
  const { price } = tables.stockBands
  for (const [b, { kind, band }] of resources.bids.entries()) {
    if (band < 0) continue
    const due = isBuying(kind) ? money[b] : -money[b]
    if (due * sign > 0) price[band] = (due / (filled[b] * MICRO)) * rate
  }
}

/** Agents `from` to before `to` get what they have bought, hand over what they have sold, and pay and are paid for it. */
export function shareStocks(world: World, from: number, to: number): void {
  const { tables, stocks, regions } = world
  const { group, region, state, wallet } = tables.agents
  const { level, capacity } = tables.stocks
  const { share, price } = tables.stockBands
  const tally = tables.stockTally
  for (let i = from; i < to; i++) {
    const own = stocks[group[i]]
    if (own.length === 0) continue
    const awake = state[i] === AGENT.awake
    let budget = awake ? budgetOf(world, i) : 0
    for (let k = 0; k < own.length; k++) {
      const { index, shift, spec } = own[k]
      const row = i + shift
      bid.to = 0
      if (awake) budget = writeBid(bid, world, own[k], i, budget)
      const first = firstBand(index, regions, region[i])
      let bought = 0
      let sold = 0
      let pays = 0
      let gets = 0
      for (let b = bid.from; b < bid.to; b++) {
        const units = bid.units[b] * share[first + b]
        const money = units * price[first + b]
        if (b < STEPS) bought += units
        else sold += units
        if (money > 0) pays += money
        else gets -= money
      }
      bought = Math.floor(bought)
      sold = Math.ceil(sold)
      pays = Math.ceil(pays)
      gets = Math.floor(gets)
      const held = level[row] + bought - sold
      level[row] = spec.compute ? bought : Math.min(held, capacity[row])
      wallet[i] += gets - pays
      tally.bought[index] += bought
      tally.sold[index] += sold
      tally.spilled[index] += held - level[row]
      tally.held[index] += level[row]
      tally.paid[index] += pays
      tally.earned[index] += gets
    }
  }
}

/** Adds up what the threads have counted; the treasury gets what is left of tokens. */
export function settleStocks({ tables, lanes }: World): void {
  const { stockTotals, stockMarket } = tables
  if (tables.stocks.level.length === 0) return
  addUp(
    stockTotals,
    lanes.map(({ stockTally }) => stockTally),
  )
  const left = sumOf(stockTotals.paid) - stockMarket.raised[0] + stockMarket.earned[0] - sumOf(stockTotals.earned)
  transfer(tables, 'stockRounding', left)
}
