/** Trees: the cheapest ways of all agents to a payee by the fees alone, kept from payment to payment. */
import type { World } from '../../world.ts'
import { EVERYBODY, MOST_HOPS, type Quest, search } from './search.ts'
import { NO_SIDE } from './tables.ts'

/** Number of channels where there is no way. */
export const FAR = 255

const quest: Quest = {
  from: EVERYBODY,
  to: 0,
  amount: 0,
  hops: MOST_HOPS,
  funded: false,
  avoided: -1,
  compass: -1,
  leastFee: 0,
}

/** Whether all agents ask the same for passing a payment on: the cheapest way is then the shortest, whatever is paid. */
export function asksAlike({ scenario }: World): boolean {
  const { base, share } = scenario.agents.channels.routing
  return base.kind === 'constant' && share.kind === 'constant'
}

/** First row of the branches of the tree of payee `to` for payments of `amount`; -1 where no trees are kept. */
export function treeOf(world: World, to: number, amount: number): number {
  const { routeTrees, routeBranches, routeLabels, routeSearch } = world.tables
  const trees = routeTrees.payee.length
  if (trees === 0) return -1
  const agents = routeLabels.side.length
  const slot = to % trees
  const row = slot * agents
  const paid = asksAlike(world) ? 0 : amount
  if (routeTrees.payee[slot] === to + 1 && routeTrees.amount[slot] === paid) return row
  quest.to = to
  quest.amount = amount
  search(world, quest)
  const { search: labelled, side, hops } = routeLabels
  const last = routeSearch.count[0]
  for (let v = 0; v < agents; v++) {
    const reached = labelled[v] === last
    routeBranches.side[row + v] = reached && v !== to ? side[v] : NO_SIDE
    routeBranches.hops[row + v] = reached ? hops[v] : FAR
  }
  routeTrees.payee[slot] = to + 1
  routeTrees.amount[slot] = paid
  return row
}
