/** Resource markets: prices, flows and stocks, and what is bid and traded within a tick. */
import { f64, i32, table, u32 } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { OperatorGroup } from '../groups.ts'
import { auctionTables } from './auction/tables.ts'
import { mapTables } from './map.ts'
import { resourceMarket } from './market.ts'
import { windowTables } from './window-tables.ts'

export function resourceTables(scenario: Scenario, groups: readonly OperatorGroup[], operators: number) {
  const market = resourceMarket(scenario, groups)
  const { places, bids, ways, stores, goods } = market
  const memory = stores.reduce((sum, store) => sum + store.memory, 0)
  const sells = scenario.resources.supply.some(({ curve }) => curve.law === 'operators')
  return {
    ...windowTables(scenario, market),
    ...mapTables(market),
    ...auctionTables(scenario, { places: places.length, bids: bids.length }),
    places: table(places.length, {
      price: f64('micro-dollar', 'price at which a unit of its good is traded'),
      quote: f64('micro-dollar', 'price at which tatonnement came to rest, and from which it goes on'),
    }),
    ways: table(ways.length, { flow: f64('1', 'units that entered in this tick, from which the next begins') }),
    stores: table(stores.length, { level: f64('1', 'units in store') }),
    // The newest prices of each store's place, over and over.
    storePrices: table(memory, { price: f64('micro-dollar', 'local price in a past tick') }),
    bids: table(
      bids.length,
      {
        quantity: f64('1', 'units bid for in this tick'),
        low: f64('micro-dollar', 'least price of a unit of it: the last that is wanted, the first that is offered'),
        high: f64('micro-dollar', 'highest price of a unit of it'),
        filled: f64('1', 'units of it that are traded'),
        money: f64('micro-dollar', 'what is paid for these; negative where they are taken for money'),
        value: f64('micro-dollar', 'what these are worth to who buys them, or cost who sells them'),
      },
      { scratch: true },
    ),
    // Net supply of a place, rising with the price: as many bends as prices at which a bid begins or ends.
    bends: table(
      2 * bids.length,
      {
        price: f64('micro-dollar', 'price of the bend'),
        below: f64('1', 'supply less demand just below it'),
        above: f64('1', 'supply less demand just above it'),
        slope: f64('1/micro-dollar', 'growth of supply less demand from here to the next bend'),
        rising: i32('1', 'bids that rise from here on'),
      },
      { scratch: true },
    ),
    netSupply: table(
      places.length,
      {
        bends: u32('1', 'bends of the place'),
        cursor: u32('1', 'bend near the price'),
        most: f64('1', 'units that could be offered in all'),
        wanted: f64('1', 'units that could be wanted in all'),
        net: f64('1', 'units that come by ways less those that leave'),
        usual: f64('micro-dollar', 'usual price of its good'),
        scale: f64('1', 'units that could be traded'),
        inertia: f64('1/micro-dollar', 'excess that moves the price by one'),
        coming: f64('1', 'units that come by ways'),
        leaving: f64('1', 'units that leave by ways'),
        must: f64('1', 'units that must be served'),
        asking: f64('1', 'multiple of what comes that is needed'),
        taking: f64('1', 'part of what comes that can be used'),
        passing: f64('1', 'part of what leaves that there is'),
      },
      { scratch: true },
    ),
    wayTrade: table(
      ways.length,
      {
        response: f64('1/micro-dollar', 'units by which a gain of one moves carriers in a round'),
        paid: f64('micro-dollar', 'what carriers pay for what enters'),
        earned: f64('micro-dollar', 'what they get for what arrives'),
      },
      { scratch: true },
    ),
    storeTrade: table(
      stores.length,
      { charged: f64('1', 'units that go in'), discharged: f64('1', 'units that come out') },
      { scratch: true },
    ),
    spareSold: table(
      sells ? operators : 0,
      { work: f64('1', 'queries of work 1 that its servers could have served in place of what was sold') },
      { scratch: true },
    ),
    placeTrade: table(
      places.length,
      { consumed: f64('1', 'units consumed'), produced: f64('1', 'units made by producers and operators') },
      { scratch: true },
    ),
    goodTally: table(
      goods,
      {
        consumed: f64('1', 'units consumed'),
        produced: f64('1', 'units made by producers and operators'),
        carried: f64('1', 'units that entered links'),
        stored: f64('1', 'units in store'),
        unmet: f64('1', 'units that had to be served and were not'),
        worth: f64('micro-dollar', 'worth of what is consumed'),
        cost: f64('micro-dollar', 'cost of what is produced'),
        paid: f64('micro-dollar', 'what consumers pay'),
        earned: f64('micro-dollar', 'what producers and operators get'),
      },
      { scratch: true },
    ),
    resourceTally: table(
      Math.min(1, goods),
      {
        rounds: u32('1', 'rounds of prices in this tick'),
        excess: f64(
          '1',
          'largest excess left over what could be traded in its place, or gain left over the usual price',
        ),
        carriage: f64('micro-dollar', 'what carrying costs'),
        tolls: f64('micro-dollar', 'what carriers pay for congestion'),
        carriersProfit: f64('micro-dollar', 'what carriers get less what they pay'),
        rent: f64('micro-dollar', 'what of it is earned on ways that are full'),
        storesProfit: f64('micro-dollar', 'what stores get less what they pay'),
      },
      { scratch: true },
    ),
  }
}
