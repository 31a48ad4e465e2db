/** Checks between parameters: names that must exist, shares that must sum to one, rules that exclude each other. */
import type { z } from 'zod'
import type { ScenarioShape } from '../schema.ts'
import { agentChecks } from './consistency/agents.ts'
import { agreementChecks } from './consistency/agreements.ts'
import { attackChecks } from './consistency/attacks.ts'
import { chainChecks } from './consistency/chains.ts'
import { channelChecks } from './consistency/channels.ts'
import { type Checks, type Contradiction, checkInto } from './consistency/check.ts'
import { claimChecks } from './consistency/claims.ts'
import { creditChecks } from './consistency/credits.ts'
import { customerChecks } from './consistency/customers.ts'
import { exchangeChecks } from './consistency/exchange.ts'
import { forecastChecks } from './consistency/forecasts.ts'
import { governanceChecks } from './consistency/governance.ts'
import { marketChecks } from './consistency/market.ts'
import { operatorChecks } from './consistency/operators.ts'
import { patronChecks } from './consistency/patrons.ts'
import { paymentChecks } from './consistency/payments.ts'
import { plannerChecks } from './consistency/planner.ts'
import { pricingChecks } from './consistency/pricing.ts'
import { resourceChecks } from './consistency/resources.ts'
import { stakingChecks } from './consistency/staking.ts'
import { stockChecks } from './consistency/stocks.ts'
import { surroundingChecks } from './consistency/surroundings.ts'
import { taxationChecks } from './consistency/taxation.ts'
import { termChecks } from './consistency/terms.ts'
import { tradeChecks } from './consistency/trade.ts'

const CHECKS: readonly Checks[] = [
  agentChecks,
  agreementChecks,
  attackChecks,
  chainChecks,
  channelChecks,
  claimChecks,
  creditChecks,
  customerChecks,
  exchangeChecks,
  forecastChecks,
  governanceChecks,
  marketChecks,
  operatorChecks,
  patronChecks,
  paymentChecks,
  plannerChecks,
  pricingChecks,
  resourceChecks,
  stakingChecks,
  stockChecks,
  surroundingChecks,
  taxationChecks,
  termChecks,
  tradeChecks,
]

/** Every contradiction in a normalised scenario. */
export function contradictions(scenario: ScenarioShape): readonly Contradiction[] {
  const found: Contradiction[] = []
  for (const check of CHECKS) check(scenario, checkInto(found))
  return found
}

/** Adds an issue to `context` for every contradiction in `scenario`. */
export function consistent(scenario: ScenarioShape, context: z.core.$RefinementCtx<ScenarioShape>): void {
  for (const { path, message } of contradictions(scenario))
    context.addIssue({ code: 'custom', path: [...path], message })
}
