/** Theory of conduct: the slash at which cheating stops to pay. */
import type { Prediction } from '../../measure/output.ts'
import { criticalSlash } from '../../measure/theory/deterrence.ts'
import { boundary } from '../metrics/conduct.ts'
import type { World } from '../world.ts'

/**
 * The critical slash where one group has the choice and some of it cheat, at the income of the two operators next to the
 * boundary. What is measured is known to lie between their slashes: that is its interval.
 */
export function conductPredictions(world: World): Prediction[] {
  const { income, slash } = world.tables.conduct
  const [rule, another] = world.groups.flatMap(({ spec: { conduct } }) =>
    conduct.rule === 'opportunist' ? [conduct] : [],
  )
  const { cheat, honest } = boundary(world)
  if (!rule || another || cheat < 0 || honest < 0) return []
  const gain = rule.gain * rule.period
  const expected = criticalSlash({ ...rule, gain, income: (income[cheat] + income[honest]) / 2 }) / 1e6
  const [low, high] = [slash[cheat] / 1e6, slash[honest] / 1e6]
  const source = 'one-shot deviation, Abreu 1988'
  return [{ name: 'critical_slash', unit: 'USD', expected, measured: (low + high) / 2, low, high, source }]
}
