/** Flows of the resource markets: what is paid for goods, what making and carrying them costs, and who brings the dollars. */
import type { Flow } from '../accounts.ts'

export const RESOURCE_FLOWS = {
  consumerIncome: { from: 'outside', to: 'consumers', currency: 'dollar', doc: 'dollars that consumers bring in' },
  consumption: { from: 'consumers', to: 'escrow', currency: 'dollar', doc: 'what consumers pay for goods' },
  consumptionPremium: {
    from: 'escrow',
    to: 'consumers',
    currency: 'dollar',
    doc: 'what they get for taking goods at negative prices',
  },
  production: { from: 'escrow', to: 'producers', currency: 'dollar', doc: 'what producers get for goods' },
  disposal: { from: 'producers', to: 'escrow', currency: 'dollar', doc: 'what they pay at negative prices' },
  spareCapacity: {
    from: 'escrow',
    to: 'operators',
    currency: 'dollar',
    doc: 'what operators get for spare capacity of their nodes',
  },
  productionCost: { from: 'producers', to: 'suppliers', currency: 'dollar', doc: 'what making goods costs' },
  productionPremium: {
    from: 'outside',
    to: 'producers',
    currency: 'dollar',
    doc: 'what making goods is worth to producers in itself, where they offer at negative prices',
  },
  carrierPurchase: {
    from: 'carriers',
    to: 'escrow',
    currency: 'dollar',
    doc: 'what carriers pay for goods',
    back: 'carrierSale',
  },
  carrierSale: {
    from: 'escrow',
    to: 'carriers',
    currency: 'dollar',
    doc: 'what carriers get for goods',
    back: 'carrierPurchase',
  },
  carriage: { from: 'carriers', to: 'suppliers', currency: 'dollar', doc: 'what carrying costs' },
  congestionToll: { from: 'carriers', to: 'treasury', currency: 'dollar', doc: 'tolls for congestion' },
  storing: {
    from: 'stores',
    to: 'escrow',
    currency: 'dollar',
    doc: 'what stores pay for goods',
    back: 'releasing',
  },
  releasing: {
    from: 'escrow',
    to: 'stores',
    currency: 'dollar',
    doc: 'what stores get for goods',
    back: 'storing',
  },
  resourceRounding: { from: 'escrow', to: 'treasury', currency: 'dollar', doc: 'roundings of the resource markets' },
  producerCapital: { from: 'outside', to: 'producers', currency: 'dollar', doc: 'dollars that producers bring in' },
  carrierCapital: { from: 'outside', to: 'carriers', currency: 'dollar', doc: 'dollars that carriers bring in' },
  storeCapital: { from: 'outside', to: 'stores', currency: 'dollar', doc: 'dollars that stores bring in' },
} as const satisfies Record<string, Flow>
