/**
 * When one thing may be called faster than another: only here, so that no table says it more lightly than another.
 *
 * On a machine shared with others two medians always differ. The intervals of both have to be clear of each other by
 * three hundredths, which is what the placing of code in memory alone can do.
 */
import { LEVEL, type Spread } from './spread.ts'

export type Verdict = 'faster' | 'slower' | 'not told apart' | 'too few runs'

/** Factor between the nearer ends of two intervals from which they are clear of each other. */
export const CLEAR = 1.03

/** Whether what costs `a` is faster than what costs `b` (time a thing, so that less is faster). */
export function verdict(a: Spread, b: Spread): Verdict {
  if (Math.min(a.level, b.level) < LEVEL) return 'too few runs'
  if (a.interval[1] * CLEAR < b.interval[0]) return 'faster'
  if (b.interval[1] * CLEAR < a.interval[0]) return 'slower'
  return 'not told apart'
}
