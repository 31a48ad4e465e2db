/** Negotiation: buyers look for sellers, and both make offers until one is taken or time is up. */
import { block, WORDS } from '../../../engine/random.ts'
import { PURPOSE } from '../../purposes.ts'
import type { World } from '../../world.ts'
import { AGENT } from '../tables.ts'
import { type AgreementMarket, agentOf, isPosted, postedPrice, stakeOf } from './markets.ts'
import { concession, proposersPart, respondersLeast } from './offers.ts'
import { bestTerms, expectedLoss, type Prospect } from './prospects.ts'
import { trustIn } from './reputation.ts'
import { SIDE, STAGE } from './tables.ts'

const words = new Int32Array(4)

/** A bid that is below an ask, or a part below what is asked, by less than a micro-token or this part of the pie meets it. */
const ROUNDED = 1e-12
const within = (pie: number) => 1 + ROUNDED * Math.abs(pie)

/** Buyers without agreements turn to sellers, and all who bargain make the offers that they have time for. */
export function negotiate(world: World): void {
  const { tables, agreements } = world
  if (agreements.length === 0) return
  for (const column of Object.values(tables.agreementTotals)) column.fill(0)
  for (const [m, market] of agreements.entries()) {
    const { first, count } = market.buyers
    const queue = lots(world, market)
    for (const lot of queue) seek(world, market, m, first + (lot % count))
    for (const lot of queue) bargain(world, market, m, first + (lot % count))
  }
}

/** Buyers without agreements in an order drawn by lot, for sellers serve who comes first. */
function lots({ tables, key, tick }: World, { buyers: { first, count } }: AgreementMarket): Float64Array {
  const { stage } = tables.agreements
  const { lot } = tables.agreementQueue
  let n = 0
  for (let b = first; b < first + count; b++) {
    if (stage[b] !== STAGE.seeking && stage[b] !== STAGE.bargaining) continue
    block(words, key, 0, b, tick, PURPOSE.seekOrder)
    // 29 bits of lot and a number below 2^24 are a whole number that a double holds.
    lot[n++] = (words[0] >>> 3) * count + (b - first)
  }
  return lot.subarray(0, n).sort()
}

/** Buyer `b` looks at a few sellers drawn at random and turns to the best of those who have time for it. */
function seek(world: World, market: AgreementMarket, m: number, b: number): void {
  const { tables, key, tick } = world
  const { spec, buyers, sellers } = market
  const own = tables.agreements
  if (own.stage[b] !== STAGE.seeking) return
  if (tables.agents.state[agentOf(buyers, b)] !== AGENT.awake) return
  const hidden = spec.negotiation.rule === 'concession'
  let found: { s: number; terms: Prospect; merit: number } | undefined
  for (let k = 0; k < spec.buyers.candidates; k++) {
    if (k % 4 === 0) block(words, key, k >> 2, b, tick, PURPOSE.candidate)
    const s = sellers.first + Math.floor(((words[k % 4] >>> 0) / WORDS) * sellers.count)
    if (!isFree(world, market, s)) continue
    const terms = bestTerms(world, market, b, s)
    if (!terms) continue
    const merit = hidden ? trustIn(world, market, s) : meritOf(world, market, b, s, terms)
    if (merit >= 0 && (!found || merit > found.merit)) found = { s, terms, merit }
  }
  if (!found) return
  block(words, key, 0, b, tick, PURPOSE.opener)
  own.opener[b] = openerOf(market, words[0])
  own.stage[b] = STAGE.bargaining
  own.seller[b] = found.s
  own.level[b] = found.terms.level
  own.penalty[b] = found.terms.penalty
  own.highest[b] = found.terms.highest
  own.lowest[b] = found.terms.lowest
  own.began[b] = world.start
  own.round[b] = 0
  tables.agreementSellers.open[found.s]++
  if (isPosted(market)) {
    tables.agreementTotals.offers[m]++
    sign(world, market, m, b, Math.round(postedPrice(market)))
  }
}

/** Whether seller `s` is awake, has time for one more and can lock the stake. */
function isFree({ tables }: World, market: AgreementMarket, s: number): boolean {
  const agent = agentOf(market.sellers, s)
  const { state, wallet } = tables.agents
  const able = wallet[agent] >= stakeOf(market)
  return able && state[agent] === AGENT.awake && tables.agreementSellers.open[s] < market.spec.sellers.capacity
}

/** What buyer `b` would look for: its gain under posted terms that both accept, else what there is to share; below 0 where there is no deal. */
function meritOf(world: World, market: AgreementMarket, b: number, s: number, { highest, lowest }: Prospect): number {
  const buyersOutside = world.tables.agreements.outside[b]
  const sellersOutside = world.tables.agreementSellers.outside[s]
  if (!isPosted(market)) return highest - lowest - buyersOutside - sellersOutside
  const price = postedPrice(market)
  return price - lowest < sellersOutside ? -1 : highest - price - buyersOutside
}

