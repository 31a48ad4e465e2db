/**
 * Parts of a turbulent scenario, for tests: operators who fail, reprice, invest, expand, go broke and leave, customers who
 * stay away and come back, and shocks. Tests choose how many there are, and what else goes on.
 */

/** Two regions, two classes of queries, and rules by which operators leave, stake and are slashed. */
export const surroundings = {
  regions: [{ name: 'east' }, { name: 'west' }],
  network: { between: '0.05 s' },
  classes: [{ name: 'small' }, { name: 'large', work: 4, price: 5, sla: '0.4 s' }],
  exit: { patience: '4 s' },
  staking: { minimum: '5000 token', cooldown: '9 s' },
  slashing: { grace: '1 s', least: 1 },
}

/** Operators who are wrong now and then, fail, look for a better price and grow. */
export const node = {
  name: 'node',
  nodes: 2,
  accuracy: 0.9,
  fixedCost: '0.0001 USD/s',
  wallet: { uniform: ['0.01 token', '300 token'] },
  latency: { law: 'lognormal', median: '0.15 s', sigma: 0.8 },
  failure: { every: '6 s', repair: '2 s' },
  pricing: { rule: 'best-response' },
  investment: 'marginal',
  expansion: { rule: 'utilisation', every: '3 s', low: 0.1, high: 0.3, most: 4 },
}

/** How often `node` looks for a better price, and how far it goes. */
export const repricing = { chance: 0.7, inertia: 0.2 }

/** Operators whom nobody selects and who cannot pay their costs for long. */
export const broke = {
  name: 'broke',
  weight: 0,
  wallet: '0.004 token',
  fixedCost: '0.001 USD/s',
  pricing: 'undercut',
}

/** Customers who ask less when the price is high. */
export const customer = {
  name: 'customer',
  rate: '1.5/s',
  elasticity: 0.5,
  reservation: { uniform: ['0.0005 token/query', '0.01 token/query'] },
  mix: [
    { class: 'small', share: 0.7 },
    { class: 'large', share: 0.3 },
  ],
}

/** How `customer` leaves and comes back, but for its patience. */
export const loyalty = { memory: 3, comeback: '0.3/s' }

/** A region goes dark; while it is coming back, there is twice the demand. */
export const shocks = [
  { kind: 'outage', at: '7.3 s', lasts: '3 s', region: 'west' },
  { kind: 'demand', at: '9 s', lasts: '4 s', factor: 2 },
]
