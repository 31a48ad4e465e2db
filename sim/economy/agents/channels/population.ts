/** Fills the tables of channels at the start of a run, and opens them in its first tick. */
import { block } from '../../../engine/random.ts'
import { draw, type Quantity } from '../../../scenario/quantity.ts'
import { MICRO } from '../../accounts.ts'
import { type Drawn, drawnPurpose, PURPOSE } from '../../purposes.ts'
import type { World } from '../../world.ts'
import { agentNameOf } from '../groups.ts'
import { layChannels } from './graph.ts'
import { open } from './life.ts'
import { NO_SIDE } from './tables.ts'

const words = new Int32Array(4)

/** Lays the channels, draws what ends lock and ask. Throws where an end cannot pay for its channels of the start. */
export function populateChannels(world: World): void {
  const { tables, scenario, key, hubs } = world
  const { graph, deposit, otherDeposit, routing } = scenario.agents.channels
  const { agent } = tables.channelSides
  if (graph.shape === 'none') return
  let row = 0
  layChannels(scenario, key, (first, other) => {
    agent[2 * row] = first
    agent[2 * row + 1] = other
    row++
  })
  const values = (name: Drawn, path: string, quantity: Quantity, rows: number) =>
    draw(quantity, rows, { key, purpose: drawnPurpose(name), first: 0, path: `agents.channels.${path}` })
  const own = tables.channelSides.deposit
  for (const [side, column] of [
    values('channelDeposit', 'deposit', deposit, row),
    values('channelOtherDeposit', 'otherDeposit', otherDeposit, row),
  ].entries())
    for (let c = 0; c < row; c++) own[2 * c + side] = Math.round(column[c])
  if (graph.shape === 'hub') own.fill(Math.round(graph.trunk), 2 * hubs.trunks)
  if (graph.shape === 'list')
    for (const [c, link] of graph.links.entries()) {
      if (link.deposit !== undefined) own[2 * c] = Math.round(link.deposit)
      if (link.otherDeposit !== undefined) own[2 * c + 1] = Math.round(link.otherDeposit)
    }
  const { base, share, first, hub } = tables.channelAgents
  const agents = first.length - 1
  base.set(values('routingBase', 'routing.base', routing.base, agents).map(Math.round))
  share.set(values('routingShare', 'routing.share', routing.share, agents))
  hub.fill(NO_SIDE)
  for (let c = 0; c < hubs.trunks; c++) hub[agent[2 * c]] = 2 * c
  listSides(world)
  expectWallets(world)
}

/** Lists the sides of every agent, in an order drawn by lot: of ways that cost the same, the first listed is taken. */
function listSides({ tables, key }: World): void {
  const { agent } = tables.channelSides
  const { first } = tables.channelAgents
  const { side } = tables.channelLists
  const lot = new Int32Array(agent.length)
  for (let s = 0; s < agent.length; s++) {
    block(words, key, 0, s, 0, PURPOSE.channelTie)
    lot[s] = words[0]
  }
  const sides = Uint32Array.from(agent.keys())
  sides.sort((a, b) => agent[a] - agent[b] || lot[a] - lot[b] || a - b)
  side.set(sides)
  let at = 0
  for (let i = 0; i < first.length; i++) {
    while (at < side.length && agent[side[at]] < i) at++
    first[i] = at
  }
}

/** Throws where the channels of the start take more than an end has. */
function expectWallets(world: World): void {
  const { tables, scenario } = world
  const { agent, deposit } = tables.channelSides
  const needed = new Float64Array(tables.agents.wallet.length)
  const fee = Math.round(scenario.agents.channels.fee)
  for (let s = 0; s < agent.length; s++) needed[agent[s]] += deposit[s] + (s % 2 === 0 ? fee : 0)
  for (let i = 0; i < needed.length; i++) {
    const has = tables.agents.wallet[i]
    if (needed[i] > has)
      throw new Error(
        `agents.channels: expected ${agentNameOf(world, i)} to have the ${needed[i] / MICRO} token that its channels take at the start, got a wallet of ${has / MICRO} token`,
      )
  }
}

/** As a tick begins: nothing is counted yet; in the first the channels of the start are opened. */
export function beginChannels(world: World): void {
  const { channelTally, channelIncome, channels } = world.tables
  for (const tally of [channelTally, channelIncome]) for (const column of Object.values(tally)) column.fill(0)
  if (world.tick > 0) return
  for (let c = 0; c < channels.state.length; c++) open(world, c)
}
