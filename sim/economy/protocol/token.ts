/** The token against the dollar: what the outside market pays or asks for one. */
import { f64, table } from '../../engine/memory.ts'
import type { World } from '../world.ts'

export const tokenTables = () => ({
  token: table(1, { price: f64('micro-dollar/micro-token', 'what one token is worth in dollars') }),
})

/** Sets the price of the tick. */
export function priceToken({ tables, scenario }: World): void {
  tables.token.price[0] = scenario.token.price
}
