/** Service under agreements: the seller makes an effort or not, the buyer pays, watches, claims, and both part in the end. */
import { block } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import { sumOf } from '../../../measure/sum.ts'
import { transfer } from '../../ledger.ts'
import { PURPOSE } from '../../purposes.ts'
import { sell } from '../../trade/exchange.ts'
import type { World } from '../../world.ts'
import { fundPrincipals } from '../settlement.ts'
import { AGENT } from '../tables.ts'
import { claim, judge } from './disputes.ts'
import { type AgreementMarket, agentOf } from './markets.ts'
import { claims, costOf, shirks, worthOf } from './prospects.ts'
import { updateScores } from './reputation.ts'
import { STAGE } from './tables.ts'

const words = new Int32Array(4)

/** A period of every agreement: service, payment, claims and verdicts. */
export function keepAgreements(world: World): void {
  const { tables, agreements } = world
  if (agreements.length === 0) return
  const { stage, claimed, due } = tables.agreements
  for (const [m, market] of agreements.entries()) {
    const { first, count } = market.buyers
    for (let b = first; b < first + count; b++) {
      if (stage[b] === STAGE.served) serve(world, market, m, b)
      if (claimed[b] > 0 && due[b] <= world.tick) judge(world, market, m, b)
      if (stage[b] === STAGE.served || stage[b] === STAGE.leaving) part(world, market, m, b)
    }
    updateScores(world, market)
  }
  book(world)
}

/** A period of the agreement of buyer `b`; the agreement ends where one of the two is asleep or cannot pay. */
function serve(world: World, market: AgreementMarket, m: number, b: number): void {
  const { tables } = world
  const { wallet, state } = tables.agents
  const own = tables.agreements
  const totals = tables.agreementTotals
  const s = own.seller[b]
  const buyer = agentOf(market.buyers, b)
  const seller = agentOf(market.sellers, s)
  const price = own.price[b]
  const idle = Math.round(costOf(world, market, s, 0))
  const asleep = state[buyer] !== AGENT.awake || state[seller] !== AGENT.awake
  if (asleep || wallet[buyer] < price || wallet[seller] + price < idle) {
    own.stage[b] = STAGE.leaving
    return
  }
  wallet[buyer] -= price
  wallet[seller] += price
  const level = own.level[b]
  const effort = makesEffort(world, market, b)
  block(words, world.key, 0, b, world.tick, PURPOSE.agreedService)
  const delivered = effort && unit(words[0]) >= tables.agreementSellers.failure[s] ? level : 0
  const cost = effort ? Math.round(costOf(world, market, s, level)) : idle
  const worth = worthOf(world, market, b, delivered)
  wallet[seller] -= cost
  wallet[buyer] += worth
  const broken = delivered !== level
  const { detection, falseAlarms } = market.spec.monitoring
  const alarm = unit(words[1]) < (broken ? detection : falseAlarms)
  const seen = tables.agreementReports
  if (alarm) seen.broken[s]++
  else seen.kept[s]++
  totals.periods[m]++
  totals.prices[m] += price
  totals.penalties[m] += own.penalty[b]
  totals.threats[m] += own.threat[b]
  totals.latency[m] += market.levels[level].latency
  totals.accuracy[m] += market.levels[level].accuracy
  totals.pie[m] += own.highest[b] - own.lowest[b]
  totals.gain[m] += own.highest[b] - price
  totals.worth[m] += worth
  totals.cost[m] += cost
  if (!effort) totals.shirked[m]++
  if (broken) totals.broken[m]++
  if (alarm && own.claimed[b] === 0 && claims(market, own.penalty[b])) claim(world, market, m, b, broken)
}

/** Whether the seller of buyer `b` makes the effort of its promise. While a claim is judged no other can be made. */
function makesEffort(world: World, market: AgreementMarket, b: number): boolean {
  const { tables } = world
  const { level, seller, threat, claimed } = tables.agreements
  const s = seller[b]
  if (tables.agents.wallet[agentOf(market.sellers, s)] < Math.round(costOf(world, market, s, level[b]))) return false
  if (!tables.agreementSellers.opportunist[s]) return true
  return !shirks(world, market, b, s, level[b], claimed[b] > 0 ? 0 : threat[b])
}

/** Ends the agreement of buyer `b` when its time is over, or one of the two has left; not before the verdict of a claim. */
function part(world: World, market: AgreementMarket, m: number, b: number): void {
  const { tables, tick } = world
  const own = tables.agreements
  if (own.stage[b] === STAGE.served && tick + 1 < own.ends[b]) return
  own.stage[b] = STAGE.leaving
  if (own.claimed[b] > 0) return
  const s = own.seller[b]
  tables.agents.wallet[agentOf(market.sellers, s)] += own.stake[b]
  tables.agreementTotals.released[m] += own.stake[b]
  own.stake[b] = 0
  own.stage[b] = STAGE.seeking
  tables.agreementSellers.open[s]--
}

/** Books what agreements moved in the tick. What service is worth to a buyer its principal pays it; what it costs is sold for dollars. */
function book(world: World): void {
  const { tables } = world
  const totals = tables.agreementTotals
  const sum = (column: keyof typeof totals) => sumOf(totals[column])
  fundPrincipals(world, sum('worth'))
  transfer(tables, 'serviceWorth', sum('worth'))
  const cost = sum('cost')
  const dollars = sell(world, 'agents', cost)
  transfer(tables, 'agentSale', cost)
  transfer(tables, 'agentProceeds', dollars)
  transfer(tables, 'serviceCost', dollars)
  transfer(tables, 'stakeLock', sum('locked'))
  transfer(tables, 'claimBond', sum('bonds'))
  transfer(tables, 'penalty', sum('damages'))
  transfer(tables, 'penaltyShare', sum('treasury'))
  transfer(tables, 'penaltyBurn', sum('burned'))
  transfer(tables, 'disputeFee', sum('buyerFees') + sum('sellerFees'))
  transfer(tables, 'claimReturn', sum('bondsReturned'))
  transfer(tables, 'stakeRelease', sum('released'))
}
