/** Agents: many wallets that are paid, given tasks and buy compute, by phase of the tick. */
import { scenario } from '../sim/scenario/schema.ts'
import type { Part } from './part.ts'
import { type ClockedRun, clockedRun } from './phases.ts'
import { figureTable } from './table.ts'
import { measure, type Work } from './timing.ts'

const AGENTS = 1_000_000
const TICKS = 10
/** Phases from this cost on are listed, ns per agent and tick. */
const LISTED = 0.1

export const walletsPart: Part = {
  name: 'wallets',
  about: `${AGENTS} agents with nothing to do, at work, and buying ahead with an eye on deadlines`,
  run(protocol) {
    const [agents, ticks] = protocol.quick ? [AGENTS / 100, 3] : [AGENTS, TICKS]
    const works = Object.entries(KINDS).map(([name, group]) => working(name, group, agents, ticks))
    const figures = measure(
      works.map(({ work }) => work),
      'agent and tick',
      protocol,
    )
    const phases = works.flatMap(({ name, costs }) => costs(agents).map(([phase, cost]) => `${name}: ${phase} ${cost}`))
    return { text: `${figureTable(figures)}\nns of each phase\n${phases.join('\n')}`, figures }
  },
}

const tasks = { rate: '8/day', pattern: { daily: 0.5 }, reward: '0.15 token' }
const KINDS = {
  idle: { tasks: { rate: '0/day' } },
  working: { tasks },
  'buying ahead': {
    tasks: { ...tasks, deadline: 6, success: 0.98, penalty: '0.05 token' },
    forecast: { load: { method: 'ewma' } },
    buying: { rule: 'threshold', cover: '12 h' },
  },
} as const

function working(name: string, group: object, count: number, ticks: number) {
  let run: ClockedRun | undefined
  const work: Work = {
    name,
    run() {
      run ??= clockedRun(economy(group, count))
      for (let tick = 0; tick < ticks; tick++) run.step()
      return count * ticks
    },
  }
  const costs = (agents: number): (readonly [phase: string, cost: string])[] => {
    const { phases, spent, world } = run!
    return phases
      .map((phase, p) => [phase, (spent[p] * 1e6) / world.tick / agents] as const)
      .filter(([, cost]) => cost >= LISTED)
      .map(([phase, cost]) => [phase, cost.toFixed(1)])
  }
  return { name, work, costs }
}

function economy(group: object, count: number) {
  const money = { wallet: '2 token', income: '0.02 USD/day', upkeep: '0.01 USD/day' }
  return scenario.parse({
    name: 'bench',
    clock: { tick: '1 h', ticks: 100_000 },
    token: { price: '0.10 USD/token', supply: '1e9 token' },
    agents: {
      groups: [{ name: 'agent', count, ...money, ...group }],
      credits: { price: '0.03 token', capacity: `${count / 2}/h`, pricing: 'congestion', smoothing: '3 h' },
    },
  })
}
