/** Flows that only a company's terms know: subscriptions, advertising, refunds by ticket; and what cheats gain. */
import type { Flow } from '../accounts.ts'

export const ORDER_FLOWS = {
  subscription: { from: 'customers', to: 'operators', currency: 'dollar', doc: 'subscriptions' },
  advertising: {
    from: 'outside',
    to: 'advertisers',
    currency: 'dollar',
    doc: 'budgets of advertisers and data buyers',
  },
  attention: {
    from: 'advertisers',
    to: 'operators',
    currency: 'dollar',
    doc: 'what is paid for customers’ attention and data',
  },
  ticketRefund: { from: 'operators', to: 'customers', currency: 'token', doc: 'refunds granted after a ticket' },
  cheating: { from: 'outside', to: 'operators', currency: 'dollar', doc: 'what operators gain outside by cheating' },
} as const satisfies Record<string, Flow>
