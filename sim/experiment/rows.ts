/** Every row of a comparison, in the order of the report. */
import type { Observed } from './observe.ts'
import { DECENTRALIZATION } from './rows/decentralization.ts'
import { FUNDING } from './rows/funding.ts'
import type { Row } from './rows/row.ts'
import { WELFARE } from './rows/welfare.ts'

export const ROWS: readonly Row[] = [...DECENTRALIZATION, ...FUNDING, ...WELFARE]

/** Values of the rows in a run, NaN where a row was not measured. */
export function rowsOf(run: Observed): number[] {
  return ROWS.map(({ value }) => {
    const measured = value(run)
    return Number.isFinite(measured) ? measured : NaN
  })
}
