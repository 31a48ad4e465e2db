/** The colour of every account: the same on both sides of a picture, in every picture, on light and on dark paper. */
const COLORS: Readonly<Record<string, string>> = {
  customers: '#3b7dd8',
  operators: '#e0812b',
  stakes: '#c9a227',
  delegators: '#8a6fd1',
  delegations: '#b08fe0',
  stakers: '#a0703c',
  sovereigns: '#1f9e9e',
  arbitrageurs: '#b3452f',
  pools: '#3f8f8a',
  bridges: '#6c7fd8',
  relayers: '#a58a2f',
  treasury: '#2e9e5b',
  providers: '#7fb03a',
  builders: '#c2577a',
  reciprocity: '#4fb0c6',
  escrow: '#8d96a3',
  consumers: '#4c94c9',
  producers: '#c77f3f',
  carriers: '#8b6b3d',
  stores: '#6f9a3e',
  agents: '#7b4fc9',
  principals: '#4a86b8',
  issuers: '#b8863b',
  channels: '#3f9fb5',
  bonds: '#9f6fa8',
  advertisers: '#d45d9e',
  suppliers: '#9a5f50',
  legacy: '#66728a',
  exchange: '#5667c4',
  outside: '#7a8594',
  mint: '#57b894',
  burned: '#d64541',
}

/** Colour of an account; grey for one that has none. */
export function partyColor(account: string): string {
  return COLORS[account] ?? '#888888'
}
