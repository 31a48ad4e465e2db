/** Flows of agreements between agents: what service is paid, what it is worth and costs, stakes, bonds and penalties. */
import type { Flow } from '../accounts.ts'

export const AGREEMENT_FLOWS = {
  serviceWorth: {
    from: 'principals',
    to: 'agents',
    currency: 'token',
    doc: 'what service that agents bought is worth to their principals',
  },
  serviceCost: {
    from: 'agents',
    to: 'suppliers',
    currency: 'dollar',
    doc: 'what service costs the agents who sell it',
  },
  stakeLock: { from: 'agents', to: 'bonds', currency: 'token', doc: 'stakes that sellers lock for agreements' },
  stakeRelease: { from: 'bonds', to: 'agents', currency: 'token', doc: 'what is left of them in the end' },
  claimBond: { from: 'agents', to: 'bonds', currency: 'token', doc: 'bonds of claims' },
  claimReturn: { from: 'bonds', to: 'agents', currency: 'token', doc: 'bonds of claims that were upheld' },
  penalty: { from: 'bonds', to: 'agents', currency: 'token', doc: 'penalties that buyers get' },
  penaltyShare: { from: 'bonds', to: 'treasury', currency: 'token', doc: 'share of penalties for the treasury' },
  penaltyBurn: { from: 'bonds', to: 'burned', currency: 'token', doc: 'share of penalties that is burned' },
  disputeFee: { from: 'bonds', to: 'treasury', currency: 'token', doc: 'what losers of disputes pay for judgements' },
} as const satisfies Record<string, Flow>
