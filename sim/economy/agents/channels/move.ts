/** Moves a payment along its way. */
import type { World } from '../../world.ts'
import { way } from './route.ts'

/** Moves what is to move on `way`, and counts what those in between keep. */
export function move({ tables }: World): void {
  const { agent, balance, best } = tables.channelSides
  const { payments } = tables.channels
  const { group } = tables.agents
  const { routing } = tables.channelIncome
  for (let hop = 0; hop < way.hops; hop++) {
    const s = way.side[hop]
    const due = way.amount[hop]
    balance[s] -= due
    const there = balance[s ^ 1] + due
    balance[s ^ 1] = there
    if (there > best[s ^ 1]) best[s ^ 1] = there
    payments[s >> 1]++
    if (hop > 0) routing[group[agent[s]]] += way.amount[hop - 1] - due
  }
  tables.channelTally.fees[0] += way.amount[0] - way.amount[way.hops - 1]
}
