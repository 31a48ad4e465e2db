/** Flows of payment channels: what the ledger sees of them. Payments over them move nothing between accounts. */
import type { Flow } from '../accounts.ts'

export const CHANNEL_FLOWS = {
  channelDeposit: {
    from: 'agents',
    to: 'channels',
    currency: 'token',
    doc: 'what agents lock in channels',
    back: 'channelSettlement',
  },
  channelSettlement: {
    from: 'channels',
    to: 'agents',
    currency: 'token',
    doc: 'what channels pay out as they close',
    back: 'channelDeposit',
  },
  channelPenalty: {
    from: 'channels',
    to: 'agents',
    currency: 'token',
    doc: 'what those who published a state that was not the latest lose to the other end',
  },
  channelFee: {
    from: 'agents',
    to: 'treasury',
    currency: 'token',
    doc: 'fees for opening, closing and topping up channels',
  },
  channelFeeBurn: { from: 'agents', to: 'burned', currency: 'token', doc: 'the part of them that is burned' },
} as const satisfies Record<string, Flow>
