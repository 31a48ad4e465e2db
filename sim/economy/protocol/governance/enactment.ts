/** Enactment: what has passed takes effect, parameters from the next tick on, unless the scenario then contradicts itself. */
import { contradictions } from '../../../scenario/schema/consistency.ts'
import { formatQuantity } from '../../../scenario/units.ts'
import { balanceOf } from '../../ledger.ts'
import { amended, rule } from '../../rulings.ts'
import { happened, type World } from '../../world.ts'
import { proposalName } from './proposals.ts'
import { build } from './public-quality.ts'

export function enact(world: World, p: number): void {
  const proposal = world.scenario.governance.proposals[p]
  if (proposal.kind === 'change') change(world, p)
  else grant(world, p, proposal.share)
}

/** New values for the proposal's parameters, all or none. */
function change(world: World, p: number): void {
  const { tables, charter, changeable, governance } = world
  const { next } = tables.rulings
  const values = Float64Array.from(next)
  for (const item of governance.changes[p]) values[item.row] = item.value
  const [fault] = contradictions(amended(charter, changeable, values))
  if (fault) {
    happened(world, 'refused', proposalName(p), `${fault.path.join('.')}: ${fault.message}`)
    return
  }
  const changes = governance.changes[p].map(
    ({ row, unit }) =>
      `${changeable[row]} from ${formatQuantity(next[row], unit)} to ${formatQuantity(values[row], unit)}`,
  )
  rule(world, values)
  happened(world, 'enacted', proposalName(p), changes.join(', '))
}

/** A share of the treasury's tokens for builders. */
function grant(world: World, p: number, share: number): void {
  const tokens = Math.floor(share * balanceOf(world.tables, 'treasury', 'token'))
  if (tokens === 0) {
    happened(world, 'refused', proposalName(p), 'the treasury is empty')
    return
  }
  const dollars = build(world, tokens)
  happened(world, 'enacted', proposalName(p), `${tokens / 1e6} token, ${dollars / 1e6} USD of building`)
}
