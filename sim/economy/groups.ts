/**
 * Groups: which rows of operators, nodes and customers belong to which part of the scenario, and the values drawn for
 * them that decide how large the tables are. A pure function of the scenario, so every thread finds the same rows.
 */
import { draw, type Quantity } from '../scenario/quantity.ts'
import type { Scenario } from '../scenario/schema.ts'
import { disguiseOf, repeated, splitNodes } from './attacks/sybil.ts'
import { type Drawn, drawnPurpose } from './purposes.ts'

type OperatorSpec = Scenario['operators'][number]
type CustomerSpec = Scenario['customers'][number]

/** What a group can do with one query class. */
export interface Skill {
  readonly capable: boolean
  readonly latency: number
  readonly cost: number
  readonly bonus: number
}

export interface OperatorGroup {
  readonly name: string
  readonly spec: OperatorSpec
  /** Whether its operators wait outside at the start. */
  readonly candidate: boolean
  readonly first: number
  readonly count: number
  /** First row if no operator appeared as several: draws go by it. */
  readonly origin: number
  /** Operators as which each of the group appears, one after the other; 1 unless it is under cover. */
  readonly identities: number
  /** Share of one of the operator's machines that a node of an identity is. */
  readonly slice: Float64Array
  /** Nodes of each operator at the start, and rows reserved for each. */
  readonly nodes: Float64Array
  readonly mostNodes: Float64Array
  /** Servers of each operator's nodes, and places to wait (infinite: no limit). */
  readonly servers: Float64Array
  readonly buffer: Float64Array
  /** By query class. */
  readonly skills: readonly Skill[]
}

/** Rows of the table of customers. Each is an agent, which stands for `spec.represents` of the group's `spec.count` customers. */
export interface CustomerGroup {
  readonly spec: CustomerSpec
  readonly first: number
  readonly count: number
}

/** Operators of the scenario, those in the market first, then the candidates. */
export function operatorGroups(scenario: Scenario, key: Uint32Array): OperatorGroup[] {
  let first = 0
  let origin = 0
  const specs = [
    ...scenario.operators.map(spec => ({ spec, candidate: false })),
    ...scenario.entry.candidates.map(spec => ({ spec, candidate: true })),
  ]
  return specs.map(({ spec, candidate }) => {
    const values = (name: Drawn, quantity: Quantity) =>
      draw(quantity, spec.count, { key, purpose: drawnPurpose(name), first: origin })
    const { identities } = disguiseOf(scenario, spec.name)
    const { nodes, slice } = splitNodes(values('nodes', spec.nodes), identities)
    const each = (column: Float64Array) => repeated(column, identities)
    const most = spec.expansion.rule === 'utilisation' ? spec.expansion.most : 0
    const group: OperatorGroup = {
      name: spec.name,
      spec,
      candidate,
      first,
      count: nodes.length,
      origin,
      identities,
      slice,
      nodes,
      mostNodes: nodes.map(n => Math.max(n, most)),
      servers: each(values('servers', spec.servers)).map((n, k) => Math.max(1, Math.round(n * slice[k]))),
      buffer: each(spec.buffer ? values('buffer', spec.buffer) : new Float64Array(spec.count).fill(Infinity)),
      skills: scenario.classes.map(({ name, needs }) => {
        const own = scenario.specializations.find(item => item.name === spec.specialization)
        const better = own?.classes.includes(name) ? own : undefined
        return {
          capable: needs === '' || needs === spec.specialization,
          latency: better?.latency ?? 1,
          cost: better?.cost ?? 1,
          bonus: better?.bonus ?? 0,
        }
      }),
    }
    first += group.count
    origin += spec.count
    return group
  })
}

/** Where the nodes of a group stand: regions and sites, each in turn. Without sites every region is one. */
export function placesOf({ regions, sites }: Scenario, spec: OperatorSpec): { region: number; site: number }[] {
  const find = (name: string) => regions.findIndex(region => region.name === name)
  if (spec.sites.length > 0 && sites.length > 0)
    return spec.sites.map(name => {
      const site = sites.findIndex(item => item.name === name)
      return { region: find(sites[site].region), site }
    })
  const names = spec.sites.length > 0 ? spec.sites : spec.regions.length > 0 ? spec.regions : regions.map(r => r.name)
  return names.map(name => ({
    region: find(name),
    site: sites.length > 0 ? sites.findIndex(item => item.region === name) : find(name),
  }))
}

export function customerGroups(scenario: Scenario): CustomerGroup[] {
  let first = 0
  return scenario.customers.map(spec => {
    const group = { spec, first, count: spec.count / spec.represents }
    first += group.count
    return group
  })
}

/** Agents of all groups of customers. */
export const agentsOf = ({ customers }: Scenario) =>
  customers.reduce((total, { count, represents }) => total + count / represents, 0)

/** Rows that the nodes of a group take in the tables of nodes, servers and waiting queries. */
export function rowsOf({ mostNodes, servers, buffer }: OperatorGroup): {
  nodes: number
  servers: number
  waiting: number
} {
  const rows = { nodes: 0, servers: 0, waiting: 0 }
  for (let k = 0; k < mostNodes.length; k++) {
    rows.nodes += mostNodes[k]
    rows.servers += mostNodes[k] * servers[k]
    if (buffer[k] < Infinity) rows.waiting += mostNodes[k] * buffer[k]
  }
  return rows
}
