/** Who can hold money, in which currencies, and what a flow of it is. */

/** Currencies that are one for the whole economy. The coins of chains, each a currency of its own, are in `coin-ledger.ts`. */
export const CURRENCIES = ['token', 'dollar'] as const
export type Currency = (typeof CURRENCIES)[number]

/** Micro-units, in which the books count, in a unit of the report. */
export const MICRO = 1e6

/** Every account, with what it stands for. `mint`, `exchange` and `outside` are the rest of the world and may go below zero. */
const HOLDERS = {
  customers: 'customers, prosumers among them',
  operators: 'operators, apart from their stakes',
  stakes: 'stakes of operators',
  delegators: 'delegators, apart from what they delegate',
  delegations: 'tokens delegated to operators',
  stakers: 'stakers’ share of fees and rewards before it is paid out',
  sovereigns: 'sovereigns who buy guarantees',
  arbitrageurs: 'arbitrage bots',
  pools: 'pools of tokens and dollars',
  bridges: 'tokens under way from one chain to another',
  relayers: 'those who run bridges',
  treasury: 'treasury of the protocol',
  providers: 'data providers',
  builders: 'builders of public quality, paid by grants',
  reciprocity: 'pool from which validating prosumers are paid',
  escrow: 'fees between charge and settlement; empty between ticks',
  consumers: 'consumers of resources',
  producers: 'producers of resources',
  carriers: 'carriers of resources between regions, and makers of one of another',
  stores: 'keepers of stores',
  agents: 'agents, apart from what they have put into channels and bonds',
  principals: 'principals, who give agents their tasks',
  issuers: 'issuers of compute credits',
  channels: 'deposits in payment channels',
  bonds: 'stakes and bonds of agreements between agents',
  advertisers: 'advertisers and buyers of data',
  suppliers: 'suppliers of hardware, energy and work',
  legacy: 'the legacy provider',
  exchange: 'the outside market for tokens',
  outside: 'everybody else',
  mint: 'where tokens come from',
  burned: 'where tokens end',
} as const

export type Account = keyof typeof HOLDERS
export const ACCOUNTS = Object.keys(HOLDERS) as readonly Account[]
/** What each account stands for. */
export const ACCOUNT_DOCS: Readonly<Record<Account, string>> = HOLDERS

/** Accounts that may owe: money comes into the economy from them. */
export const MAY_OWE: readonly Account[] = ['mint', 'exchange', 'outside']

/** A purpose for which money moves. */
export interface Flow {
  readonly from: Account
  readonly to: Account
  readonly currency: Currency | 'coin'
  readonly doc: string
  /** Purpose of what runs the other way where a trader only turns its money over. */
  readonly back?: string
}
