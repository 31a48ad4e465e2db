/** Flows of the exchange where it passes orders on to pools: what sellers and buyers give, and what comes back. */
import type { Flow } from '../accounts.ts'

export const EXCHANGE_FLOWS = {
  routedTokens: {
    from: 'exchange',
    to: 'pools',
    currency: 'token',
    doc: 'tokens of sellers that go on to pools',
    back: 'routedPurchase',
  },
  routedProceeds: {
    from: 'pools',
    to: 'exchange',
    currency: 'dollar',
    doc: 'dollars that pools pay for them',
    back: 'routedDollars',
  },
  routedDollars: {
    from: 'exchange',
    to: 'pools',
    currency: 'dollar',
    doc: 'dollars of buyers that go on to pools',
    back: 'routedProceeds',
  },
  routedPurchase: {
    from: 'pools',
    to: 'exchange',
    currency: 'token',
    doc: 'tokens that pools give for them',
    back: 'routedTokens',
  },
} as const satisfies Record<string, Flow>
