/**
 * Prospects: what a period under some terms is worth to a buyer and costs a seller, whether an opportunist would make the
 * effort, and which terms are worth most to both together.
 */
import type { World } from '../../world.ts'
import { type AgreementMarket, isPosted } from './markets.ts'
import { brokenNews, trustIn } from './reputation.ts'

/** Terms as both look at them before they bargain for the price. */
export interface Prospect {
  readonly level: number
  /** micro-token */
  readonly penalty: number
  /** Highest price of a period that the buyer would pay, and lowest that the seller would take, micro-token. */
  readonly highest: number
  readonly lowest: number
}

/** A gain below this is a rounding error, micro-token. */
const NOTHING = 0.5

/** What a period of quality `level` is worth to buyer `b`, micro-token. */
export function worthOf({ tables }: World, { levels }: AgreementMarket, b: number, level: number): number {
  const { latency, accuracy } = levels[level]
  const { value, delay } = tables.agreements
  return Math.max(0, Math.round(value[b] * accuracy - delay[b] * latency))
}

/** What a period of quality `level` costs seller `s`, micro-token. */
export function costOf({ tables }: World, { levels }: AgreementMarket, s: number, level: number): number {
  const { speed, nines } = levels[level]
  const own = tables.agreementSellers
  return own.cost[s] + own.speed[s] * speed + own.nine[s] * nines
}

/** Whether it pays to claim a penalty by one who is sure that the terms were broken. */
export function claims({ spec, upheldBroken, damages }: AgreementMarket, penalty: number): boolean {
  return upheldBroken * damages * penalty > (1 - upheldBroken) * spec.disputes.bond
}

/** What a seller expects to lose by verdicts in a period that it breaks, and in one that it keeps, micro-token. */
export function expectedLoss(market: AgreementMarket, penalty: number): { broken: number; kept: number } {
  if (!claims(market, penalty)) return { broken: 0, kept: 0 }
  const { monitoring, disputes } = market.spec
  const lost = penalty + disputes.bond
  return {
    broken: monitoring.detection * market.upheldBroken * lost,
    kept: monitoring.falseAlarms * market.upheldKept * lost,
  }
}

/**
 * Whether effort does not pay for seller `s` in a period for buyer `b`: it costs more than it saves in verdicts (`threat`,
 * micro-token) and in reputation. Effort that may fail saves less.
 */
export function shirks(
  world: World,
  market: AgreementMarket,
  b: number,
  s: number,
  level: number,
  threat: number,
): boolean {
  const { detection, falseAlarms } = market.spec.monitoring
  const effort = costOf(world, market, s, level) - costOf(world, market, s, 0)
  const name = (detection - falseAlarms) * standing(world, market, b, s, level)
  return effort > (1 - world.tables.agreementSellers.failure[s]) * (threat + name)
}

/** What it costs a seller that one more of its periods is seen as broken: what buyer `b` would pay less from then on. */
function standing(world: World, market: AgreementMarket, b: number, s: number, level: number): number {
  if (market.spec.sellers.foresight === 0) return 0
  return brokenNews(world, market, s) * (worthOf(world, market, b, level) - worthOf(world, market, b, 0))
}

function prospect(world: World, market: AgreementMarket, b: number, s: number, level: number, penalty: number) {
  const { spec, upheldBroken, upheldKept, damages } = market
  const { detection, falseAlarms } = spec.monitoring
  const { bond } = spec.disputes
  const { failure, opportunist } = world.tables.agreementSellers
  const loss = expectedLoss(market, penalty)
  const tempted = shirks(world, market, b, s, level, loss.broken - loss.kept)
  const posted = isPosted(market)
  const name = posted && opportunist[s] ? standing(world, market, b, s, level) : 0
  const broken = loss.broken + detection * name
  const kept = loss.kept + falseAlarms * name
  // An opportunist bargains as if it were honest, not to be known; posted terms it takes for what it will make of them.
  const lowest =
    posted && tempted && opportunist[s]
      ? costOf(world, market, s, 0) + broken
      : costOf(world, market, s, level) + failure[s] * broken + (1 - failure[s]) * kept
  // Whom the terms deter is trusted as far as its effort goes; where limits are private nobody knows who is.
  const open = spec.negotiation.rule !== 'concession'
  const trust = open && !tempted ? 1 - failure[s] : trustIn(world, market, s)
  const claiming = claims(market, penalty)
  const afterBroken = claiming ? detection * (upheldBroken * damages * penalty - (1 - upheldBroken) * bond) : 0
  const afterKept = claiming ? falseAlarms * (upheldKept * damages * penalty - (1 - upheldKept) * bond) : 0
  const highest =
    trust * (worthOf(world, market, b, level) + afterKept) + (1 - trust) * (worthOf(world, market, b, 0) + afterBroken)
  return { level, penalty, highest, lowest }
}

/** The terms between buyer `b` and seller `s` that are worth most to both together, the lowest penalty of equals; undefined where it can promise nothing. */
export function bestTerms(world: World, market: AgreementMarket, b: number, s: number): Prospect | undefined {
  const { fastest } = world.tables.agreementSellers
  let best: Prospect | undefined
  for (const level of market.promises) {
    if (market.levels[level].latency < fastest[s]) continue
    for (const penalty of market.penalties) {
      const terms = prospect(world, market, b, s, level, penalty)
      if (!best || terms.highest - terms.lowest > best.highest - best.lowest + NOTHING) best = terms
    }
  }
  return best
}
