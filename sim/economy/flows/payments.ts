/** Flows of payments between agents. What agents pay each other stays in their account; what the ledger takes does not. */
import type { Flow } from '../accounts.ts'

export const PAYMENT_FLOWS = {
  ledgerFee: { from: 'agents', to: 'treasury', currency: 'token', doc: 'fees of agents’ transactions' },
  ledgerBurn: { from: 'agents', to: 'burned', currency: 'token', doc: 'their burned share' },
  rewardReturn: { from: 'agents', to: 'principals', currency: 'token', doc: 'rewards given back for want of data' },
} as const satisfies Record<string, Flow>
