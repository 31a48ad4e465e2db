/** Claims: times in order, and at least one bound. */
import type { Checks } from './check.ts'

export const claimChecks: Checks = ({ claims }, { fault }) => {
  for (const [i, { from, to, least, most }] of claims.entries()) {
    if (to !== undefined && to <= from) fault(['claims', i, 'to'], 'expected a time after the start of the claim')
    if (least === undefined && most === undefined) fault(['claims', i], 'expected "least" or "most", got neither')
    if (least !== undefined && most !== undefined && least > most)
      fault(['claims', i, 'least'], `expected at most ${most}, got ${least}`)
  }
}
