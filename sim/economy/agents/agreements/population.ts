/** Fills the tables of agreements at the start of a run. Alike members of two markets draw alike, so that markets compare. */
import { block } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import { draw, type Quantity } from '../../../scenario/quantity.ts'
import { type Drawn, drawnPurpose, PURPOSE } from '../../purposes.ts'
import type { World } from '../../world.ts'
import type { AgreementMarket } from './markets.ts'

const words = new Int32Array(4)

/** Draws buyers and sellers. Throws where a level promises less latency than any seller can deliver. */
export function populateAgreements(world: World): void {
  for (const [m, market] of world.agreements.entries()) {
    populateBuyers(world, market)
    populateSellers(world, market)
    checkLevels(world, market, m)
  }
}

const values =
  ({ key }: World, count: number, path: string) =>
  (name: Drawn, quantity: Quantity) =>
    draw(quantity, count, { key, purpose: drawnPurpose(name), first: 0, path })

function populateBuyers(world: World, { spec, buyers: { first, count } }: AgreementMarket): void {
  const own = world.tables.agreements
  const drawn = values(world, count, `buyers of "${spec.name}"`)
  own.value.set(drawn('serviceValue', spec.buyers.value), first)
  own.delay.set(drawn('serviceDelay', spec.buyers.delay), first)
  own.discount.set(drawn('buyerDiscount', spec.buyers.discount), first)
  own.outside.set(drawn('buyerOutside', spec.buyers.outside), first)
  if (spec.negotiation.rule === 'concession')
    own.patience.set(drawn('buyerPatience', spec.negotiation.buyerPatience), first)
}

function populateSellers(world: World, { spec, sellers: { first, count } }: AgreementMarket): void {
  const own = world.tables.agreementSellers
  const drawn = values(world, count, `sellers of "${spec.name}"`)
  own.cost.set(drawn('serviceCost', spec.sellers.cost), first)
  own.speed.set(drawn('speedCost', spec.sellers.speed), first)
  own.nine.set(drawn('nineCost', spec.sellers.nine), first)
  own.fastest.set(drawn('fastest', spec.sellers.fastest), first)
  own.failure.set(drawn('serviceFailure', spec.sellers.failure), first)
  own.discount.set(drawn('sellerDiscount', spec.sellers.discount), first)
  own.outside.set(drawn('sellerOutside', spec.sellers.outside), first)
  if (spec.negotiation.rule === 'concession')
    own.patience.set(drawn('sellerPatience', spec.negotiation.sellerPatience), first)
  const { reputation } = spec
  for (let k = 0; k < count; k++) {
    block(words, world.key, 0, k, 0, PURPOSE.opportunist)
    own.opportunist[first + k] = unit(words[0]) < spec.sellers.opportunists ? 1 : 0
    if (reputation.rule !== 'exponential') continue
    own.kept[first + k] = reputation.start
    own.broken[first + k] = 1 - reputation.start
  }
}

function checkLevels({ tables }: World, { spec, sellers: { first, count } }: AgreementMarket, m: number): void {
  const fastest = tables.agreementSellers.fastest.subarray(first, first + count).reduce((a, b) => Math.min(a, b))
  for (const [l, { latency }] of spec.levels.entries())
    if (latency < fastest)
      throw new Error(
        `agents.agreements[${m}].levels[${l}].latency: expected at least the ${fastest} s of the fastest of ${spec.sellers.group}, got ${latency} s`,
      )
}
