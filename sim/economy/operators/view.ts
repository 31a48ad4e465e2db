/** What every operator sees of the others: the posted prices, looked at once a tick. */
import type { World } from '../world.ts'
import { STATE } from './tables.ts'

/** Looks at the prices that are posted before anybody moves. */
export function lookAround({ tables }: World): void {
  const { state, posted } = tables.operators
  let operators = 0
  let sum = 0
  let cheapest = Infinity
  let atCheapest = 0
  let second = Infinity
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active) continue
    operators++
    sum += posted[o]
    if (posted[o] < cheapest) {
      second = cheapest
      cheapest = posted[o]
      atCheapest = 1
    } else if (posted[o] === cheapest) atCheapest++
    else if (posted[o] < second) second = posted[o]
  }
  const { marketView } = tables
  marketView.operators[0] = operators
  marketView.mean[0] = operators === 0 ? 0 : sum / operators
  marketView.cheapest[0] = cheapest
  marketView.atCheapest[0] = atCheapest
  marketView.second[0] = second
}

/** Lowest posted price of the others, micro-token/query; Infinity: there are none. */
export function cheapestRival({ tables }: World, o: number): number {
  const { cheapest, atCheapest, second } = tables.marketView
  const alone = tables.operators.posted[o] === cheapest[0] && atCheapest[0] === 1
  return alone ? second[0] : cheapest[0]
}
