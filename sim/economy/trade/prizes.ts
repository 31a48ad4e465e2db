/** Prizes: what goes to the first in a block besides trades. Bots bid for them as they do for a trade. */
import { block } from '../../engine/random.ts'
import { unit } from '../../engine/variates.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { bid, charge, highestBid, NONE } from './auctions.ts'
import { botName } from './bots.ts'
import { credit, refill } from './swaps.ts'

type Prize = Scenario['trade']['prizes'][number]

const words = new Int32Array(4)

/** Offers the prizes of the block at `time` (s), where the outside price is `price`. */
export function offerPrizes(world: World, time: number, price: number): void {
  const { prizes } = world.scenario.trade
  const block = world.tables.blockClock.count[0] + 1
  for (let k = 0; k < prizes.length; k++) if (block % prizes[k].every === 0) offer(world, k, time, price)
}

function offer(world: World, k: number, time: number, price: number): void {
  const { tables, scenario } = world
  const { prizeTally: tally, botPlans, bots } = tables
  const prize = scenario.trade.prizes[k]
  const number = scenario.trade.pools.length + k
  const contenders = value(world, number, prize, price)
  tally.offered[0]++
  tally.worth[0] += prize.worth
  tally.contenders[0] += contenders
  if (contenders === 0) return
  const lot = { number, contenders, ...(prize.values === 'uniform' && { most: prize.worth / price }) }
  const bidders = bid(world, lot, price)
  tally.bidders[0] += bidders
  if (bidders === 0) return
  const winner = highestBid(world, bidders, NONE)
  const paidBefore = tables.tradeTally.feeValue[0]
  const fee = charge(world, bidders, winner, price)
  const gain = Math.floor(botPlans.worth[winner] * price)
  bots.dollars[winner] += gain
  credit(world, winner, gain)
  refill(world, winner, fee, price)
  tally.taken[0]++
  tally.gain[0] += gain
  tally.fee[0] += fee * price
  tally.paid[0] += tables.tradeTally.feeValue[0] - paidBefore
  tables.tradeTally.expected[0] += gain
  if (scenario.record.trades)
    world.happenings.push({
      time,
      kind: 'prize',
      subject: botName(world, winner),
      detail: `${prize.name}: worth ${gain / 1e6} USD, fee ${fee / 1e6} token`,
    })
}

/** Says what the prize is worth to every bot, token; returns to how many it is worth something. */
function value({ tables, key }: World, number: number, { worth, values }: Prize, price: number): number {
  const { there } = tables.bots
  const plans = tables.botPlans
  const turn = tables.blockClock.count[0]
  let contenders = 0
  for (let b = 0; b < there.length; b++) {
    if (there[b] === 0) continue
    plans.worth[b] = worth / price
    if (values === 'uniform') {
      block(words, key, number, b, turn, PURPOSE.prize)
      plans.worth[b] *= unit(words[0])
    }
    if (!(plans.worth[b] > 0)) continue
    plans.takes[b] = 0
    plans.zeal[b] = 1
    plans.contender[contenders++] = b
  }
  return contenders
}
