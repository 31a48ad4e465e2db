/** Governance: what may be voted exists and may change during a run, and what is proposed can be read. */
import { changeablePaths, readParameter } from '../../changeable.ts'
import { scenario as schema } from '../../schema.ts'
import { formatQuantity } from '../../units.ts'
import type { Checks } from './check.ts'

export const governanceChecks: Checks = (scenario, { fault, known }) => {
  const { votable, proposals, rule, term, delay } = scenario.governance
  if (votable.length === 0 && proposals.length === 0) return
  const paths = changeablePaths(schema, scenario)
  for (const [i, parameter] of votable.entries()) {
    const path = ['governance', 'votable', i]
    known(path, 'a parameter that may change during a run', parameter, paths)
    if (parameter === '') fault(path, 'expected the path of a parameter, got ""')
    if (votable.indexOf(parameter) < i) fault(path, `expected each parameter once, got "${parameter}" again`)
  }
  for (const [i, proposal] of proposals.entries()) {
    const path = ['governance', 'proposals', i]
    if (proposal.every > 0 && proposal.every < term + delay)
      fault(
        [...path, 'every'],
        `expected at least the term and the delay, ${formatQuantity(term + delay, 's')}, got ${formatQuantity(proposal.every, 's')}`,
      )
    if (proposal.kind === 'grant') {
      if (rule.rule === 'conviction' && proposal.share >= rule.most)
        fault([...path, 'share'], `expected less than governance.rule.most, ${rule.most}, got ${proposal.share}`)
      continue
    }
    for (const [j, { parameter, value }] of proposal.set.entries()) {
      known([...path, 'set', j, 'parameter'], 'a parameter of governance.votable', parameter, votable)
      if (!votable.includes(parameter) || !paths.includes(parameter)) continue
      try {
        readParameter(schema, scenario, parameter, value)
      } catch (error) {
        fault([...path, 'set', j, 'value'], error instanceof Error ? error.message : String(error))
      }
    }
  }
}
