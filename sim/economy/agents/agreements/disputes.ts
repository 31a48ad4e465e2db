/** Disputes: a claim is backed by a bond, judged by a jury that may err, and settled from stake and bond. */
import { block } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import { PURPOSE } from '../../purposes.ts'
import type { World } from '../../world.ts'
import { type AgreementMarket, agentOf, stakeOf } from './markets.ts'
import { STAGE } from './tables.ts'

const words = new Int32Array(4)

/** What a claim says of the terms, in truth: kept or broken. */
const CLAIM = { none: 0, kept: 1, broken: 2 } as const

/** Buyer `b` claims a penalty, if it can pay the bond. */
export function claim(world: World, market: AgreementMarket, m: number, b: number, broken: boolean): void {
  const { tables, tick } = world
  const own = tables.agreements
  const bond = Math.round(market.spec.disputes.bond)
  const buyer = agentOf(market.buyers, b)
  if (tables.agents.wallet[buyer] < bond) return
  tables.agents.wallet[buyer] -= bond
  own.bond[b] = bond
  own.claimed[b] = broken ? CLAIM.broken : CLAIM.kept
  own.due[b] = tick + market.judging
  tables.agreementTotals.disputes[m]++
  tables.agreementTotals.bonds[m] += bond
}

/** The jury decides on the claim of buyer `b`; the loser pays for it, the seller fills its stake up again or leaves. */
export function judge(world: World, market: AgreementMarket, m: number, b: number): void {
  const { tables } = world
  const { spec } = market
  const { wallet } = tables.agents
  const own = tables.agreements
  const totals = tables.agreementTotals
  const buyer = agentOf(market.buyers, b)
  const seller = agentOf(market.sellers, own.seller[b])
  const broken = own.claimed[b] === CLAIM.broken
  const upheld = isUpheld(world, market, b, broken)
  const bond = own.bond[b]
  totals.verdicts[m]++
  if (broken) totals.guilty[m]++
  if (upheld && !broken) totals.innocent[m]++
  if (!upheld && broken) totals.acquitted[m]++
  own.claimed[b] = CLAIM.none
  own.bond[b] = 0
  if (!upheld) {
    totals.buyerFees[m] += bond
    return
  }
  const penalty = own.penalty[b]
  const treasury = Math.floor(penalty * spec.disputes.treasury)
  const burned = Math.floor(penalty * spec.disputes.burn)
  own.stake[b] -= penalty + bond
  wallet[buyer] += penalty - treasury - burned + bond
  totals.paid[m] += penalty
  totals.damages[m] += penalty - treasury - burned
  totals.treasury[m] += treasury
  totals.burned[m] += burned
  totals.sellerFees[m] += bond
  totals.bondsReturned[m] += bond
  const missing = stakeOf(market) - own.stake[b]
  if (++own.strikes[b] >= (spec.buyers.strikes ?? Infinity) || wallet[seller] < missing) {
    own.stage[b] = STAGE.leaving
  } else if (own.stage[b] === STAGE.served) {
    wallet[seller] -= missing
    own.stake[b] += missing
    totals.locked[m] += missing
  }
}

/** Whether the majority of the judges finds that buyer `b` is right. */
function isUpheld({ key, tick }: World, { spec }: AgreementMarket, b: number, broken: boolean): boolean {
  const { jury, falsePositives, falseNegatives } = spec.disputes
  const votesBroken = broken ? 1 - falseNegatives : falsePositives
  let votes = 0
  for (let judge = 0; judge < jury; judge++) {
    if (judge % 4 === 0) block(words, key, judge >> 2, b, tick, PURPOSE.juror)
    if (unit(words[judge % 4]) < votesBroken) votes++
  }
  return 2 * votes > jury
}
