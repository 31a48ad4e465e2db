/** Buy-back and burn: the treasury turns taxes into dollars as they come, and the dollars into tokens that it burns. */
import { balanceOf, transfer } from '../ledger.ts'
import { sell, spend } from '../trade/exchange.ts'
import { hasCome, type World } from '../world.ts'

/** Sells `tokens` of the treasury's for dollars, rounded down. */
export function sellTaxes(world: World, tokens: number): void {
  const { tables } = world
  transfer(tables, 'tollSale', tokens)
  transfer(tables, 'tollProceeds', sell(world, 'treasury', tokens))
}

/** Spends all dollars of the treasury on tokens and burns them, when it is time: as far as there are tokens to buy. */
export function buyBack(world: World): void {
  const { tables, scenario } = world
  const { burn } = scenario.protocol
  if (burn.rule !== 'buy-back') return
  // The last occasion before the next tick's end may be a bit after this one's (see hasCome).
  const before = Math.floor((world.start + 1e-6 * world.tickLength) / burn.every)
  if (!hasCome(world, (before + 1) * burn.every)) return
  const { paid, tokens } = spend(world, 'treasury', balanceOf(tables, 'treasury', 'dollar'))
  transfer(tables, 'buybackPayment', paid)
  transfer(tables, 'buyback', tokens)
  transfer(tables, 'buybackBurn', tokens)
}
