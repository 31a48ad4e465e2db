/**
 * First come, first served: customers through the queue of one node with c servers, arrival and service drawn by the
 * generator of the simulator. The kernel is the one that serves races in queues.
 */

import { soonestServer } from '../sim/economy/queries/queue.ts'
import { blocks, keyOf } from '../sim/engine/random.ts'
import { exponential } from '../sim/engine/variates.ts'
import type { Part } from './part.ts'
import { figureTable } from './table.ts'
import { consume, measure, type Work } from './timing.ts'

const ROWS = 512
const CUSTOMERS = 1_000_000 - (1_000_000 % ROWS)
const LOAD = 0.8

export const queuePart: Part = {
  name: 'queue',
  about: 'customers through first-come queues at load 0.8',
  run(protocol) {
    const figures = measure([1, 5].map(queue), 'customer', protocol)
    return { text: figureTable(figures), figures }
  },
}

/** M/M/c. */
function queue(c: number): Work {
  const key = keyOf('queue')
  const words = new Int32Array(4 * ROWS)
  return {
    name: `customers through M/M/${c}`,
    run() {
      const free = new Float64Array(c)
      const gap = 1 / (c * LOAD)
      let now = 0
      let waits = 0
      for (let done = 0; done < CUSTOMERS; done += 2 * ROWS) {
        // A block serves two customers.
        blocks(words, ROWS, key, 0, 0, done, c)
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
    },
  }
}
