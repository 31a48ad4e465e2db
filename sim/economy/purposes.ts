/**
 * What a random draw is for: the last word of its counter. Two purposes never share a number, so a new rule leaves
 * the draws of all others in place. Numbers are never reused; new ones are added at the end.
 */
export const PURPOSE = {
  arrival: 1,
  selection: 2,
  race: 3,
  tie: 5,
  failure: 6,
  repair: 7,
  reprice: 8,
  entry: 9,
  comeback: 10,
  hazard: 11,
  trace: 12,
  detection: 13,
  ring: 14,
  ringHome: 15,
  vote: 16,
  delegate: 17,
  incident: 18,
  auctionTie: 19,
  ban: 20,
  ticket: 21,
  experiment: 22,
  exploration: 23,
  validation: 24,
  attack: 25,
  conduct: 26,
  turnout: 27,
  reference: 28,
  bid: 29,
  block: 30,
  /** Populations: one purpose a parameter, from here on. */
  population: 1000,
} as const

/** Order of the drawn parameters: the place is part of the draws' purpose, so new ones are added at the end. */
const DRAWN = [
  'nodes',
  'price',
  'wallet',
  'dollars',
  'stake',
  'fixedCost',
  'queryCost',
  'servers',
  'buffer',
  'accuracy',
  'performance',
  'accuracyScore',
  'uptime',
  'weight',
  'quality',
  'scale',
  'shape',
  'failEvery',
  'repairTime',
  'rate',
  'reservation',
  'customerWallet',
  'budget',
  'patience',
  'appeal',
  'commission',
  'delegated',
  'slotValue',
  'bandwidthValue',
  'capacity',
  'discount',
  'delegatorWallet',
  'botWallet',
  'botDollars',
] as const
export type Drawn = (typeof DRAWN)[number]

/** Purpose of the draws of a population's parameter. */
export const drawnPurpose = (name: Drawn) => PURPOSE.population + DRAWN.indexOf(name)
