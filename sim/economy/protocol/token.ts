/** The token against the dollar: what one is worth. */
import { f64, table } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { money, moved } from '../ledger.ts'
import { weightOf } from '../operators/scores.ts'
import { priceFactor } from '../shocks/shocks.ts'
import { poolPrice } from '../trade/execution.ts'
import type { World } from '../world.ts'

/** Bounds of the price, USD/token: those of the scenario's. */
const LOWEST = 1e-6
const HIGHEST = 1e6

/** Purposes for which users pay dollars for tokens, or for coins that they pay for tokens. */
const PAYMENTS = ['purchasePayment', 'sovereignPayment', 'coinPayment', 'remoteDollars', 'principalPayment'] as const

export const tokenTables = () => ({
  token: table(1, {
    price: f64('micro-dollar/micro-token', 'what one token is worth in dollars'),
    before: f64('micro-dollar/micro-token', 'what it was worth in the tick before'),
    spending: f64('micro-dollar/s', 'what users spend on tokens, smoothed'),
  }),
})

/** Whether the token is ever worth more or less than at the start, but by a vote. */
export const isVolatile = ({ token, shocks }: Scenario) =>
  token.pricing.rule !== 'fixed' || shocks.some(({ kind }) => kind === 'price')

/** Sets the price of the tick, where it is given; of one that moves, only the first. */
export function priceToken(world: World): void {
  const { tables, scenario, start } = world
  const { price } = tables.token
  if (scenario.token.pricing.rule === 'fixed') price[0] = scenario.token.price * priceFactor(world, start)
  else if (price[0] === 0) price[0] = scenario.token.price
}

/** Price at the start over the price now. */
export const parityOf = ({ tables, charter }: World) => charter.token.price / tables.token.price[0]

/** Dollars that users have spent on tokens in this tick, on other chains too, micro-dollar. */
export const spentOnTokens = ({ tables }: World) => PAYMENTS.reduce((sum, purpose) => sum + moved(tables, purpose), 0)

/** Values the token for the next tick, where it moves. */
export function valueToken(world: World): void {
  const { scenario, tables, end } = world
  const { price, before } = tables.token
  if (!isVolatile(scenario)) return
  before[0] = price[0]
  switch (scenario.token.pricing.rule) {
    case 'fixed':
      price[0] = scenario.token.price * priceFactor(world, end)
      break
    case 'quantity':
      exchangeEquation(world, scenario.token.pricing)
      break
    case 'pools':
      price[0] = poolPrice(world)
  }
}

type Quantity = Extract<Scenario['token']['pricing'], { rule: 'quantity' }>

/**
 * The equation of exchange: price = spending / (velocity * supply) (Fisher 1911). Before anything was spent the average is
 * what the price stands for. Without spending the price stays.
 */
function exchangeEquation(world: World, pricing: Quantity): void {
  const { tables, tickLength } = world
  const { price, spending } = tables.token
  const worth = pricing.velocity * money(tables, 'token').final
  if (spending[0] === 0) spending[0] = price[0] * worth
  const weight = pricing.smoothing === 0 ? 1 : weightOf(tickLength, pricing.smoothing)
  spending[0] += weight * (spentOnTokens(world) / tickLength - spending[0])
  if (spending[0] > 0 && worth > 0) price[0] = Math.min(HIGHEST, Math.max(LOWEST, spending[0] / worth))
}

/** Lets what customers `from` to before `to` are willing to pay stand in dollars while the token moves. */
export function keepReservations({ tables }: World, from: number, to: number): void {
  const { reserve } = tables.customers
  const change = tables.token.before[0] / tables.token.price[0]
  for (let c = from; c < to; c++) reserve[c] *= change
}
