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

interface Place {
  readonly name: string
  readonly graph: { readonly shape: string } & Readonly<Record<string, unknown>>
  /** What each side of a channel holds at the start, in payments: where it is little, other ways have to be sought. */
  readonly depth: number
}

const peers = { shape: 'peers', groups: ['peer'], degree: 6 }
const PLACES: readonly Place[] = [
  { name: 'to the other end', graph: { shape: 'pairs', from: 'peer', to: 'peer' }, depth: 1000 },
  { name: 'over hubs', graph: { shape: 'hub', hubs: 'hub', spokes: ['peer'], trunk: '100000 token' }, depth: 1000 },
  { name: 'among peers', graph: peers, depth: 1000 },
  { name: 'among peers with little', graph: peers, depth: 30 },
]

export const channelsPart: Part = {
  name: 'channels',
  about: `payments over channels between ${AGENTS} agents`,
  run(protocol) {
    const payments = protocol.quick ? PAYMENTS / 100 : PAYMENTS
    const works = PLACES.map(place => payWork(place, payments))
    const figures = measure(works, 'payment', protocol)
    return { text: figureTable(figures), figures }
  },
}

/** A run whose agents have channels, and have opened them. */
function channelRun({ graph, depth }: Place): Run {
  const deposit = `${depth} token`
  const document = {
    name: 'bench',
    clock: { tick: '1 s', ticks: 1_000_000 },
    token: { price: '1 USD/token', supply: '1e9 token' },
    agents: {
      groups: [
        { name: 'peer', count: AGENTS, wallet: '30000 token' },
        { name: 'hub', count: HUBS, wallet: '1100000 token' },
      ],
      channels: { graph, deposit, otherDeposit: deposit, routing: { base: '0.001 token', share: 0.0001 } },
    },
  }
  const run = start(scenario.parse(document), [], NOWHERE)
  run.step()
  return run
}

/**
 * Pays a token at a time between agents drawn at random, in pairs to the other end, and back as often, so that channels do
 * not run out in one direction; returns how many were paid.
 */
function payRepeatedly({ world }: Run, shape: string, payments: number): number {
  const uniform = seeded(1)
  const from = Uint32Array.from({ length: DRAWN }, () => uniform() * AGENTS)
  const to = from.map(payer => (shape === 'pairs' ? payer ^ 1 : (payer + 1 + uniform() * (AGENTS - 1)) % AGENTS))
  let paid = 0
  for (let i = 0; i < payments; i++) {
    const k = (i >> 1) & (DRAWN - 1)
    const back = i & 1
    if (payOverChannels(world, back ? to[k] : from[k], back ? from[k] : to[k], 1e6)) paid++
  }
  return paid
}

function payWork(place: Place, payments: number): Work {
  let run: Run | undefined
  return {
    name: place.name,
    run() {
      run ??= channelRun(place)
      const paid = payRepeatedly(run, place.graph.shape, payments)
      if (paid < payments / 2)
        throw new Error(`channels: expected most payments to be made, got ${paid} of ${payments}`)
      consume(paid)
      return payments
    },
  }
}
