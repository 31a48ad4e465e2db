import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

const groups = [
  { name: 'ann', count: 4 },
  { name: 'ben', count: 5 },
  { name: 'hub', count: 1 },
]

/** Faults of a scenario with these channels. */
function faults(channels: Record<string, unknown>, more: Record<string, unknown> = {}): string[] {
  const { error } = scenario.safeParse({ name: 'faulty', agents: { groups, channels, ...more } })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('no channels, and every graph that can be drawn, are accepted', () => {
  expect(faults({})).toEqual([])
  expect(faults({ graph: { shape: 'hub', hubs: 'hub', spokes: ['ann', 'ben'] } })).toEqual([])
  expect(faults({ graph: { shape: 'peers', groups: ['ann', 'ben'], degree: 8 }, exhausted: 'rebalance' })).toEqual([])
  expect(faults({ graph: { shape: 'pairs', from: 'ann', to: 'ann' } })).toEqual([])
  expect(faults({ graph: { shape: 'list', links: [{ from: 'ben-5', to: 'hub' }] } })).toEqual([])
  expect(faults({ graph: { shape: 'list', links: [{ from: 'ann-1', to: 'hub-1' }] } })).toEqual([])
})

test.each([
  [
    'hubs that there are not',
    { graph: { shape: 'hub', hubs: 'hup', spokes: ['ann'] } },
    'agents.channels.graph.hubs: expected a group of agents, got "hup": did you mean "hub"?',
  ],
  [
    'hubs that are spokes',
    { graph: { shape: 'hub', hubs: 'ann', spokes: ['ann'] } },
    'agents.channels.graph.spokes: expected groups other than the hubs’, got "ann"',
  ],
  [
    'a group twice',
    { graph: { shape: 'peers', groups: ['ann', 'ann'], degree: 1 } },
    'agents.channels.graph.groups.1: expected each group once, got "ann" again',
  ],
  [
    'more channels than there are others',
    { graph: { shape: 'peers', groups: ['ann'], degree: 4 } },
    'agents.channels.graph.degree: expected at most 3, one channel with every other agent, got 4',
  ],
  [
    'pairs of unequal groups',
    { graph: { shape: 'pairs', from: 'ann', to: 'ben' } },
    'agents.channels.graph.to: expected as many agents as in "ann", 4, got 5',
  ],
  [
    'pairs of an odd number',
    { graph: { shape: 'pairs', from: 'ben', to: 'ben' } },
    'agents.channels.graph.from: expected an even number of agents, got 5',
  ],
  [
    'an agent that there is not',
    { graph: { shape: 'list', links: [{ from: 'ann-5', to: 'hub' }] } },
    'agents.channels.graph.links.0.from: expected an agent such as "ann-1", got "ann-5"',
  ],
  [
    'a group in place of an agent',
    { graph: { shape: 'list', links: [{ from: 'ann-1', to: 'ben' }] } },
    'agents.channels.graph.links.0.to: expected an agent such as "ann-1", got "ben"',
  ],
  [
    'a channel with oneself',
    { graph: { shape: 'list', links: [{ from: 'hub', to: 'hub-1' }] } },
    'agents.channels.graph.links.0.to: expected another agent than "hub", got "hub-1"',
  ],
  [
    'rebalancing where there is no second way',
    { graph: { shape: 'hub', hubs: 'hub', spokes: ['ann'] }, exhausted: 'rebalance' },
    'agents.channels.exhausted: expected the graph "peers" or "list" for "rebalance", got "hub": there is no second way to pay oneself over',
  ],
  [
    'renewal of what never ends',
    { graph: { shape: 'hub', hubs: 'hub', spokes: ['ann'] }, renewed: true },
    'agents.channels.renewed: expected agents.channels.lifetime beside it, got none: nothing is ever renewed',
  ],
])('%s is one clear line', (_, channels, message) => {
  expect(faults(channels)).toEqual([message])
})

test('payments over channels need some', () => {
  const payments = [{ name: 'data', from: 'ann', to: 'ben', when: 'random', settlement: 'channel' }]
  expect(faults({}, { payments })).toEqual([
    'agents.payments.0.settlement: expected a graph in agents.channels for "channel", got none',
  ])
})
