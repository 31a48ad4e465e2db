/** Flows between chains: what customers pay for tokens there, and tokens that cross bridges. */
import type { Flow } from '../accounts.ts'

export const CHAIN_FLOWS = {
  coinPayment: { from: 'customers', to: 'exchange', currency: 'dollar', doc: 'dollars that customers pay for coins' },
  remoteDollars: {
    from: 'customers',
    to: 'pools',
    currency: 'dollar',
    doc: 'dollars that customers on other chains pay to pools for tokens',
  },
  remotePurchase: {
    from: 'pools',
    to: 'customers',
    currency: 'token',
    doc: 'tokens that customers on other chains buy from pools',
  },
  remittance: {
    from: 'customers',
    to: 'bridges',
    currency: 'token',
    doc: 'tokens that customers send over bridges',
    back: 'remittanceArrival',
  },
  remittanceArrival: {
    from: 'bridges',
    to: 'customers',
    currency: 'token',
    doc: 'tokens that reach customers over bridges',
    back: 'remittance',
  },
  rebalancing: {
    from: 'arbitrageurs',
    to: 'bridges',
    currency: 'token',
    doc: 'tokens that bots send over bridges',
    back: 'rebalancingArrival',
  },
  rebalancingArrival: {
    from: 'bridges',
    to: 'arbitrageurs',
    currency: 'token',
    doc: 'tokens that reach bots over bridges',
    back: 'rebalancing',
  },
  bridgeFee: { from: 'bridges', to: 'relayers', currency: 'token', doc: 'fees of bridges, to those who run them' },
  bridgeToll: { from: 'bridges', to: 'treasury', currency: 'token', doc: 'fees of bridges, to the treasury' },
  botCoinPayment: {
    from: 'arbitrageurs',
    to: 'exchange',
    currency: 'dollar',
    doc: 'dollars that bots pay for coins',
    back: 'botCoinProceeds',
  },
  botCoinProceeds: {
    from: 'exchange',
    to: 'arbitrageurs',
    currency: 'dollar',
    doc: 'dollars that bots get for coins',
    back: 'botCoinPayment',
  },
} as const satisfies Record<string, Flow>
