/** Fills the tables of agents at the start of a run and opens their books. */
import { block } from '../../engine/random.ts'
import { exponential, unit } from '../../engine/variates.ts'
import { sumOf } from '../../measure/sum.ts'
import { draw, type Quantity } from '../../scenario/quantity.ts'
import { MICRO } from '../accounts.ts'
import { balanceOf, open } from '../ledger.ts'
import { type Drawn, drawnPurpose, PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { AGENT } from './tables.ts'

const words = new Int32Array(4)

export function populateAgents(world: World): void {
  const { tables, agents, scenario, key, tickLength } = world
  if (agents.length === 0) return
  const own = tables.agents
  for (const [g, { spec, first, count }] of agents.entries()) {
    const values = (name: Drawn, quantity: Quantity) =>
      draw(quantity, count, { key, purpose: drawnPurpose(name), first })
    const whole = (column: Float64Array, times: number) => column.map(value => Math.round(value * times))
    own.group.fill(g, first, first + count)
    own.state.fill(AGENT.awake, first, first + count)
    own.wallet.set(whole(values('agentWallet', spec.wallet), 1), first)
    own.credits.set(whole(values('agentCredits', spec.credits), MICRO), first)
    own.rate.set(values('agentRate', spec.tasks.rate), first)
    own.capacity.set(whole(values('agentCapacity', spec.capacity), MICRO * tickLength), first)
    own.income.set(whole(values('agentIncome', spec.income), tickLength), first)
    own.upkeep.set(whole(values('agentUpkeep', spec.upkeep), tickLength), first)
    const places = spec.regions.length > 0 ? spec.regions : scenario.regions.map(({ name }) => name)
    const regions = places.map(place => scenario.regions.findIndex(({ name }) => name === place))
    const regular = spec.tasks.law.law === 'regular'
    for (let i = first; i < first + count; i++) {
      own.region[i] = regions[(i - first) % regions.length]
      block(words, key, 0, i, 0, PURPOSE.taskHazard)
      // Regular tasks come at equal distances, each agent's at their own times.
      own.next[i] = (regular ? unit(words[0]) : exponential(words[0])) / own.rate[i]
    }
    if (spec.tasks.law.law === 'bursty') beginBursts(world, g, spec.tasks.law)
  }
  const wallets = sumOf(own.wallet)
  const outside = balanceOf(tables, 'exchange', 'token')
  if (wallets > outside)
    throw new Error(
      `token.supply: expected at least ${wallets / MICRO} token more than others hold, for agents, got ${outside / MICRO} token`,
    )
  open(tables, 'agents', 'token', wallets)
  open(tables, 'exchange', 'token', outside - wallets)
}

/** Agents are in bursts as often as they are in the long run, and all have the rest of a spell before them. */
function beginBursts(
  { tables, agents, key }: World,
  g: number,
  { calm, burst }: { readonly calm: number; readonly burst: number },
): void {
  const { bursting, left } = tables.agentBursts
  const { first, count } = agents[g]
  for (let i = first; i < first + count; i++) {
    block(words, key, 0, i, 0, PURPOSE.burstAtStart)
    bursting[i] = unit(words[0]) * (calm + burst) < burst ? 1 : 0
    left[i] = exponential(words[1]) * (bursting[i] === 1 ? burst : calm)
  }
}
