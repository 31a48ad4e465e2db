/**
 * Settlement: what the tick's races cost and earned becomes movements of money, once a tick.
 *
 * Every share is rounded down to whole micro-tokens and the treasury takes what the roundings leave, so fees in equal
 * fees out.
 */
import { balanceOf, transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'

/** Pays operators `from` to before `to` for the races that their nodes won and verified. */
export function payOperators(world: World, from: number, to: number): void {
  const { tables, scenario, verifiers } = world
  const { fee: shares } = scenario.market
  const { paid, verified } = world.totals.nodeTally
  const { wallet, fees, earned, firstNode, mostNodes } = tables.operators
  const winnerShare = shares.operators * (verifiers > 0 ? scenario.market.winner : 1)
  const verifierShare = verifiers > 0 ? (shares.operators * (1 - scenario.market.winner)) / verifiers : 0
  let winning = 0
  let verifying = 0
  for (let o = from; o < to; o++) {
    let won = 0
    let checked = 0
    for (let i = firstNode[o]; i < firstNode[o] + mostNodes[o]; i++) {
      won += Math.floor(paid[i] * winnerShare)
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

/** Charges customers, returns refunds, pays treasury, providers and stakers, and burns; operators have been paid. */
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
  transfer(tables, 'refund', refunds[0])
  const net = charged[0] - refunds[0]

  // Shares may sum to a hair more than 1 in floating point: nobody gets more than is left.
  const left = net - winning - verifying
  const providers = Math.min(left, Math.floor(net * shares.providers))
  const stakers = Math.min(left - providers, Math.floor(net * shares.stakers))
  const burn = Math.min(left - providers - stakers, Math.floor(net * shares.burn))
  transfer(tables, 'winning', winning)
  transfer(tables, 'verifying', verifying)
  transfer(tables, 'providerShare', providers)
  transfer(tables, 'stakerShare', stakers)
  transfer(tables, 'feeBurn', burn)
  transfer(tables, 'treasuryShare', left - providers - stakers - burn)
  payStakers(world)

  transfer(tables, 'income', legacyFees[0])
  transfer(tables, 'legacyFee', legacyFees[0])
}

/** Customers' purchases: what those without a budget spent, and the income of those with one. */
function buyTokens({ tables, scenario }: World, spent: number): void {
  const tokens = spent + tables.market.income[0]
  const dollars = Math.ceil(tokens * scenario.token.price)
  transfer(tables, 'income', dollars)
  transfer(tables, 'purchasePayment', dollars)
  transfer(tables, 'purchase', tokens)
}

/** Pays the stakers' account out in proportion to stake; what the rounding leaves waits for the next tick. */
function payStakers({ tables }: World): void {
  const { state, stake, wallet, earned } = tables.operators
  const pot = balanceOf(tables, 'stakers', 'token')
  let total = 0
  for (let o = 0; o < stake.length; o++) if (state[o] === STATE.active) total += stake[o]
  if (total === 0 || pot === 0) return
  let paid = 0
  for (let o = 0; o < stake.length; o++) {
    if (state[o] !== STATE.active || stake[o] === 0) continue
    const reward = Math.floor(pot * (stake[o] / total))
    wallet[o] += reward
    earned[o] += reward
    paid += reward
  }
  transfer(tables, 'stakeReward', paid)
}
