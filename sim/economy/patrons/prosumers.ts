/**
 * Prosumers pay their own queries by validating in idle hours, bytes for bytes. A part of all fees is set aside for validation
 * (`market.fee.prosumers`), the same part of all bytes is to be validated, and a byte validated earns what a byte paid
 * for costs on average: who gives as many bytes as it takes pays nothing in the end.
 */
import { draw } from '../../scenario/quantity.ts'
import { balanceOf, moved, transfer } from '../ledger.ts'
import { drawnPurpose } from '../purposes.ts'
import { sell } from '../trade/exchange.ts'
import type { World } from '../world.ts'

const DAY = 86_400

/** Draws what prosumers can give and opens their accounts. */
export function populateProsumers({ tables, customers, scenario, key }: World): void {
  const { sampling } = scenario.market
  for (const [g, { spec, first, count }] of customers.groups.entries()) {
    if (!spec.reciprocity) continue
    const drawn = draw(spec.reciprocity.capacity, count, { key, purpose: drawnPurpose('capacity'), first })
    const part = spec.represents / sampling
    tables.validators.capacity.set(
      drawn.map(rate => rate * part),
      first,
    )
    for (let c = first; c < first + count; c++) tables.reciprocity.held[g] += sampling * tables.customers.wallet[c]
  }
}

/** Seconds from `start` to `end` that lie between the times of day `from` and `to`; where `to` is not later, it is the next day's. */
export function idleTime(start: number, end: number, from: number, to: number): number {
  const length = to > from ? to - from : DAY - from + to
  const until = (time: number) => {
    const days = Math.floor((time - from) / DAY)
    return days * length + Math.min(length, time - from - days * DAY)
  }
  return until(end) - until(start)
}

/** Seconds of this tick in which each group is idle; negative where it does not validate. */
const idleTimes = ({ scenario, start, end }: World) =>
  scenario.customers.map(({ reciprocity }) =>
    reciprocity ? idleTime(start, end, reciprocity.idle.from, reciprocity.idle.to) : -1,
  )

/** Counts what customers `from` to before `to` offer, have drawn and have left. */
export function offerValidation(world: World, from: number, to: number): void {
  const { tables } = world
  const { group, wallet, income } = tables.customers
  const { capacity } = tables.validators
  const { taken } = tables.prosumers
  const { offered, drawn, held, bought } = tables.prosumerTally
  const idle = idleTimes(world)
  for (let c = from; c < to; c++) {
    const g = group[c]
    if (idle[g] < 0) continue
    offered[g] += Math.floor(capacity[c] * idle[g])
    drawn[g] += taken[c]
    held[g] += wallet[c]
    bought[g] += income[c]
  }
}

/** What of the offers is needed, and what a validated byte earns. */
export function priceValidation({ tables, scenario, lanes }: World): void {
  const { reciprocity: own, validation, classTally, classRules } = tables
  const { sampling, fee } = scenario.market
  if (own.held.length === 0) return
  let offered = 0
  for (let g = 0; g < own.held.length; g++) {
    let drawn = 0
    let held = 0
    let bought = 0
    for (const { prosumerTally: tally } of lanes) {
      offered += sampling * tally.offered[g]
      drawn += sampling * tally.drawn[g]
      held += sampling * tally.held[g]
      bought += sampling * tally.bought[g]
    }
    own.taken[g] = drawn - own.drawn[g]
    own.drawn[g] = drawn
    own.paid[g] = own.held[g] + bought - held
    own.held[g] = held
  }
  let bytes = 0
  for (let cls = 0; cls < classTally.queries.length; cls++) bytes += classTally.queries[cls] * classRules.bytes[cls]
  const needed = Math.floor(fee.prosumers * bytes)
  validation.share[0] = offered > 0 ? Math.min(1, needed / offered) : 0
  validation.price[0] = needed > 0 ? moved(tables, 'validationShare') / needed : 0
}

/** Customers `from` to before `to` validate, are paid, and sell what is more than they want to hold. */
export function validate(world: World, from: number, to: number): void {
  const { tables, scenario } = world
  const { group, wallet } = tables.customers
  const { capacity, given } = tables.validators
  const tally = tables.prosumerTally
  const share = tables.validation.share[0]
  const price = tables.validation.price[0]
  const idle = idleTimes(world)
  const most = scenario.customers.map(({ reciprocity, represents }) =>
    Math.floor(((reciprocity?.most ?? Infinity) * represents) / scenario.market.sampling),
  )
  for (let c = from; c < to; c++) {
    const g = group[c]
    if (idle[g] < 0) continue
    const bytes = Math.floor(Math.floor(capacity[c] * idle[g]) * share)
    const reward = Math.floor(bytes * price)
    const sold = Math.max(0, wallet[c] + reward - most[g])
    given[c] += bytes
    wallet[c] += reward - sold
    tally.given[g] += bytes
    tally.earned[g] += reward
    tally.sold[g] += sold
  }
}

/** Books what validators earned and sold; what is left of the pool goes to the treasury. */
export function payValidators(world: World): void {
  const { tables, scenario, lanes } = world
  const { reciprocity: own } = tables
  const { sampling } = scenario.market
  let rewards = 0
  let sales = 0
  for (let g = 0; g < own.held.length; g++) {
    own.given[g] = 0
    own.earned[g] = 0
    for (const { prosumerTally: tally } of lanes) {
      own.given[g] += sampling * tally.given[g]
      own.earned[g] += sampling * tally.earned[g]
      own.held[g] += sampling * (tally.earned[g] - tally.sold[g])
      sales += sampling * tally.sold[g]
    }
    rewards += own.earned[g]
  }
  transfer(tables, 'validationReward', rewards)
  transfer(tables, 'validationRest', balanceOf(tables, 'reciprocity', 'token'))
  const proceeds = sell(world, 'customers', sales)
  transfer(tables, 'resale', sales)
  transfer(tables, 'resaleProceeds', proceeds)
  transfer(tables, 'withdrawal', proceeds)
}
