/** Kinds of events in the calendar. An event is a kind, an agent and a number; its handler checks that it still applies. */
export const EVENT = {
  /** A node fails. */
  failure: 0,
  /** A node may be up again. */
  repaired: 1,
  /** A node may have been down for longer than is tolerated; the number is when it went down. */
  longOutage: 2,
  /** A shock of the scenario begins. */
  shock: 3,
  /** The stake of an operator that left is free. */
  unbond: 4,
  /** A query reaches its nodes (where queries stay in flight). */
  arrival: 5,
  /** A server ends a job (where queries stay in flight); the number is the job's end. */
  completion: 6,
  /** A delegation is free. */
  undelegate: 7,
  /** An operator is guilty of something worse than a wrong answer; the number says of what. */
  incident: 8,
  /** A jailed operator may come back. */
  release: 9,
  /** A refund granted after a ticket is due; the number is its amount. */
  refund: 10,
  /** A ban ends. */
  pardon: 11,
  /** A proposal takes its next step: it is put to the vote, counted or enacted. */
  ballot: 12,
  /** Tokens arrive over a bridge; the agent is the row of the transfer. */
  crossing: 20,
  /** The time of a payment channel is up; the number is that of its opening. */
  channelExpiry: 21,
  /** One end of a payment channel closes it; the number is that of its opening. */
  channelClosing: 22,
  /** The other end can no longer dispute that. */
  channelSettlement: 23,
  /** A transaction of a payment channel is on the ledger; the number says which. */
  channelLedger: 24,
} as const
