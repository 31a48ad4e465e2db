/** The token's price: pools that set it, shocks that reach it, budgets that buy at the price that they count on. */
import type { Checks } from './check.ts'

export const exchangeChecks: Checks = ({ token, trade: { chains, pools, bots }, shocks, customers }, { fault }) => {
  const { rule } = token.pricing
  const isHome = (chain: string) => chain === '' || chain === chains[0]?.name
  if (rule === 'pools' && !pools.some(({ chain, quote }) => isHome(chain) && quote === 'dollars'))
    fault(['token', 'pricing'], 'expected pools of dollars at home in trade.pools for "pools", got none')
  const budgeted = customers.findIndex(({ budget, chain }) => budget !== undefined && isHome(chain))
  if (rule === 'pools' && budgeted >= 0)
    fault(
      ['customers', budgeted, 'budget'],
      'expected no budget with token.pricing "pools": a budget buys the tokens of a tick at the price of the start',
    )
  for (const [i, { kind }] of shocks.entries()) {
    if (kind !== 'price') continue
    if (rule === 'quantity')
      fault(
        ['shocks', i],
        'expected no shock of the price with token.pricing "quantity", where it follows from spending',
      )
    if (rule === 'pools' && bots.length === 0)
      fault(['shocks', i], 'expected bots with token.pricing "pools", which no price from outside reaches without them')
  }
}
