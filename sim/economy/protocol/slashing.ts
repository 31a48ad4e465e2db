/** Slashing: stake that a node's faults cost its operator and its delegators, and where it goes. */
import { moved, transfer } from '../ledger.ts'
import { happened, nameOf, nodeNumber, type World } from '../world.ts'
import { slashDelegators } from './delegation.ts'
import { jail } from './jail.ts'

/** Slashes for wrong answers: one incident a node and tick, when they are more than the tolerated share. */
export function slashWrongAnswers(world: World): void {
  const { wrong: share, tolerance, jail: term } = world.scenario.slashing
  if (share === 0 && term === 0) return
  // Seen, not extrapolated: one simulated answer that is wrong is no proof against a node.
  const least = world.scenario.slashing.least * world.scenario.market.sampling
  const { caught, answered } = world.tables.nodeTally
  const { operator } = world.tables.nodes
  for (let i = 0; i < caught.length; i++) {
    if (caught[i] < least || caught[i] <= tolerance * answered[i]) continue
    slash(world, operator[i], share, `${caught[i]} of ${answered[i]} answers of node ${nodeNumber(world, i)} wrong`)
    jail(world, operator[i], 'wrong')
  }
}

/**
 * Slashes operator `o` by `share` of its stake, at most the limit of one incident, and its delegators by the same share of
 * theirs. Stake that waits to be free counts.
 */
export function slash(world: World, o: number, share: number, reason: string): void {
  const { tables, scenario } = world
  const { limit, to } = scenario.slashing
  const rate = Math.min(share, limit)
  const amount = Math.floor(tables.operators.stake[o] * rate)
  const delegated = slashDelegators(world, o, rate)
  if (amount + delegated === 0) return
  tables.operators.stake[o] -= amount
  tables.operators.slashedTotal[o] += amount
  transfer(tables, to === 'burn' ? 'slashBurn' : 'slashTreasury', amount)
  const besides = delegated > 0 ? ` and ${delegated / 1e6} delegated` : ''
  happened(world, 'slash', nameOf(world, o), `${amount / 1e6} token${besides}: ${reason}`)
}

/** Stake slashed in this tick, delegations included, micro-token. */
export const slashed = ({ tables }: World) =>
  moved(tables, 'slashBurn') +
  moved(tables, 'slashTreasury') +
  moved(tables, 'delegationSlashBurn') +
  moved(tables, 'delegationSlashTreasury')
