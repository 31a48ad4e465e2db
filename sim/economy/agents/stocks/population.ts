/** Fills the stocks of agents at the start of a run. */
import { draw, type Quantity } from '../../../scenario/quantity.ts'
import { MICRO } from '../../accounts.ts'
import { type Drawn, drawnPurpose } from '../../purposes.ts'
import type { World } from '../../world.ts'

export function populateStocks({ tables, stocks, key, tickLength }: World): void {
  const { level, capacity, target, production } = tables.stocks
  for (const { spec, first, count } of stocks.flat()) {
    const fill = (column: Float64Array, name: Drawn, quantity: Quantity, times: number) =>
      column.set(
        draw(quantity, count, { key, purpose: drawnPurpose(name), first }).map(value => Math.round(value * times)),
        first,
      )
    fill(capacity, 'stockCapacity', spec.capacity, MICRO)
    fill(level, 'stockLevel', spec.level, MICRO)
    fill(target, 'stockTarget', spec.target, MICRO)
    fill(production, 'stockProduction', spec.production, MICRO * tickLength)
    for (let row = first; row < first + count; row++) {
      level[row] = Math.min(level[row], capacity[row])
      target[row] = Math.min(target[row], capacity[row])
    }
  }
}
