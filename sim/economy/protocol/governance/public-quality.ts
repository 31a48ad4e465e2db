/** Public quality: a stock that grants build and time wears off; it makes the nodes of all operators faster. */
import { exp, log } from '../../../engine/numerics.ts'
import { transfer } from '../../ledger.ts'
import { sell } from '../../trade/exchange.ts'
import type { World } from '../../world.ts'

/** The treasury gives builders `tokens`, who sell them at once and build; returns the dollars that went into it. */
export function build(world: World, tokens: number): number {
  const { tables, scenario } = world
  const dollars = sell(world, 'builders', tokens)
  transfer(tables, 'grant', tokens)
  transfer(tables, 'grantSale', tokens)
  transfer(tables, 'grantProceeds', dollars)
  transfer(tables, 'building', dollars)
  tables.publicQuality.stock[0] += dollars / scenario.governance.publicQuality.cost
  return dollars
}

/** A tick's wear. */
export function wearOff({ tables, scenario, tickLength }: World): void {
  const { stock } = tables.publicQuality
  if (stock[0] > 0) stock[0] *= exp(-scenario.governance.publicQuality.depreciation * tickLength)
}

/** Factor on all service times: (1 + stock)^-effect. A power law, so each further dollar brings less. */
export function publicSpeed({ tables, scenario }: World): number {
  const stock = tables.publicQuality.stock[0]
  return stock > 0 ? exp(-scenario.governance.publicQuality.effect * log(1 + stock)) : 1
}
