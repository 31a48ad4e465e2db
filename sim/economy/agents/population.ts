/** Fills the tables of agents at the start of a run and opens their books. */
import { block } from '../../engine/random.ts'
import { exponential } from '../../engine/variates.ts'
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
    for (let i = first; i < first + count; i++) {
      own.region[i] = regions[(i - first) % regions.length]
      block(words, key, 0, i, 0, PURPOSE.taskHazard)
      own.hazard[i] = exponential(words[0])
    }
  }
  const wallets = own.wallet.reduce((sum, tokens) => sum + tokens, 0)
  const outside = balanceOf(tables, 'exchange', 'token')
  if (wallets > outside)
    throw new Error(
      `token.supply: expected at least ${wallets / MICRO} token more than others hold, for agents, got ${outside / MICRO} token`,
    )
  open(tables, 'agents', 'token', wallets)
  open(tables, 'exchange', 'token', outside - wallets)
}
