/** What bots learn of their own trades: those who see prices late find that they mostly win what others would not have. */
import type { World } from '../world.ts'

/** Least part of a promise that a bot counts on, and part of its chances that it takes after losses: so it goes on learning. */
const LEAST = 0.01

/** Notes what the trade of bot `b` brought at the outside price `price`, micro-dollar, beside what it seemed to bring. */
export function learn({ tables, scenario }: World, b: number, gain: number, price: number): void {
  const { group, promised, brought, trust } = tables.bots
  tables.tradeTally.gain[0] += gain
  const { memory } = scenario.trade.bots[group[b]]
  if (memory === undefined) return
  const kept = 1 - 1 / memory
  promised[b] = kept * promised[b] + (tables.botPlans.worth[b] / trust[b]) * price
  brought[b] = kept * brought[b] + gain
  trust[b] = Math.min(1, Math.max(LEAST, brought[b] / promised[b]))
}

/** Part of its chances that bot `b` takes: all, unless its trades have brought losses. */
export const zealOf = ({ tables }: World, b: number) => (tables.bots.brought[b] < 0 ? LEAST : 1)
