/** Pricing from experience: its occasions and prices are the rule's own. */
import { type Checks, sellers } from './check.ts'

export const pricingChecks: Checks = (scenario, { fault }) => {
  for (const { group, path } of sellers(scenario)) {
    const { pricing, repricing } = group
    const place = [...path, 'repricing']
    if (pricing.rule === 'q-learning' && !(pricing.low < pricing.high))
      fault([...path, 'pricing', 'low'], 'expected less than the highest price, got as much or more')
    if ((pricing.rule === 'q-learning' || pricing.rule === 'monopoly') && repricing.inertia !== 0)
      fault(
        [...place, 'inertia'],
        `expected 0 with ${pricing.rule}, which posts what it tries, got ${repricing.inertia}`,
      )
    if (pricing.rule === 'monopoly' && repricing.every !== 0)
      fault([...place, 'every'], `expected 0 with monopoly, whose own period counts, got ${repricing.every} s`)
    if (pricing.rule === 'monopoly' && repricing.chance !== 1)
      fault([...place, 'chance'], `expected 1 with monopoly, whose periods are even, got ${repricing.chance}`)
  }
}
