/** Who has channels with whom: the graph of the scenario, a pure function of it and of the key. */
import { blocks } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import { agentNamed } from '../../../scenario/agent-names.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { PURPOSE } from '../../purposes.ts'
import { type AgentRows, agentRows } from '../groups.ts'

type Graph = Scenario['agents']['channels']['graph']
type Shape<S extends Graph['shape']> = Extract<Graph, { shape: S }>

/** Takes the agents at the two ends of a channel, in the order of rows. */
type Join = (first: number, other: number) => void

/** Draws before a link of a random graph is sought by trying one pair after the other. */
const REDRAWS = 64
const words = new Int32Array(4)

/** Number of channels, open or not. */
export function channelCount(scenario: Scenario): number {
  const { graph } = scenario.agents.channels
  switch (graph.shape) {
    case 'none':
      return 0
    case 'hub': {
      const hubs = sizeOf(scenario, [graph.hubs])
      return sizeOf(scenario, graph.spokes) + (hubs * (hubs - 1)) / 2
    }
    case 'peers':
      return Math.round((sizeOf(scenario, graph.groups) * graph.degree) / 2)
    case 'pairs':
      return Math.floor(sizeOf(scenario, [graph.from]) / (graph.from === graph.to ? 2 : 1))
    case 'list':
      return graph.links.length
  }
}

/** Lays every channel of the scenario between two agents. */
export function layChannels(scenario: Scenario, key: Uint32Array, join: Join): void {
  const { groups, channels } = scenario.agents
  const { graph } = channels
  switch (graph.shape) {
    case 'none':
      return
    case 'hub':
      layHubs(scenario, graph, join)
      return
    case 'peers':
      layPeers(scenario, graph, key, join)
      return
    case 'pairs': {
      const first = membersOf(scenario, [graph.from])
      const other = membersOf(scenario, [graph.to])
      if (graph.from === graph.to) for (let i = 0; i + 1 < first.length; i += 2) join(first[i], first[i + 1])
      else for (let i = 0; i < first.length; i++) join(first[i], other[i])
      return
    }
    case 'list':
      for (const { from, to } of graph.links) join(agentNamed(groups, from)!, agentNamed(groups, to)!)
  }
}

/** Spokes with their hub, in turn, in rows from 0 on; then hubs with each other (see `trunkRow`). */
function layHubs(scenario: Scenario, { hubs, spokes }: Shape<'hub'>, join: Join): void {
  const centres = membersOf(scenario, [hubs])
  for (const [k, spoke] of membersOf(scenario, spokes).entries()) join(spoke, centres[k % centres.length])
  for (let a = 0; a < centres.length; a++) for (let b = a + 1; b < centres.length; b++) join(centres[a], centres[b])
}

/** Place of the channel of hubs `a` < `b` among those of `hubs` hubs with each other. */
export const trunkRow = (hubs: number, a: number, b: number) => (a * (2 * hubs - a - 1)) / 2 + b - a - 1

/**
 * A ring whose agents have channels with their next neighbours, of which each is moved, with the probability of rewiring,
 * between two agents drawn at random: Watts and Strogatz 1998, but with both ends drawn, so that rewiring of 1 gives the
 * random graph of Erdős and Rényi 1959. No two channels join the same agents.
 */
function layPeers(
  scenario: Scenario,
  { groups, degree, rewiring }: Shape<'peers'>,
  key: Uint32Array,
  join: Join,
): void {
  const members = membersOf(scenario, groups)
  const n = members.length
  const count = Math.round((n * degree) / 2)
  const joined = new Set<number>()
  const moved: number[] = []
  const claim = (a: number, b: number) => {
    const pair = Math.min(a, b) * n + Math.max(a, b)
    if (a === b || joined.has(pair)) return false
    joined.add(pair)
    join(members[a], members[b])
    return true
  }
  for (let k = 0; k < count; k++) {
    blocks(words, 1, key, 0, k, 0, PURPOSE.channelGraph)
    const stays = unit(words[0]) >= rewiring
    if (!stays || !claim(k % n, (k + 1 + Math.floor(k / n)) % n)) moved.push(k)
  }
  for (const k of moved) {
    let placed = false
    for (let attempt = 1; attempt <= REDRAWS && !placed; attempt++) {
      blocks(words, 1, key, attempt, k, 0, PURPOSE.channelGraph)
      placed = claim(Math.floor(unit(words[0]) * n), Math.floor(unit(words[1]) * n))
    }
    for (let a = 0; a < n && !placed; a++) for (let b = a + 1; b < n && !placed; b++) placed = claim(a, b)
  }
}

/** The agents of the named groups, by group. */
export function membersOf(scenario: Scenario, names: readonly string[]): Uint32Array {
  const members = new Uint32Array(sizeOf(scenario, names))
  let row = 0
  for (const { first, count } of groupsNamed(scenario, names))
    for (let i = first; i < first + count; i++) members[row++] = i
  return members
}

/** Number of agents in the named groups. */
const sizeOf = (scenario: Scenario, names: readonly string[]) =>
  groupsNamed(scenario, names).reduce((sum, { count }) => sum + count, 0)

const groupsNamed = (scenario: Scenario, names: readonly string[]): AgentRows[] =>
  names.flatMap(name => agentRows(scenario).filter(({ spec }) => spec.name === name))
