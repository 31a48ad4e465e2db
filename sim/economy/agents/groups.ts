/** Groups of agents: which rows of the table of agents belong to which part of the scenario. */
import type { Scenario } from '../../scenario/schema.ts'
import type { Trace, Traces } from '../../scenario/trace.ts'
import type { World } from '../world.ts'
import { type Lots, lotsOf } from './lots.ts'

/** Rows of a group in the table of agents. */
export interface AgentRows {
  readonly spec: Scenario['agents']['groups'][number]
  readonly first: number
  readonly count: number
}

export interface AgentGroup extends AgentRows {
  /** The work that waits, by the tick in which it came; undefined where it waits for ever. */
  readonly deadlines: Lots | undefined
  /** The requests that are its tasks, where these are traced. */
  readonly trace: Trace | undefined
  /** Tasks that one of them is given by the trace, on average, 1/s; 0 without one. */
  readonly tracedRate: number
}

/** Where the groups of a scenario stand. */
export function agentRows({ agents }: Scenario): AgentRows[] {
  let first = 0
  return agents.groups.map(spec => {
    first += spec.count
    return { spec, first: first - spec.count, count: spec.count }
  })
}

/** The groups of a scenario. Throws where one has a trace in place of tasks and `traces` has none for it. */
export function agentGroups(scenario: Scenario, traces: Traces): AgentGroup[] {
  const { customers } = scenario
  const deadlines = deadlinesOf(scenario)
  return agentRows(scenario).map((rows, g) => {
    const { spec } = rows
    const { law } = spec.tasks
    const trace = law.law === 'traced' ? traces[customers.length + g] : undefined
    if (law.law === 'traced' && !trace)
      throw new Error(`agents "${spec.name}": expected the trace ${law.file}, got none`)
    const tracedRate = trace && law.law === 'traced' ? rateOf(trace, law.speed) / rows.count : 0
    return { ...rows, deadlines: deadlines[g], trace, tracedRate }
  })
}

/** Name of agent `i`: its group's, and its number in the group where that has several. */
export function agentNameOf({ agents, tables }: Pick<World, 'agents' | 'tables'>, i: number): string {
  const { spec, first, count } = agents[tables.agents.group[i]]
  return count === 1 ? spec.name : `${spec.name}-${i - first + 1}`
}

/** Where the lots of waiting work of each group lie. */
export function deadlinesOf({ agents }: Scenario): readonly (Lots | undefined)[] {
  return lotsOf(agents.groups.map(({ count, tasks }) => ({ count, life: tasks.deadline })))
}

/** Whether a group's work comes in whole tasks of one size, not in any amounts. */
export function hasWholeTasks({ tasks: { law } }: AgentGroup['spec']): boolean {
  return law.law !== 'normal' && law.law !== 'traced'
}

/** Sizes of all requests of a trace over the time that it takes, 1/s. */
function rateOf({ time, size }: Trace, speed: number): number {
  const last = time[time.length - 1]
  return last > 0 ? (size.reduce((sum, tasks) => sum + tasks, 0) / last) * speed : 0
}

/** Rows at a time: few enough that what one pass over them leaves is still at hand in the next. */
const PORTION = 2048

/** Runs `pass` for agents `from` to before `to`, a portion of one group at a time. */
export function inPortions(
  world: World,
  from: number,
  to: number,
  pass: (world: World, group: number, from: number, to: number) => void,
): void {
  for (const [g, { first, count }] of world.agents.entries()) {
    const until = Math.min(to, first + count)
    for (let low = Math.max(from, first); low < until; low += PORTION)
      pass(world, g, low, Math.min(low + PORTION, until))
  }
}
