/** Tables of the terms: no rows where the scenario leaves them alone. */
import { f64, table } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { mayBar } from './bans.ts'

interface Sizes {
  readonly operators: number
  readonly customers: number
}

export const orderTables = (scenario: Scenario, { operators, customers }: Sizes) => {
  const { refunds, plan } = scenario.terms
  return {
    termIncome: table(
      operators,
      { dollars: f64('micro-dollar', 'what terms bring in this tick besides fees, refunds by ticket taken off') },
      { scratch: true },
    ),
    tickets: table(refunds.rule === 'ticket' ? operators : 0, {
      sold: f64('micro-token', 'fees for winning and verifying since the start'),
    }),
    subscriptions: table(plan.rule === 'subscription' ? customers : 0, {
      worth: f64('micro-token/query', 'what a query is worth to the customer'),
      until: f64('s', 'when its plan ends; infinite: no notice is given'),
    }),
    bans: table(mayBar(scenario) ? customers : 0, { until: f64('s', 'when the customer’s last ban ends') }),
  }
}

/** What a thread counts of the plans of a tick, by group of customers, in whole numbers. */
export const planTables = ({ terms, customers }: Scenario) => ({
  plans: table(terms.plan.rule === 'subscription' ? customers.length : 0, {
    payers: f64('1', 'customers who pay for a plan'),
    worth: f64(
      'micro-token/day',
      'what the queries of the subscribers who are here are worth to them at their base rate',
    ),
  }),
})
