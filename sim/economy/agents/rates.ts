/** Rates: what the tasks of agents amount to in a tick of the long run, by their law; patterns, records and shocks aside. */
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'

/** Mean work that agent `i` is given in a tick, micro-credits. */
export function meanLoad({ tables, agents, tickLength }: World, i: number): number {
  const { rate, group } = tables.agents
  const { spec, tracedRate } = agents[group[i]]
  const { law, work } = spec.tasks
  const perTick = tickLength * work * MICRO
  if (law.law === 'traced') return tracedRate * perTick
  return rate[i] * perTick * (law.law === 'bursty' ? 1 + shareOfBursts(law) * (law.times - 1) : 1)
}

/**
 * Variance of the work that agent `i` is given in a tick, micro-credits^2. Tasks in bursts have that of Poisson tasks and of
 * their rate, as if a tick were calm or a burst as a whole; traced tasks are taken for Poisson ones.
 */
export function loadVariance(world: World, i: number): number {
  const { rate, group } = world.tables.agents
  const { law, work } = world.agents[group[i]].spec.tasks
  const task = work * MICRO
  const poisson = meanLoad(world, i) * task
  const tasks = rate[i] * world.tickLength
  switch (law.law) {
    case 'bursty': {
      const share = shareOfBursts(law)
      const jump = tasks * (law.times - 1) * task
      return poisson + share * (1 - share) * jump * jump
    }
    case 'regular': {
      const part = tasks - Math.floor(tasks)
      return part * (1 - part) * task * task
    }
    case 'normal':
      return law.deviation * law.deviation * task * task
    default:
      return poisson
  }
}

/** Share of time that is bursts, in the long run. */
export const shareOfBursts = ({ calm, burst }: { readonly calm: number; readonly burst: number }) =>
  burst / (calm + burst)
