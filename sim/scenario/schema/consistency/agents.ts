/** Agents: names that must exist, a value for each agent where values are listed, and tasks that there can be. */
import { type Check, type Checks, isList, names, type Path, round } from './check.ts'

type Group = Parameters<Checks>[0]['agents']['groups'][number]

/** Rows that waiting work with a deadline takes, of 8 bytes each: the tables lie in 4 GiB. */
const MOST_LOTS = 250_000_000
/** Credits of work that are given in a tick: whole micro-credits are counted in doubles. */
const MOST_WORK = 9_000_000_000

export const agentChecks: Checks = ({ agents, customers, regions, clock }, { fault, known }) => {
  let lots = 0
  for (const [i, group] of agents.groups.entries()) {
    const path = ['agents', 'groups', i] as const
    const first = agents.groups.findIndex(({ name }) => name === group.name)
    if (first < i)
      fault(
        [...path, 'name'],
        `expected a name of its own, got "${group.name}" again (first at agents.groups[${first}])`,
      )
    if (names(customers).includes(group.name))
      fault([...path, 'name'], `expected a name that no group of customers has, got "${group.name}"`)
    for (const [j, name] of group.regions.entries()) known([...path, 'regions', j], 'a region', name, names(regions))
    for (const key of ['wallet', 'income', 'upkeep', 'capacity', 'credits'] as const) {
      const value = group[key]
      if (isList(value) && value.values.length !== group.count)
        fault([...path, key], `expected ${group.count} values, one an agent, got ${value.values.length}`)
    }
    if (group.target !== undefined && group.target <= group.floor)
      fault(
        [...path, 'target'],
        `expected more than the floor of ${group.floor / 1e6} token, got ${group.target / 1e6} token`,
      )
    checkTasks(group, [...path, 'tasks'], clock.tick, fault)
    if (group.tasks.deadline === undefined) continue
    // A sum for each tick up to the deadline, the running one, and what is gone.
    lots += group.count * (group.tasks.deadline + 2)
    if (lots > MOST_LOTS)
      fault(
        [...path, 'tasks', 'deadline'],
        `expected at most ${MOST_LOTS} ticks of all agents up to here (count times deadline + 2), got ${lots}`,
      )
  }
}

function checkTasks({ count, tasks }: Group, path: Path, tick: number, fault: Check['fault']): void {
  const { law, rate, success, work } = tasks
  if (isList(rate) && rate.values.length !== count)
    fault([...path, 'rate'], `expected ${count} values, one an agent, got ${rate.values.length}`)
  if (law.law === 'traced' && !(rate.kind === 'constant' && rate.value === 0))
    fault([...path, 'rate'], 'expected none where tasks are traced: they come as they were recorded')
  if ((law.law === 'traced' || law.law === 'normal') && success < 1)
    fault([...path, 'success'], `expected 1 where tasks are ${law.law}, of any size, got ${success}`)
  if (rate.kind === 'constant' && count * rate.value * tick * work > MOST_WORK)
    fault(
      [...path, 'work'],
      `expected at most ${MOST_WORK} credits of work in a tick (count times rate, tick and work), got ${round(count * rate.value * tick * work)}`,
    )
}
