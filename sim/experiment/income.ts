/** Who pays: the operators' income by the kind of payer from whom it comes, and what of it the costs take. */
import { FLOWS, PURPOSES, type Purpose } from '../economy/flows.ts'
import type { Observed } from './observe.ts'

/** Income of operators, and of builders of what they share, in dollars of a run. */
export interface Income {
  readonly users: number
  readonly sovereigns: number
  readonly advertisers: number
  /** Arbitrage bots, by priority fees. */
  readonly arbitrageurs: number
  /** Newly minted tokens, and grants of the treasury. */
  readonly protocol: number
}

/** Income by payer. Stakers' rewards are those of users, sovereigns and the mint in the proportion in which they fill the pot. */
export function incomeOf({ moved }: Observed): Income {
  const pot = moved.stakerShare + moved.slotStakers + moved.stakeMint + moved.priorityStakers
  const rewards = pot > 0 ? moved.stakeReward / pot : 0
  return {
    users: moved.winning + moved.verifying + moved.subscription - moved.ticketRefund + rewards * moved.stakerShare,
    sovereigns: moved.slotEarning - moved.compensation - moved.compensationStake + rewards * moved.slotStakers,
    advertisers: moved.attention,
    arbitrageurs: moved.priorityOperators + rewards * moved.priorityStakers,
    protocol: moved.workReward + moved.building + rewards * moved.stakeMint,
  }
}

export const sumOf = ({ users, sovereigns, advertisers, arbitrageurs, protocol }: Income) =>
  users + sovereigns + advertisers + arbitrageurs + protocol

/** What suppliers were paid for the network (USD): running bots is no part of it. */
export const costOf = ({ moved }: Observed) => received(moved, 'suppliers') - moved.arbitrageCost

/** What users paid for queries, refunds taken off: fees, tolls among them, and subscriptions (USD). */
export const paymentsOf = ({ moved }: Observed) => moved.fee - moved.refund - moved.ticketRefund + moved.subscription

function received(moved: Observed['moved'], account: string): number {
  return PURPOSES.reduce((sum, purpose: Purpose) => sum + (FLOWS[purpose].to === account ? moved[purpose] : 0), 0)
}

/** Share of the costs that a payer bears: of all income where that is larger, so that shares and the owners' sum to 1. */
export function bears(run: Observed, payer: keyof Income): number {
  const income = incomeOf(run)
  return income[payer] / Math.max(sumOf(income), costOf(run))
}

/** Share of the costs that no income covers, so that owners bear it. */
export function ownersBear(run: Observed): number {
  return Math.max(0, 1 - sumOf(incomeOf(run)) / costOf(run))
}
