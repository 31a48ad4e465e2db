/** Flows of the protocol: tolls, burns, mints, buy-backs, grants, and what delegators put up and get. */
import type { Flow } from '../accounts.ts'

export const PROTOCOL_FLOWS = {
  tollBurn: { from: 'escrow', to: 'burned', currency: 'token', doc: 'burned part of the tolls' },
  tollTreasury: { from: 'escrow', to: 'treasury', currency: 'token', doc: 'treasury’s part of the tolls' },
  workReward: { from: 'mint', to: 'operators', currency: 'token', doc: 'tokens minted for work done' },
  stakeMint: { from: 'mint', to: 'stakers', currency: 'token', doc: 'tokens minted for stakers' },
  treasuryMint: { from: 'mint', to: 'treasury', currency: 'token', doc: 'tokens minted for the treasury' },
  providerMint: { from: 'mint', to: 'providers', currency: 'token', doc: 'tokens minted for data providers' },
  tollSale: { from: 'treasury', to: 'exchange', currency: 'token', doc: 'tolls that the treasury sells for dollars' },
  tollProceeds: {
    from: 'exchange',
    to: 'treasury',
    currency: 'dollar',
    doc: 'dollars that the treasury gets for tolls',
  },
  buyback: { from: 'exchange', to: 'treasury', currency: 'token', doc: 'tokens that the treasury buys back' },
  buybackPayment: { from: 'treasury', to: 'exchange', currency: 'dollar', doc: 'dollars paid for tokens bought back' },
  buybackBurn: { from: 'treasury', to: 'burned', currency: 'token', doc: 'tokens bought back and burned' },
  grant: { from: 'treasury', to: 'builders', currency: 'token', doc: 'grants voted' },
  grantSale: { from: 'builders', to: 'exchange', currency: 'token', doc: 'tokens that builders sell' },
  grantProceeds: { from: 'exchange', to: 'builders', currency: 'dollar', doc: 'dollars that builders get for tokens' },
  building: { from: 'builders', to: 'suppliers', currency: 'dollar', doc: 'what building public quality costs' },
  delegation: { from: 'delegators', to: 'delegations', currency: 'token', doc: 'tokens delegated' },
  undelegation: { from: 'delegations', to: 'delegators', currency: 'token', doc: 'delegations free after unbonding' },
  delegatorReward: {
    from: 'stakers',
    to: 'delegators',
    currency: 'token',
    doc: 'delegators’ part of the stakers’ share, commission taken off',
  },
  delegationSlashBurn: { from: 'delegations', to: 'burned', currency: 'token', doc: 'slashed delegations, burned' },
  delegationSlashTreasury: {
    from: 'delegations',
    to: 'treasury',
    currency: 'token',
    doc: 'slashed delegations, to the treasury',
  },
} as const satisfies Record<string, Flow>
