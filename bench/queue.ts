/**
 * First come, first served: customers through the queue of one node with c servers, arrival and service drawn by the
 * generator of the simulator, a second. The kernel is the one that serves races in queues.
 */

import { soonestServer } from '../sim/economy/queries/queue.ts'
import { blocksOfRows, keyOf } from '../sim/engine/random.ts'
import { exponential } from '../sim/engine/variates.ts'
import { consume, type Measurement, measure } from './timing.ts'

const ROWS = 512
const CUSTOMERS = 1_000_000 - (1_000_000 % ROWS)
const LOAD = 0.8

/** Customers a second through M/M/c at load 0.8. */
export function queueBench(servers: readonly number[] = [1, 5]): Measurement[] {
  const key = keyOf('queue')
  const words = new Int32Array(4 * ROWS)
  const index = Uint32Array.from({ length: ROWS }, (_, row) => row)
  const agent = new Uint32Array(ROWS)
  return servers.map(c =>
    measure(`queue: customers through M/M/${c}`, () => {
      const free = new Float64Array(c)
      const gap = 1 / (c * LOAD)
      let now = 0
      let waits = 0
      for (let done = 0; done < CUSTOMERS; done += 2 * ROWS) {
        // A block serves two customers.
        blocksOfRows(words, 1, key, index, 1, agent, 0, ROWS, done, c)
        for (let row = 0; row < 2 * ROWS; row++) {
          now += gap * exponential(words[2 * row])
          const server = soonestServer(free, 0, c)
          const start = Math.max(now, free[server])
          waits += start - now
          free[server] = start + exponential(words[2 * row + 1])
        }
      }
      consume(waits)
      return CUSTOMERS
    }),
  )
}
