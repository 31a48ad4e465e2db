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
 * Variance of the work that agent `i` is given in a tick, as far as it knows the law, micro-credits^2: that of Poisson tasks, where they
 * come regularly or by a trace too; in bursts, of their rate besides, as if a tick were calm or a burst as a whole.
 */
export function loadVariance(world: World, i: number): number {
  const { rate, group } = world.tables.agents
  const { law, work } = world.agents[group[i]].spec.tasks
  const task = work * MICRO
  const poisson = meanLoad(world, i) * task
  switch (law.law) {
    case 'bursty': {
      const share = shareOfBursts(law)
      const jump = rate[i] * world.tickLength * (law.times - 1) * task
      return poisson + share * (1 - share) * jump * jump
    }
    case 'normal':
      return law.deviation * law.deviation * task * task
    default:
      return poisson
  }
}

/** Share of time that is bursts, in the long run. */
const shareOfBursts = ({ calm, burst }: { readonly calm: number; readonly burst: number }) => burst / (calm + burst)
