/** Arbitrage: bots, each of whom sees the price at once or late, compete for the first trade with every pool in every block. */
import { type Run, start } from '../sim/economy/run.ts'
import { scenario } from '../sim/scenario/schema.ts'
import type { Part } from './part.ts'
import { NOWHERE } from './race-market.ts'
import { figureTable } from './table.ts'
import { measure, type Work } from './timing.ts'

const BOTS = 1000
const POOLS = 10
/** Blocks in a run, one a tick. */
const BLOCKS = 200

const AUCTIONS = ['first-price', 'all-pay', 'share'] as const

export const tradePart: Part = {
  name: 'trade',
  about: `${BOTS} bots for the first trade with ${POOLS} pools in each block, by auction`,
  run(protocol) {
    const blocks = protocol.quick ? BLOCKS / 10 : BLOCKS
    const works = AUCTIONS.map(auction => competition(auction, blocks))
    const figures = measure(works, 'bot, pool and block', protocol)
    return { text: figureTable(figures), figures }
  },
}

/** Pools of so small a fee that the price leaves something to gain in nearly every block. */
function competition(auction: (typeof AUCTIONS)[number], blocks: number): Work {
  const bots = { count: BOTS / 2, activity: 0.5, wallet: '100000 token', dollars: '100000 USD' }
  const document = {
    name: 'bench',
    clock: { tick: '12 s', ticks: 1_000_000 },
    token: { price: '1 USD/token', supply: '1e9 token' },
    customers: [{ name: 'nobody', rate: '0/s' }],
    trade: {
      pools: Array.from({ length: POOLS }, (_, p) => ({ name: `pool-${p}`, fee: 0.0001 })),
      reference: { law: 'gbm', volatility: '10 %/day^0.5' },
      bots: [
        { name: 'near', ...bots },
        { name: 'far', ...bots, delay: '2 s', memory: 100 },
      ],
      auction,
    },
  }
  let run: Run | undefined
  return {
    name: `${auction} auctions`,
    run() {
      run ??= start(scenario.parse(document), [], NOWHERE)
      for (let block = 0; block < blocks; block++) run.step()
      if (run.world.tables.tradeTally.blocks[0] !== 1) throw new Error('trade: expected a block in each tick')
      return blocks * BOTS * POOLS
    },
  }
}
