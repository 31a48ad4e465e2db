/** Everything that events.csv tells of. Events in the sense of the calendar, which make things happen, are in `events.ts`. */

/** Every kind, with what it means. */
export const HAPPENINGS = {
  entry: 'an operator enters the market',
  exit: 'an operator leaves it',
  bond: 'stake is put up',
  slash: 'stake is slashed',
  jail: 'an operator is jailed',
  release: 'it may be selected again',
  outage: 'a node goes down',
  repair: 'it is up again',
  shock: 'a shock begins',
  'node added': 'an operator grows by a node',
  'node retired': 'it shrinks by one',
  proposal: 'a proposal is put to the vote',
  passed: 'it has won',
  rejected: 'it has lost',
  enacted: 'it takes effect',
  refused: 'it passed and cannot take effect',
  auction: 'guarantees of the next period are sold',
  shortage: 'fewer slots are offered than were to be sold',
  'guarantee broken': 'slots of a sovereign are not served',
  'guarantee kept': 'all of them are again',
  refund: 'operators cannot pay all that tickets have granted',
  attack: 'an attack begins or ends',
  cheat: 'a cheat is found out',
  trade: 'a bot trades with a pool or from pool to pool',
  prize: 'a bot wins a prize',
  'bot entry': 'a bot comes',
  'bot exit': 'a bot leaves',
  dispute: 'a state of a payment channel that was not the latest was published',
} as const

export interface Happening {
  /** Time, s. */
  readonly time: number
  readonly kind: keyof typeof HAPPENINGS
  readonly subject: string
  readonly detail: string
}
