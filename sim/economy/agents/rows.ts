/** Rows of agents.csv: what is written of a group of agents at a sampled tick. */
import { gini } from '../../measure/concentration.ts'
import type { Field, OutputTable, Sink, Value } from '../../measure/output.ts'
import { quantileOfSorted } from '../../measure/quantile.ts'
import { sumOf } from '../../measure/sum.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'

/** Most agents of a group whose wallets are sorted; of larger groups as many, evenly spaced. */
const SORTED = 16_384

interface AgentField {
  readonly name: string
  readonly unit: string
  readonly doc: string
  /** Value of group `g`, whose wallets (or a sample of them) are `sorted` upwards. */
  readonly value: (world: World, g: number, sorted: Float64Array) => number
}

/** A pure number. */
const plain = (name: string, doc: string, value: AgentField['value']): AgentField => ({ name, unit: '1', doc, value })
const wallet = (name: string, doc: string, q: number): AgentField => ({
  name,
  unit: 'token',
  doc,
  value: (_, __, sorted) => quantileOfSorted(sorted, q) / MICRO,
})

const AGENT_FIELDS: readonly AgentField[] = [
  plain('awake', 'agents awake', (w, g) => w.tables.agentTotals.awake[g]),
  plain('dormant', 'agents dormant', ({ agents, tables: { agentTotals } }, g) => {
    return agents[g].count - agentTotals.awake[g] - agentTotals.retired[g]
  }),
  plain('retired', 'agents that have retired', (w, g) => w.tables.agentTotals.retired[g]),
  {
    name: 'wallet',
    unit: 'token',
    doc: `mean wallet; it, the quartiles and the Gini coefficient are of at most ${SORTED} agents, evenly spaced`,
    value: (_, __, sorted) => sumOf(sorted) / sorted.length / MICRO,
  },
  wallet('wallet_p25', 'lower quartile of wallets', 0.25),
  wallet('wallet_p50', 'median wallet', 0.5),
  wallet('wallet_p75', 'upper quartile of wallets', 0.75),
  plain('gini', 'Gini coefficient of wallets', (_, __, sorted) => gini(sorted)),
  plain('credits', 'credits held by all', (w, g) => w.tables.agentTotals.held[g] / MICRO),
  plain('given', 'work given in the tick, in credits', (w, g) => w.tables.agentTotals.given[g] / MICRO),
  plain('done', 'work done in the tick, in credits', (w, g) => w.tables.agentTotals.done[g] / MICRO),
  plain('lost', 'work of tasks lost in the tick, in credits', (w, g) => w.tables.agentTotals.lost[g] / MICRO),
  plain('waiting', 'work that waits, in credits', (w, g) => w.tables.agentTotals.waiting[g] / MICRO),
  plain('uptime', 'share awake that could do all work that was due', (w, g) => {
    return w.tables.agentTotals.up[g] / w.agents[g].count
  }),
  {
    name: 'compute_cost',
    unit: 'token',
    doc: 'paid for compute in the tick, ahead and on the spot',
    value: (w, g) => (w.tables.agentTotals.creditsPaid[g] + w.tables.agentTotals.spotPaid[g]) / MICRO,
  },
  {
    name: 'rewards',
    unit: 'token',
    doc: 'rewards for tasks in the tick',
    value: (w, g) => w.tables.agentTotals.rewards[g] / MICRO,
  },
]

/** The table of agents that a run writes where there are any; `time` are the columns that say when. */
export function agentOutput({ agents }: Scenario, time: readonly Field[]): { readonly agents?: OutputTable } {
  if (agents.groups.length === 0) return {}
  const fields = AGENT_FIELDS.map(({ name, unit, doc }) => ({ name, type: 'number' as const, unit, doc }))
  const group = { name: 'group', type: 'string', unit: '1', doc: 'group of the scenario' } as const
  return { agents: { doc: 'one row a group of agents and sampled tick', fields: [...time, group, ...fields] } }
}

/** Writes a row a group. */
export function recordAgents(world: World, sink: Sink): void {
  for (const [g, { spec }] of world.agents.entries()) {
    const sorted = sortedWallets(world, g)
    const row: Value[] = [world.tick, world.end, spec.name]
    for (const { value } of AGENT_FIELDS) row.push(value(world, g, sorted))
    sink.row('agents', row)
  }
}

function sortedWallets({ tables, agents }: World, g: number): Float64Array {
  const { first, count } = agents[g]
  const { wallet } = tables.agents
  const step = Math.ceil(count / SORTED)
  return Float64Array.from({ length: Math.ceil(count / step) }, (_, k) => wallet[first + k * step]).sort()
}