function openerOf({ spec: { negotiation } }: AgreementMarket, word: number): number {
  if (!('first' in negotiation) || negotiation.first === 'lot') return word & 1
  return SIDE[negotiation.first]
}

/** Buyer `b` and its seller make the offers that fall into the tick. */
function bargain(world: World, market: AgreementMarket, m: number, b: number): void {
  const { tables, end } = world
  const { negotiation } = market.spec
  const own = tables.agreements
  if (own.stage[b] !== STAGE.bargaining) return
  const pause = 'offer' in negotiation ? negotiation.offer : 0
  while (own.stage[b] === STAGE.bargaining && own.began[b] + own.round[b] * pause < end) {
    const price = makeOffer(world, market, b)
    tables.agreementTotals.offers[m]++
    own.round[b]++
    if (price === 'over') fail(world, m, b)
    else if (price !== 'rejected') sign(world, market, m, b, Math.round(price))
  }
}

/** The next offer of buyer `b` or its seller: the price where it is taken, "over" where it was the last. */
function makeOffer(world: World, { spec }: AgreementMarket, b: number): number | 'rejected' | 'over' {
  const { tables } = world
  const { negotiation } = spec
  const own = tables.agreements
  const s = own.seller[b]
  const highest = own.highest[b]
  const lowest = own.lowest[b]
  const pie = highest - lowest
  const round = own.round[b]
  const buying = (own.opener[b] === SIDE.buyer) === (round % 2 === 0)
  if (negotiation.rule === 'nash') {
    const [mine, yours] = [own.outside[b], tables.agreementSellers.outside[s]]
    return highest - mine - negotiation.power * (pie - mine - yours)
  }
  if (negotiation.rule === 'alternating') {
    const part = (value: number) => (pie > 0 ? value / pie : 0)
    const buyer = { discount: own.discount[b], outside: part(own.outside[b]) }
    const seller = {
      discount: tables.agreementSellers.discount[s],
      outside: part(tables.agreementSellers.outside[s]),
    }
    const [proposer, responder] = buying ? [buyer, seller] : [seller, buyer]
    const left = (negotiation.deadline ?? Infinity) - round - 1
    const kept = proposersPart(proposer, responder, left) * pie
    if (pie - kept >= respondersLeast(responder, proposer, left) * pie - within(pie))
      return buying ? highest - kept : lowest + kept
    return left > 0 ? 'rejected' : 'over'
  }
  if (negotiation.rule !== 'concession') throw new RangeError(`agreements: no offers are made by "${negotiation.rule}"`)
  const { opening, buyerExponent, sellerExponent } = negotiation
  const [patience, sellersPatience] = [own.patience[b], tables.agreementSellers.patience[s]]
  const bid = (at: number) => highest * (opening + (1 - opening) * concession(at, patience, buyerExponent))
  const ask = (at: number) => lowest * (1 + (1 / opening - 1) * (1 - concession(at, sellersPatience, sellerExponent)))
  // Who has run out of patience is gone; who responds takes what is no worse than its own next offer.
  if (round >= (buying ? patience : sellersPatience)) return 'over'
  if (buying) return bid(round) >= ask(round + 1) - within(pie) ? bid(round) : 'rejected'
  return ask(round) <= bid(round + 1) + within(pie) ? ask(round) : 'rejected'
}

/** The negotiation of buyer `b` ends without an agreement. */
function fail({ tables }: World, m: number, b: number): void {
  tables.agreements.stage[b] = STAGE.seeking
  tables.agreementSellers.open[tables.agreements.seller[b]]--
  tables.agreementTotals.failed[m]++
}

/** Buyer `b` and its seller agree on a price; the seller locks its stake, or there is no agreement after all. */
function sign(world: World, market: AgreementMarket, m: number, b: number, price: number): void {
  const { tables, tick } = world
  const own = tables.agreements
  const agent = agentOf(market.sellers, own.seller[b])
  const stake = stakeOf(market)
  if (tables.agents.wallet[agent] < stake) {
    fail(world, m, b)
    return
  }
  tables.agents.wallet[agent] -= stake
  own.stake[b] = stake
  own.stage[b] = STAGE.served
  own.price[b] = Math.max(0, price)
  own.ends[b] = tick + market.duration
  const loss = expectedLoss(market, own.penalty[b])
  own.threat[b] = loss.broken - loss.kept
  own.strikes[b] = 0
  tables.agreementTotals.signed[m]++
  tables.agreementTotals.locked[m] += stake
}
