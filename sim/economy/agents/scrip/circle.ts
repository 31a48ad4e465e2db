/** Who takes part in reciprocity, and who has debts with whom. */
import { block } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { PURPOSE } from '../../purposes.ts'
import { type AgentRows, agentRows } from '../groups.ts'

type Spec = NonNullable<Scenario['agents']['reciprocity']>

export interface Circle {
  readonly unit: number
  readonly books: Spec['books']
  /** Whether each group of agents takes part. */
  readonly groups: readonly boolean[]
  /** Rows of the agents who take part, and the place of each agent among them. */
  readonly members: Uint32Array
  readonly places: Uint32Array
  /** How many places further on an agent's partners are, each of whom has it as a partner as many places back. */
  readonly steps: Uint32Array
}

export function circleOf(scenario: Scenario, key: Uint32Array): Circle | undefined {
  const { reciprocity } = scenario.agents
  if (!reciprocity) return undefined
  const all = agentRows(scenario)
  const groups = all.map(({ spec }) => takesPart(scenario, spec.name))
  const members = Uint32Array.from(all.filter((_, g) => groups[g]).flatMap(rowsOf))
  const places = new Uint32Array(all.reduce((sum, { count }) => sum + count, 0))
  for (let place = 0; place < members.length; place++) places[members[place]] = place
  const { books, unit } = reciprocity
  const steps = books.rule === 'bilateral' ? drawSteps(members.length, books.partners / 2, key) : new Uint32Array()
  return { unit, books, groups, members, places, steps }
}

/** Whether the agents of `group` take part in the scenario's reciprocity. */
export const takesPart = ({ agents }: Scenario, group: string) => {
  const { groups } = agents.reciprocity!
  return groups.length === 0 || groups.includes(group)
}

/** Number of agents who take part. */
export const membersOf = (scenario: Scenario) =>
  scenario.agents.reciprocity
    ? scenario.agents.groups.reduce((sum, { name, count }) => sum + (takesPart(scenario, name) ? count : 0), 0)
    : 0

const rowsOf = ({ first, count }: AgentRows) => Array.from({ length: count }, (_, k) => first + k)

/** So many different steps from 1 to less than half of the way round, by lot. */
function drawSteps(members: number, count: number, key: Uint32Array): Uint32Array {
  const words = new Int32Array(4)
  const most = Math.floor((members - 1) / 2)
  const drawn = new Set<number>()
  for (let n = 0; drawn.size < count; n++) {
    block(words, key, n, 0, 0, PURPOSE.partners)
    drawn.add(1 + Math.floor(unit(words[0]) * most))
  }
  return Uint32Array.from(drawn)
}
