/** Agreements: who seeks, bargains and serves whom on which terms. An agreement is a row of its buyer. */
import { f64, table, u8, u32 } from '../../../engine/memory.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { agreementMarkets } from './markets.ts'

/** What a buyer is doing. */
export const STAGE = { seeking: 0, bargaining: 1, served: 2, leaving: 3 } as const

/** Who makes an offer. */
export const SIDE = { buyer: 0, seller: 1 } as const

export function agreementTables(scenario: Scenario) {
  const markets = agreementMarkets(scenario)
  const buyers = markets.reduce((sum, market) => sum + market.buyers.count, 0)
  const sellers = markets.reduce((sum, market) => sum + market.sellers.count, 0)
  return {
    agreements: table(buyers, {
      value: f64('micro-token', 'value of a period of perfect service to the buyer'),
      delay: f64('micro-token/s', 'what a second of latency takes from it'),
      discount: f64('1', 'what a deal in the next round is worth to the buyer in this one'),
      outside: f64('micro-token', 'what the buyer has of a period without an agreement'),
      patience: f64('1', 'rounds of offers after which the buyer walks away'),
      stage: u8('1', '0 seeking, 1 bargaining, 2 served, 3 leaving as soon as there is a verdict'),
      seller: u32('1', 'row of the seller'),
      level: u8('1', 'quality that is promised: number of the level'),
      penalty: f64('micro-token', 'penalty of a period in which the terms are broken'),
      threat: f64('micro-token', 'what the seller expects to save in verdicts by a period in which it keeps them'),
      highest: f64('micro-token', 'price at which a period is worth nothing to the buyer'),
      lowest: f64('micro-token', 'price at which a period is worth nothing to the seller'),
      price: f64('micro-token', 'price of a period'),
      opener: u8('1', 'who makes the first offer: 0 the buyer, 1 the seller'),
      began: f64('s', 'when bargaining began'),
      round: u32('1', 'offers made'),
      ends: u32('tick', 'tick before which service ends'),
      stake: f64('micro-token', 'what the seller has locked'),
      bond: f64('micro-token', 'bond of the claim that is being judged'),
      claimed: u8('1', '1 while a claim is being judged, 2 where the terms were broken'),
      due: u32('tick', 'tick of the verdict'),
      strikes: u8('1', 'penalties so far'),
    }),
    agreementSellers: table(sellers, {
      cost: f64('micro-token', 'cost of a period without effort'),
      speed: f64('micro-token', 'cost of effort for each time faster'),
      nine: f64('micro-token', 'cost of effort for each nine of accuracy more'),
      fastest: f64('s', 'lowest latency that it can deliver'),
      failure: f64('1', 'probability that effort is in vain'),
      discount: f64('1', 'what a deal in the next round is worth in this one'),
      outside: f64('micro-token', 'what it has of a period without an agreement'),
      patience: f64('1', 'rounds of offers after which it walks away'),
      opportunist: u8('1', '1 where it makes no effort when that pays'),
      open: u32('1', 'agreements that it bargains for or keeps'),
      kept: f64('1', 'what counts for it: kept periods, or its score'),
      broken: f64('1', 'what counts against it: broken periods, or 1 less its score'),
    }),
    agreementReports: table(
      sellers,
      { kept: f64('1', 'periods seen as kept'), broken: f64('1', 'periods seen as broken') },
      { scratch: true },
    ),
    agreementQueue: table(
      markets.reduce((most, market) => Math.max(most, market.buyers.count), 0),
      { lot: f64('1', 'lot of a buyer times the number of buyers, and its number') },
      { scratch: true },
    ),
    agreementTotals: table(markets.length, AGREEMENT_COLUMNS, { scratch: true }),
  }
}

/** What is counted of a market in a tick. */
const AGREEMENT_COLUMNS = {
  signed: f64('1', 'agreements signed'),
  failed: f64('1', 'negotiations that ended without one'),
  offers: f64('1', 'offers made in negotiations that ended'),
  periods: f64('1', 'periods of service'),
  prices: f64('micro-token', 'prices paid'),
  penalties: f64('micro-token', 'penalties promised, over periods'),
  threats: f64('micro-token', 'what breaches were to cost in verdicts more than kept periods, over periods'),
  latency: f64('s', 'latency promised, over periods'),
  accuracy: f64('1', 'accuracy promised, over periods'),
  pie: f64('micro-token', 'what both were to gain, over periods'),
  gain: f64('micro-token', 'what the buyer was to gain, over periods'),
  worth: f64('micro-token', 'what service was worth'),
  cost: f64('micro-token', 'what service cost'),
  shirked: f64('1', 'periods without effort'),
  broken: f64('1', 'periods in which the terms were broken'),
  disputes: f64('1', 'claims made'),
  verdicts: f64('1', 'claims judged'),
  innocent: f64('1', 'claims upheld though the terms had been kept'),
  acquitted: f64('1', 'claims rejected though the terms had been broken'),
  guilty: f64('1', 'claims judged where the terms had been broken'),
  paid: f64('micro-token', 'penalties paid'),
  damages: f64('micro-token', 'penalties that buyers got'),
  buyerFees: f64('micro-token', 'bonds that buyers lost'),
  sellerFees: f64('micro-token', 'what sellers lost for judgements'),
  treasury: f64('micro-token', 'penalties that the treasury got'),
  burned: f64('micro-token', 'penalties that were burned'),
  locked: f64('micro-token', 'stakes locked'),
  released: f64('micro-token', 'stakes released'),
  bonds: f64('micro-token', 'bonds of claims'),
  bondsReturned: f64('micro-token', 'bonds returned'),
} as const
