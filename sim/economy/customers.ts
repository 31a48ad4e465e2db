/** The customers' side of a scenario: groups, and which of the slower rules are in use at all. */
import type { Scenario } from '../scenario/schema.ts'
import { type CustomerGroup, customerGroups } from './groups.ts'

/** What follows from the scenario for customers. */
export interface CustomerSide {
  readonly groups: readonly CustomerGroup[]
  /** Whether any customer can leave, has a budget, has a reservation price that its queries meet. */
  readonly leaving: boolean
  readonly budgets: boolean
  readonly reserves: boolean
  /** Whether anybody pays by validating, so that bytes are counted. */
  readonly reciprocal: boolean
}

/** What follows from the scenario for its customers. */
export function customerSide(scenario: Scenario): CustomerSide {
  const { customers } = scenario
  const subscribing = scenario.terms.plan.rule === 'subscription'
  return {
    groups: customerGroups(scenario),
    leaving:
      subscribing || customers.some(({ loyalty: { patience } }) => patience.kind !== 'constant' || patience.value > 0),
    budgets: customers.some(({ budget, reciprocity }) => budget !== undefined || reciprocity !== undefined),
    reciprocal: isReciprocal(scenario),
    reserves: !subscribing && customers.some(({ reservation }) => reservation !== undefined),
  }
}

/** Whether any customer pays by validating. */
export const isReciprocal = ({ customers }: Scenario) => customers.some(({ reciprocity }) => reciprocity !== undefined)
