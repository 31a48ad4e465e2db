/** What became of a node's answer: the numbers of VERDICT in `race-tables.ts`. */
export const CORRECT: u8 = 0
export const MISSING: u8 = 1
export const CAUGHT: u8 = 2
export const PASSED: u8 = 3
