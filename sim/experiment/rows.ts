/** Every row of a comparison, in the order of the report. */
import type { Scenario } from '../scenario/schema.ts'
import type { Observed } from './observe.ts'
import { agentRows } from './rows/agents.ts'
import { DECENTRALIZATION } from './rows/decentralization.ts'
import { FUNDING } from './rows/funding.ts'
import type { Row } from './rows/row.ts'
import { WELFARE } from './rows/welfare.ts'

/** Rows of a market of operators and customers. */
export const MARKET_ROWS: readonly Row[] = [...DECENTRALIZATION, ...FUNDING, ...WELFARE]

/** The rows of a scenario: those of its agents, and those of its market if it has one. */
export function rowsOf(scenario: Scenario): readonly Row[] {
  const market = scenario.operators.length > 0 || scenario.customers.length > 0
  return [...(market ? MARKET_ROWS : []), ...agentRows(scenario)]
}

/** Values of a run's rows by their keys; one that was not measured is missing. */
export function valuesOf(run: Observed): Readonly<Record<string, number>> {
  return Object.fromEntries(
    rowsOf(run.scenario)
      .map(({ key, value }) => [key, value(run)] as const)
      .filter(([, value]) => Number.isFinite(value)),
  )
}
