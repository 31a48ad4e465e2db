/**
 * Conviction voting: support adds up while it lasts and fades when it is withdrawn. The threshold for a grant is that of
 * 1Hive [Zargham and Emmett 2019; ConvictionVoting.sol]: rho S / ((1 - alpha) (beta - share)^2).
 */
import { exp } from '../../../engine/numerics.ts'
import type { World } from '../../world.ts'
import { pass } from './proposals.ts'
import { STAGE } from './tables.ts'
import { count } from './voting.ts'

/** Moves the conviction of every proposal that is voted on by this tick's support; who has enough passes. */
export function gatherConviction(world: World): void {
  const { rule } = world.scenario.governance
  if (rule.rule !== 'conviction') return
  const { stage, conviction } = world.tables.proposals
  const alpha = exp((-Math.LN2 * world.tickLength) / rule.halfLife)
  for (let p = 0; p < stage.length; p++) {
    if (stage[p] !== STAGE.voting) continue
    const tally = count(world, p)
    conviction[p] = alpha * conviction[p] + tally.yes
    if (conviction[p] * (1 - alpha) > lastingSupport(world, p) * tally.all) pass(world, p, tally)
  }
}

/** Share of all stake that must support proposal `p` for ever to pass it in the end. */
function lastingSupport({ scenario }: World, p: number): number {
  const { rule, proposals, threshold } = scenario.governance
  const proposal = proposals[p]
  if (proposal.kind === 'change' || rule.rule !== 'conviction') return threshold
  const room = rule.most - proposal.share
  return room > 0 ? rule.weight / (room * room) : Infinity
}
