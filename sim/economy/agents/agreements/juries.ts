/** Juries: judges who err alike and on their own, and decide by majority. */

/**
 * Probability that the majority of `judges` (an odd number) errs where each errs with probability `error`: the upper half of
 * the binomial law, of which Condorcet (1785) says that it falls with their number if each is right more often than not.
 */
export function majorityError(judges: number, error: number): number {
  const wrong = new Float64Array(judges + 1)
  wrong[0] = 1
  for (let n = 1; n <= judges; n++)
    for (let k = n; k >= 0; k--) wrong[k] = wrong[k] * (1 - error) + (k > 0 ? wrong[k - 1] * error : 0)
  return wrong.subarray((judges + 1) / 2).reduce((sum, p) => sum + p, 0)
}
