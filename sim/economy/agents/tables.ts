/** Agents: their wallets and credits, what they are to do, and what is counted of it. Compute is in micro-credits. */
import { f64, table, u8, u16, u32 } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { deadlinesOf } from './groups.ts'
import { lotTable } from './lots.ts'
import { wantTallies } from './sharing.ts'

/** What an agent is doing. */
export const AGENT = { awake: 1, dormant: 2, retired: 3 } as const

const countOf = ({ agents }: Scenario) => agents.groups.reduce((sum, { count }) => sum + count, 0)

export function agentTables(scenario: Scenario) {
  const count = countOf(scenario)
  const { agents } = scenario
  const groups = agents.groups.length
  return {
    agents: table(count, {
      group: u16('1', 'group of the scenario'),
      region: u16('1', 'region'),
      state: u8('1', '1 awake, 2 dormant, 3 retired'),
      since: u32('tick', 'tick since which it is in this state'),
      busy: u8('1', '1 where work waits or was done in the last tick, else 0'),
      wallet: f64('micro-token', 'tokens at hand'),
      credits: f64('micro-credit', 'credits at hand'),
      rate: f64('1/s', 'tasks per time, before pattern and shocks'),
      next: f64('s', 'load of its group at which its next task comes'),
      waiting: f64('micro-credit', 'work that it has been given and has not done'),
      progress: f64('micro-credit', 'work done on the task that it has begun and not finished'),
      capacity: f64('micro-credit', 'compute of its own machine in a tick'),
      income: f64('micro-dollar', 'stipend in a tick'),
      upkeep: f64('micro-dollar', 'what staying awake costs in a tick'),
    }),
    agentLoads: table(groups, {
      sum: f64('s', 'time since the start, each tick multiplied by the load of the group in it'),
    }),
    agentBursts: table(agents.groups.some(({ tasks }) => tasks.law.law === 'bursty') ? count : 0, {
      bursting: u8('1', '1 in a burst of tasks, else 0'),
      left: f64('s', 'time until it changes'),
    }),
    taskLots: lotTable(deadlinesOf(scenario), 'micro-credit'),
    // What it does in this tick; what follows in the tick may read it.
    agentWork: table(
      count,
      {
        given: f64('micro-credit', 'work that came'),
        own: f64('micro-credit', 'work that its own machine does'),
        redeemed: f64('micro-credit', 'credits that it wants to use; after the work, that it has used'),
        spot: f64('micro-credit', 'compute that it wants to buy on the spot; after the work, that it has bought'),
        helped: f64('micro-credit', 'work that others do for it'),
        done: f64('micro-credit', 'work done'),
      },
      { scratch: true },
    ),
    creditMarket: table(groups > 0 ? 1 : 0, {
      price: f64('micro-token', 'price of a credit in this tick'),
      spotPrice: f64('micro-token', 'price of compute on the spot'),
      capacity: f64('micro-credit', 'compute that can be used in this tick; infinite where any number can'),
      load: f64('1', 'compute used in the last tick over what can be; 0 where any number can'),
      meanLoad: f64('1', 'load, smoothed'),
      meanSold: f64('1', 'credits bought ahead over what can be used, smoothed'),
      redeemedLevel: f64(
        'micro-credit',
        'credits, or ticket, up to which agents can use all that they want to in this tick',
      ),
      redeemedShare: f64(
        '1',
        'part of what they want to use beyond, up to twice the level, or with that ticket, that they can',
      ),
      spotLevel: f64('micro-credit', 'compute, or ticket, up to which they can buy all that they want on the spot'),
      spotShare: f64('1', 'part of what they want beyond, or with that ticket, that they can buy'),
    }),
    agentTotals: table(groups, AGENT_COLUMNS, { scratch: true }),
  }
}

/** What is counted of a group of agents in a tick. */
const AGENT_COLUMNS = {
  stipends: f64('micro-token', 'stipends paid'),
  returned: f64('micro-token', 'tokens that go to principals because agents keep no more'),
  upkeep: f64('micro-token', 'tokens sold for upkeep'),
  given: f64('micro-credit', 'work that came'),
  lost: f64('micro-credit', 'work of tasks that were lost'),
  done: f64('micro-credit', 'work done'),
  finished: f64('micro-credit', 'work of tasks that were finished'),
  well: f64('micro-credit', 'work of tasks that were done well'),
  waiting: f64('micro-credit', 'work that waits as the tick ends'),
  redeemed: f64('micro-credit', 'credits used'),
  spot: f64('micro-credit', 'compute bought on the spot'),
  bought: f64('micro-credit', 'credits bought ahead'),
  held: f64('micro-credit', 'credits held as the tick ends'),
  spotPaid: f64('micro-token', 'paid on the spot'),
  creditsPaid: f64('micro-token', 'paid for credits'),
  rewards: f64('micro-token', 'rewards for work done'),
  delays: f64('micro-token', 'paid for work that waits'),
  creditFees: f64('micro-token', 'fees of purchases ahead'),
  holding: f64('micro-token', 'paid for holding credits'),
  expired: f64('micro-credit', 'credits that expired'),
  orders: f64('1', 'purchases ahead'),
  penalties: f64('micro-token', 'paid for tasks that were lost or not done well'),
  awake: f64('1', 'agents awake'),
  retired: f64('1', 'agents that have retired'),
  fallen: f64('1', 'agents that went dormant'),
  up: f64('1', 'agents awake that could do all work that was due'),
} as const

/** What a thread counts of each group of agents. */
export const agentTallies = (scenario: Scenario) => ({
  agentTally: table(scenario.agents.groups.length, AGENT_COLUMNS),
  ...wantTallies(scenario),
})
