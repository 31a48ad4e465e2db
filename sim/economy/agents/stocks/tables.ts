/** Tables of stocks: what each agent holds of each good, and what agents bid and trade within a tick. Goods are in micro-units. */
import { f64, table } from '../../../engine/memory.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { BANDS } from './bands.ts'

/** What is counted of a stock in a tick. */
const STOCK_COLUMNS = {
  made: f64('micro-unit', 'units made'),
  used: f64('micro-unit', 'units used'),
  needed: f64('micro-unit', 'units that all work that was due and standing use would have taken'),
  short: f64('1', 'agents awake that could not use as much as that'),
  decayed: f64('micro-unit', 'units lost in stock'),
  bought: f64('micro-unit', 'units bought'),
  sold: f64('micro-unit', 'units sold'),
  spilled: f64('micro-unit', 'units for which there was no room as the tick ended'),
  held: f64('micro-unit', 'units held as the tick ends'),
  paid: f64('micro-token', 'paid for what is bought'),
  earned: f64('micro-token', 'got for what is sold'),
} as const

const stockCount = ({ agents }: Scenario) => agents.groups.reduce((sum, { stocks }) => sum + stocks.length, 0)
const bandCount = (scenario: Scenario) => stockCount(scenario) * scenario.regions.length * BANDS

export function stockTables(scenario: Scenario) {
  const stocks = stockCount(scenario)
  const rows = scenario.agents.groups.reduce((sum, { count, stocks }) => sum + count * stocks.length, 0)
  return {
    stocks: table(rows, {
      level: f64('micro-unit', 'units held; of compute, those bought for the next tick'),
      capacity: f64('micro-unit', 'units that can be kept'),
      target: f64('micro-unit', 'units that it means to hold, before the pattern'),
      production: f64('micro-unit', 'units made in a tick, before pattern and records'),
    }),
    stockAims: table(
      rows,
      { target: f64('micro-unit', 'units that it means to hold in this tick; of compute, what it is short of') },
      { scratch: true },
    ),
    stockWork: table(
      rows > 0 ? scenario.agents.groups.reduce((sum, { count }) => sum + count, 0) : 0,
      { due: f64('micro-credit', 'work that an agent that is awake would do if it had all that this takes') },
      { scratch: true },
    ),
    stockMarket: table(
      Math.min(1, stocks),
      {
        rate: f64('micro-dollar/micro-token', 'dollars that a token brings at least, however much agents buy'),
        raised: f64('micro-token', 'tokens sold for what is bought'),
        earned: f64('micro-token', 'tokens bought for what is sold'),
      },
      { scratch: true },
    ),
    stockBands: table(
      bandCount(scenario),
      {
        share: f64('1', 'part of what is bid that is traded'),
        price: f64('micro-token/micro-unit', 'what is paid for it, or got for it where agents sell'),
      },
      { scratch: true },
    ),
    stockTotals: table(stocks, STOCK_COLUMNS, { scratch: true }),
    stockGains: table(
      stocks,
      { gain: f64('micro-dollar', 'worth of what is bought and price of what is sold, less price and worth') },
      { scratch: true },
    ),
  }
}

/** What a thread counts of each stock, and of what is bid in each band of each stock and region. */
export const stockTallies = (scenario: Scenario) => ({
  stockTally: table(stockCount(scenario), STOCK_COLUMNS),
  stockBids: table(bandCount(scenario), { quantity: f64('micro-unit', 'units bid for') }),
})
