/** Self-taxation: shares that must sum to one, one mint at a time, tolls that customers can see, budgets that hold. */
import { type Checks, round } from './check.ts'

export const taxationChecks: Checks = ({ protocol, classes, customers, token }, { fault }) => {
  const shares = Object.values(protocol.rewards).reduce((sum, share) => sum + share, 0)
  if (Math.abs(shares - 1) > 1e-9) fault(['protocol', 'rewards'], `expected shares that sum to 1, got ${round(shares)}`)
  if (protocol.burn.rule === 'burn-and-mint' && protocol.mint.schedule !== 'none')
    fault(
      ['protocol', 'mint'],
      `expected no schedule with protocol.burn.rule "burn-and-mint", which has a mint of its own, got "${protocol.mint.schedule}"`,
    )
  const budgeted = customers.findIndex(({ budget }) => budget !== undefined)
  if (budgeted < 0) return
  if (protocol.burn.rule === 'base-fee')
    for (const [i, { price, gas }] of classes.entries())
      if (price === 0 && gas > 0)
        fault(
          ['classes', i, 'price'],
          'expected more than 0 with a base fee and customers with a budget, who compare prices with their purse, got 0',
        )
  if (token.pricing.rule === 'quantity')
    fault(
      ['customers', budgeted, 'budget'],
      'expected no budget with token.pricing "quantity": a budget buys the tokens of a tick at the price of the start',
    )
}
