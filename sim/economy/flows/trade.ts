/** Flows of trade: swaps with pools, the bots’ other legs outside, and priority fees. */
import type { Flow } from '../accounts.ts'

export const TRADE_FLOWS = {
  swapTokens: {
    from: 'arbitrageurs',
    to: 'pools',
    currency: 'token',
    doc: 'tokens that bots sell to pools',
    back: 'swapPurchase',
  },
  swapProceeds: {
    from: 'pools',
    to: 'arbitrageurs',
    currency: 'dollar',
    doc: 'dollars that pools pay for tokens',
    back: 'swapDollars',
  },
  swapDollars: {
    from: 'arbitrageurs',
    to: 'pools',
    currency: 'dollar',
    doc: 'dollars that bots pay to pools',
    back: 'swapProceeds',
  },
  swapPurchase: {
    from: 'pools',
    to: 'arbitrageurs',
    currency: 'token',
    doc: 'tokens that bots buy from pools',
    back: 'swapTokens',
  },
  hedgeSale: {
    from: 'arbitrageurs',
    to: 'exchange',
    currency: 'token',
    doc: 'tokens that bots sell outside',
    back: 'hedgePurchase',
  },
  hedgeProceeds: {
    from: 'exchange',
    to: 'arbitrageurs',
    currency: 'dollar',
    doc: 'dollars that bots get outside for tokens',
    back: 'hedgePayment',
  },
  hedgePurchase: {
    from: 'exchange',
    to: 'arbitrageurs',
    currency: 'token',
    doc: 'tokens that bots buy outside',
    back: 'hedgeSale',
  },
  hedgePayment: {
    from: 'arbitrageurs',
    to: 'exchange',
    currency: 'dollar',
    doc: 'dollars that bots pay outside for tokens',
    back: 'hedgeProceeds',
  },
  priorityFee: { from: 'arbitrageurs', to: 'escrow', currency: 'token', doc: 'priority fees of the bots that won' },
  losingFee: {
    from: 'arbitrageurs',
    to: 'escrow',
    currency: 'token',
    doc: 'what bots pay whose bids lost: all-pay bids, reverted trades',
  },
  priorityOperators: { from: 'escrow', to: 'operators', currency: 'token', doc: 'operators’ share of priority fees' },
  priorityStakers: { from: 'escrow', to: 'stakers', currency: 'token', doc: 'stakers’ share of priority fees' },
  priorityBurn: { from: 'escrow', to: 'burned', currency: 'token', doc: 'burned share of priority fees' },
  priorityTreasury: {
    from: 'escrow',
    to: 'treasury',
    currency: 'token',
    doc: 'treasury’s share of priority fees, and roundings',
  },
  prize: {
    from: 'outside',
    to: 'arbitrageurs',
    currency: 'dollar',
    doc: 'what prizes are worth to those who win them',
  },
  arbitrageCost: { from: 'arbitrageurs', to: 'suppliers', currency: 'dollar', doc: 'cost of running bots' },
} as const satisfies Record<string, Flow>
