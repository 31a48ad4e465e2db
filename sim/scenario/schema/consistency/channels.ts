/** Payment channels: groups and agents that must exist, and graphs that can be drawn between them. */
import { agentNamed } from '../../agent-names.ts'
import type { ScenarioShape } from '../../schema.ts'
import { type Check, type Checks, names } from './check.ts'

export const channelChecks: Checks = (scenario, check) => {
  const { channels, payments } = scenario.agents
  const { graph, lifetime, renewed, exhausted } = channels
  const path = ['agents', 'channels'] as const
  const { fault } = check
  if (renewed && lifetime === undefined)
    fault([...path, 'renewed'], 'expected agents.channels.lifetime beside it, got none: nothing is ever renewed')
  if (exhausted === 'rebalance' && (graph.shape === 'hub' || graph.shape === 'pairs'))
    fault(
      [...path, 'exhausted'],
      `expected the graph "peers" or "list" for "rebalance", got "${graph.shape}": there is no second way to pay oneself over`,
    )
  for (const [i, { settlement }] of payments.entries())
    if (settlement === 'channel' && graph.shape === 'none')
      fault(['agents', 'payments', i, 'settlement'], 'expected a graph in agents.channels for "channel", got none')
  checkGraph(scenario, check)
}

function checkGraph(scenario: ScenarioShape, { fault, known }: Check): void {
  const { groups, channels } = scenario.agents
  const { graph } = channels
  const path = ['agents', 'channels', 'graph'] as const
  const count = (name: string) => groups.find(group => group.name === name)?.count ?? 0
  const isGroup = (key: string | readonly (string | number)[], name: string) =>
    name === ''
      ? fault([...path, ...(typeof key === 'string' ? [key] : key)], 'expected a group of agents, got ""')
      : known([...path, ...(typeof key === 'string' ? [key] : key)], 'a group of agents', name, names(groups))
  const onlyOnce = (key: string, list: readonly string[]) => {
    for (const [i, name] of list.entries()) {
      isGroup([key, i], name)
      if (list.indexOf(name) < i) fault([...path, key, i], `expected each group once, got "${name}" again`)
    }
  }
  switch (graph.shape) {
    case 'none':
      return
    case 'hub':
      isGroup('hubs', graph.hubs)
      onlyOnce('spokes', graph.spokes)
      if (graph.spokes.includes(graph.hubs))
        fault([...path, 'spokes'], `expected groups other than the hubs’, got "${graph.hubs}"`)
      return
    case 'peers': {
      onlyOnce('groups', graph.groups)
      const agents = graph.groups.reduce((sum, name) => sum + count(name), 0)
      if (agents > 0 && graph.degree > agents - 1)
        fault(
          [...path, 'degree'],
          `expected at most ${agents - 1}, one channel with every other agent, got ${graph.degree}`,
        )
      return
    }
    case 'pairs': {
      isGroup('from', graph.from)
      isGroup('to', graph.to)
      const [first, other] = [count(graph.from), count(graph.to)]
      if (graph.from === graph.to && first % 2 === 1)
        fault([...path, 'from'], `expected an even number of agents, got ${first}`)
      if (first !== other)
        fault([...path, 'to'], `expected as many agents as in "${graph.from}", ${first}, got ${other}`)
      return
    }
    case 'list':
      for (const [i, { from, to }] of graph.links.entries()) {
        for (const [end, name] of Object.entries({ from, to }))
          if (agentNamed(groups, name) === undefined)
            fault(
              [...path, 'links', i, end],
              `expected an agent such as "${groups[0]?.name ?? 'group'}-1", got "${name}"`,
            )
        if (agentNamed(groups, from) === agentNamed(groups, to) && agentNamed(groups, to) !== undefined)
          fault([...path, 'links', i, 'to'], `expected another agent than "${from}", got "${to}"`)
      }
  }
}
