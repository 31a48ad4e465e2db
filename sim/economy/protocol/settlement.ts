/**
 * Settlement: what the tick's races cost and earned becomes movements of money, once a tick.
 *
 * Every share is rounded down to whole micro-tokens and the treasury takes what the roundings leave, so fees in equal
 * fees out.
 */
import { transfer } from '../ledger.ts'
import { buy } from '../trade/exchange.ts'
import type { World } from '../world.ts'
import { collectTaxes, keptPart } from './taxation.ts'

/** Pays operators `from` to before `to` for the races that their nodes won and verified. */
export function payOperators(world: World, from: number, to: number): void {
  const { tables, scenario, verifiers, taxation } = world
  const { fee: shares } = scenario.market
  const { paid, verified } = world.totals.nodeTally
  const kept = taxation.taxing ? tables.nodeTaxes.kept : paid
  const { wallet, fees, earned, firstNode, mostNodes } = tables.operators
  const winnerShare = shares.operators * (verifiers > 0 ? scenario.market.winner : 1)
  const seat = verifiers > 0 ? (shares.operators * (1 - scenario.market.winner)) / verifiers : 0
  const verifierShare = seat * keptPart(world)
  let winning = 0
  let verifying = 0
  for (let o = from; o < to; o++) {
    let won = 0
    let checked = 0
    for (let i = firstNode[o]; i < firstNode[o] + mostNodes[o]; i++) {
      won += Math.floor(kept[i] * winnerShare)
      checked += Math.floor(verified[i] * verifierShare)
    }
    fees[o] = won + checked
    earned[o] = won + checked
    wallet[o] += won + checked
    winning += won
    verifying += checked
  }
  tables.tally.winning[0] += winning
  tables.tally.verifying[0] += verifying
}

/** Charges customers, returns refunds, shares the rest out and burns; operators have been paid. */
export function settle(world: World): void {
  const { tables, scenario, lanes } = world
  const { fee: shares } = scenario.market
  const { fees: charged, refunds, spent, legacyFees } = tables.tally
  let winning = 0
  let verifying = 0
  for (const { tally } of lanes) {
    winning += tally.winning[0]
    verifying += tally.verifying[0]
  }

  buyTokens(world, spent[0])
  transfer(tables, 'fee', charged[0])
  const returned = world.refunded ? refunds[0] : 0
  transfer(tables, 'refund', returned)
  const net = charged[0] - returned - collectTaxes(world)

  // Shares may sum to a hair more than 1 in floating point: nobody gets more than is left.
  let left = net - winning - verifying
  const take = (share: number) => {
    const amount = Math.min(left, Math.floor(net * share))
    left -= amount
    return amount
  }
  transfer(tables, 'winning', winning)
  transfer(tables, 'verifying', verifying)
  transfer(tables, 'providerShare', take(shares.providers))
  transfer(tables, 'stakerShare', take(shares.stakers))
  transfer(tables, 'validationShare', take(shares.prosumers))
  transfer(tables, 'feeBurn', take(shares.burn))
  transfer(tables, 'treasuryShare', left)

  transfer(tables, 'income', legacyFees[0])
  transfer(tables, 'legacyFee', legacyFees[0])
}

/** Customers' purchases: what those without a budget spent, and the income of those with one. */
function buyTokens(world: World, spent: number): void {
  const { tables } = world
  const tokens = spent + tables.market.income[0]
  const dollars = buy(world, 'customers', tokens)
  transfer(tables, 'income', dollars)
  transfer(tables, 'purchasePayment', dollars)
  transfer(tables, 'purchase', tokens)
}
