/** Flows of patrons: sovereigns, who pay for guarantees, and prosumers, who pay by validating. */
import type { Flow } from '../accounts.ts'

export const PATRON_FLOWS = {
  sovereignIncome: { from: 'outside', to: 'sovereigns', currency: 'dollar', doc: 'dollars that sovereigns bring in' },
  sovereignPayment: {
    from: 'sovereigns',
    to: 'exchange',
    currency: 'dollar',
    doc: 'dollars that sovereigns pay for tokens',
  },
  sovereignPurchase: { from: 'exchange', to: 'sovereigns', currency: 'token', doc: 'tokens that sovereigns buy' },
  slotFee: { from: 'sovereigns', to: 'escrow', currency: 'token', doc: 'price of guaranteed slots' },
  bandwidthFee: { from: 'sovereigns', to: 'escrow', currency: 'token', doc: 'price of dedicated bandwidth' },
  slotEarning: { from: 'escrow', to: 'operators', currency: 'token', doc: 'operators’ share of what sovereigns pay' },
  slotTreasury: { from: 'escrow', to: 'treasury', currency: 'token', doc: 'treasury’s share of what sovereigns pay' },
  slotProviders: { from: 'escrow', to: 'providers', currency: 'token', doc: 'providers’ share of what sovereigns pay' },
  slotStakers: { from: 'escrow', to: 'stakers', currency: 'token', doc: 'stakers’ share of what sovereigns pay' },
  slotBurn: { from: 'escrow', to: 'burned', currency: 'token', doc: 'burned share of what sovereigns pay' },
  compensation: {
    from: 'operators',
    to: 'sovereigns',
    currency: 'token',
    doc: 'compensation for broken guarantees, from wallets',
  },
  compensationStake: {
    from: 'stakes',
    to: 'sovereigns',
    currency: 'token',
    doc: 'compensation for broken guarantees, from stakes',
  },
  validationShare: { from: 'escrow', to: 'reciprocity', currency: 'token', doc: 'prosumers’ share of the fees' },
  validationReward: {
    from: 'reciprocity',
    to: 'customers',
    currency: 'token',
    doc: 'what prosumers earn by validating',
  },
  validationRest: {
    from: 'reciprocity',
    to: 'treasury',
    currency: 'token',
    doc: 'prosumers’ share for which nobody validated',
  },
  resale: { from: 'customers', to: 'exchange', currency: 'token', doc: 'tokens that customers sell' },
  resaleProceeds: {
    from: 'exchange',
    to: 'customers',
    currency: 'dollar',
    doc: 'dollars that customers get for tokens',
  },
  withdrawal: { from: 'customers', to: 'outside', currency: 'dollar', doc: 'dollars that customers take out' },
} as const satisfies Record<string, Flow>
