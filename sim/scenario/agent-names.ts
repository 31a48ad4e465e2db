/** Names of single agents: "group-3" is the third of its group, "group" the only one of its. */

interface Group {
  readonly name: string
  readonly count: number
}

/** Row of the agent of this name; undefined where there is none. */
export function agentNamed(groups: readonly Group[], name: string): number | undefined {
  let first = 0
  for (const group of groups) {
    const number = name.startsWith(`${group.name}-`) ? Number(name.slice(group.name.length + 1)) : 0
    if (Number.isInteger(number) && number >= 1 && number <= group.count) return first + number - 1
    if (name === group.name && group.count === 1) return first
    first += group.count
  }
  return undefined
}
