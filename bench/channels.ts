/** Payments over channels: between neighbours, over hubs, and over the cheapest way among peers. */
import { payOverChannels } from '../sim/economy/agents/channels/pay.ts'
import { type Run, start } from '../sim/economy/run.ts'
import { scenario } from '../sim/scenario/schema.ts'
import type { Part } from './part.ts'
import { NOWHERE } from './race-market.ts'
import { figureTable } from './table.ts'
import { consume, measure, seeded, type Work } from './timing.ts'

const AGENTS = 1000
const HUBS = 10
const PAYMENTS = 1_000_000
/** Payers and payees are drawn ahead, so many, and gone through again and again. */
const DRAWN = 65_536

/** What each side of a channel holds at the start, in payments. */
const DEPTH = 1000

const graphs = {
  'to the other end': { shape: 'pairs', from: 'peer', to: 'peer' },
  'over hubs': { shape: 'hub', hubs: 'hub', spokes: ['peer'], trunk: `${100 * DEPTH} token` },
  'among peers': { shape: 'peers', groups: ['peer'], degree: 6 },
} as const
type GraphName = keyof typeof graphs

export const channelsPart: Part = {
  name: 'channels',
  about: `payments over channels between ${AGENTS} agents`,
  run(protocol) {
    const payments = protocol.quick ? PAYMENTS / 100 : PAYMENTS
    const names = Object.keys(graphs) as GraphName[]
    const figures = measure(
      names.map(name => payWork(name, payments)),
      'payment',
      protocol,
    )
    return { text: figureTable(figures), figures }
  },
}

/** A run whose agents have channels, and have opened them. */
function channelRun(graph: GraphName): Run {
  const document = {
    name: 'bench',
    clock: { tick: '1 s', ticks: 1_000_000 },
    token: { price: '1 USD/token', supply: '1e9 token' },
    agents: {
      groups: [
        { name: 'peer', count: AGENTS, wallet: `${30 * DEPTH} token` },
        { name: 'hub', count: HUBS, wallet: `${1100 * DEPTH} token` },
      ],
      channels: {
        graph: graphs[graph],
        deposit: `${DEPTH} token`,
        otherDeposit: `${DEPTH} token`,
        routing: { base: '0.001 token', share: 0.0001 },
      },
    },
  }
  const run = start(scenario.parse(document), [], NOWHERE)
  run.step()
  return run
}

/** Pays a token at a time between agents drawn at random, in pairs to the other end; returns how many were paid. */
function payRepeatedly({ world }: Run, graph: GraphName, payments: number): number {
  const uniform = seeded(1)
  const from = Uint32Array.from({ length: DRAWN }, () => uniform() * AGENTS)
  const to = from.map(payer =>
    graph === 'to the other end' ? payer ^ 1 : (payer + 1 + uniform() * (AGENTS - 1)) % AGENTS,
  )
  let paid = 0
  for (let i = 0; i < payments; i++) if (payOverChannels(world, from[i & (DRAWN - 1)], to[i & (DRAWN - 1)], 1e6)) paid++
  return paid
}

function payWork(graph: GraphName, payments: number): Work {
  let run: Run | undefined
  return {
    name: graph,
    run() {
      run ??= channelRun(graph)
      const paid = payRepeatedly(run, graph, payments)
      if (paid < payments / 2)
        throw new Error(`channels: expected most payments to be made, got ${paid} of ${payments}`)
      consume(paid)
      return payments
    },
  }
}
