/**
 * Who pays whom in the resource markets. All pay into escrow and are paid from it; where a price is negative money goes the
 * other way. Payments are rounded up and receipts down to whole micro-dollars, the treasury gets the difference.
 */
import { payForStocks, spendOnTokens } from '../agents/stocks/settlement.ts'
import type { Purpose } from '../flows.ts'
import { balanceOf, transfer } from '../ledger.ts'
import type { World } from '../world.ts'
import { isBuying } from './bids.ts'
import { BID } from './market.ts'

/** Sums of what a party pays and gets, micro-dollar. */
interface Purse {
  pays: number
  gets: number
}

/** Moves the money for what was traded in this tick. */
export function settleResources(world: World): void {
  const { tables, resources } = world
  const { money } = tables.bids
  const { paid, earned } = tables.wayTrade
  const consumers = { pays: 0, gets: 0 }
  const producers = { pays: 0, gets: 0 }
  const stores = { pays: 0, gets: 0 }
  const carriers = { pays: 0, gets: 0 }
  const agents = { pays: 0, gets: 0 }
  const purses = {
    [BID.demand]: consumers,
    [BID.must]: consumers,
    [BID.supply]: producers,
    [BID.charge]: stores,
    [BID.discharge]: stores,
    [BID.wanted]: agents,
    [BID.offered]: agents,
  }
  for (const [b, { kind }] of resources.bids.entries()) {
    if (kind === BID.spare) continue
    book(purses[kind], isBuying(kind) ? -money[b] : money[b])
  }
  for (let w = 0; w < paid.length; w++) {
    book(carriers, -paid[w])
    book(carriers, earned[w])
  }
  let left = 0
  for (const [{ pays }, purpose] of [
    [consumers, 'consumption'],
    [producers, 'disposal'],
    [stores, 'storing'],
    [carriers, 'carrierPurchase'],
  ] as const)
    left += move(world, purpose, Math.ceil(pays))
  left += payForStocks(world, agents.pays)
  left -= payOperators(world)
  // Sums of many doubles may be off in their last digits: nobody gets what is not there.
  for (const [{ gets }, purpose] of [
    [consumers, 'consumptionPremium'],
    [stores, 'releasing'],
    [carriers, 'carrierSale'],
    [producers, 'production'],
  ] as const)
    left -= move(world, purpose, Math.min(left, Math.floor(gets)))
  left -= spendOnTokens(world, agents.gets, left)
  move(world, 'resourceRounding', left)
  payCosts(world)
  bringDollars(world)
}

function book(purse: Purse, amount: number): void {
  if (amount < 0) purse.pays -= amount
  else purse.gets += amount
}

function move({ tables }: World, purpose: Purpose, amount: number): number {
  transfer(tables, purpose, amount)
  return amount
}

/** Pays operators for spare capacity, by what each has sold. Returns what all get. */
function payOperators({ tables, resources, scenario }: World): number {
  const { work } = tables.spareSold
  const { filled, money } = tables.bids
  const { supply } = scenario.resources
  work.fill(0)
  let total = 0
  for (const [b, { kind, operator, maker }] of resources.bids.entries()) {
    if (kind !== BID.spare || filled[b] === 0) continue
    const { curve } = supply[maker]
    if (curve.law === 'operators') work[operator] += filled[b] * curve.work
    const amount = Math.max(0, Math.floor(money[b]))
    tables.operators.dollars[operator] += amount
    tables.termIncome.dollars[operator] += amount
    total += amount
  }
  transfer(tables, 'spareCapacity', total)
  return total
}

/** Producers and carriers pay what producing and carrying costs; where it is worth something in itself, that is brought in. */
function payCosts({ tables, resources }: World): void {
  const { resourceTally: tally, bids } = tables
  let cost = 0
  let premium = 0
  for (const [b, { kind }] of resources.bids.entries()) {
    if (kind !== BID.supply || bids.filled[b] === 0) continue
    if (bids.value[b] >= 0) cost += bids.value[b]
    else premium -= bids.value[b]
  }
  transfer(tables, 'productionPremium', Math.ceil(premium))
  transfer(tables, 'productionCost', Math.floor(cost))
  transfer(tables, 'carriage', Math.floor(tally.carriage[0]))
  transfer(tables, 'congestionToll', Math.floor(tally.tolls[0]))
}

/** Consumers bring what they pay; so do the others where they have not as much. */
function bringDollars({ tables }: World): void {
  for (const [account, purpose] of [
    ['consumers', 'consumerIncome'],
    ['producers', 'producerCapital'],
    ['carriers', 'carrierCapital'],
    ['stores', 'storeCapital'],
  ] as const)
    transfer(tables, purpose, Math.max(0, -balanceOf(tables, account, 'dollar')))
}
