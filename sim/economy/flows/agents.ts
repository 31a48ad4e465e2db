/** Flows of agents: what principals give them, and what they pay for compute and for staying awake. */
import type { Flow } from '../accounts.ts'

export const AGENT_FLOWS = {
  principalIncome: { from: 'outside', to: 'principals', currency: 'dollar', doc: 'dollars that principals bring in' },
  principalPayment: {
    from: 'principals',
    to: 'exchange',
    currency: 'dollar',
    doc: 'dollars that principals pay for tokens',
  },
  principalPurchase: { from: 'exchange', to: 'principals', currency: 'token', doc: 'tokens that principals buy' },
  stipend: { from: 'principals', to: 'agents', currency: 'token', doc: 'stipends of agents' },
  agentMint: { from: 'mint', to: 'agents', currency: 'token', doc: 'tokens minted for agents’ work' },
  taskReward: { from: 'principals', to: 'agents', currency: 'token', doc: 'what agents get for tasks done' },
  taskDelay: { from: 'agents', to: 'principals', currency: 'token', doc: 'what agents pay for tasks that wait' },
  taskPenalty: {
    from: 'agents',
    to: 'principals',
    currency: 'token',
    doc: 'what agents pay for tasks lost after their deadline or not done well',
  },
  creditPurchase: { from: 'agents', to: 'issuers', currency: 'token', doc: 'compute credits bought ahead' },
  spotPurchase: { from: 'agents', to: 'issuers', currency: 'token', doc: 'compute bought on the spot' },
  creditFee: { from: 'agents', to: 'treasury', currency: 'token', doc: 'fees of purchases of compute credits' },
  creditFeeBurn: { from: 'agents', to: 'burned', currency: 'token', doc: 'share of these fees that is burned' },
  creditHolding: { from: 'agents', to: 'issuers', currency: 'token', doc: 'what holding compute credits costs' },
  issuerSale: { from: 'issuers', to: 'exchange', currency: 'token', doc: 'tokens that issuers of credits sell' },
  issuerProceeds: { from: 'exchange', to: 'issuers', currency: 'dollar', doc: 'dollars that issuers get for tokens' },
  computeCost: { from: 'issuers', to: 'suppliers', currency: 'dollar', doc: 'what issuers pay for machines' },
  agentSale: { from: 'agents', to: 'exchange', currency: 'token', doc: 'tokens that agents sell for their upkeep' },
  agentProceeds: { from: 'exchange', to: 'agents', currency: 'dollar', doc: 'dollars that agents get for tokens' },
  agentUpkeep: { from: 'agents', to: 'suppliers', currency: 'dollar', doc: 'what staying awake costs agents' },
} as const satisfies Record<string, Flow>
