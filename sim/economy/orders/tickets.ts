/**
 * Refunds by ticket: fees are charged in full, and a part of what is due is paid back later, by the operators in the market
 * in proportion to the fees that they have had. Customers sell the tokens and take the dollars out.
 */
import { EVENT } from '../events.ts'
import { transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { sell } from '../trade/exchange.ts'
import { happened, type World } from '../world.ts'

/** Grants a part of what is due for this tick's misses; it is paid after the delay. */
export function answerTickets(world: World): void {
  const { tables, scenario, calendar } = world
  const { refunds } = scenario.terms
  if (refunds.rule !== 'ticket') return
  const { sold } = tables.tickets
  for (let o = 0; o < sold.length; o++) sold[o] += tables.operators.fees[o]
  const granted = Math.floor(tables.tally.refunds[0] * refunds.probability)
  if (granted === 0) return
  if (refunds.delay === 0) payRefund(world, 0, granted)
  else calendar.schedule(Math.max(calendar.now, world.end + refunds.delay), 0, EVENT.refund, 0, granted)
}

/** Pays `granted` micro-tokens back, or as much of it as the operators can pay. */
export function payRefund(world: World, _: number, granted: number): void {
  const { tables } = world
  const { state, wallet } = tables.operators
  const { sold } = tables.tickets
  const price = tables.token.price[0]
  let all = 0
  for (let o = 0; o < sold.length; o++) if (state[o] === STATE.active) all += sold[o]
  let before = 0
  let shared = 0
  let paid = 0
  for (let o = 0; o < sold.length && all > 0; o++) {
    if (state[o] !== STATE.active) continue
    before += sold[o]
    // Rounding sums instead of parts: the parts add up to what was granted.
    const part = Math.floor(granted * (before / all)) - shared
    shared += part
    const amount = Math.min(part, wallet[o])
    wallet[o] -= amount
    tables.termIncome.dollars[o] -= amount * price
    paid += amount
  }
  if (paid < granted) happened(world, 'refund', 'operators', `${paid / 1e6} of ${granted / 1e6} token paid`)
  const proceeds = sell(world, 'customers', paid)
  transfer(tables, 'ticketRefund', paid)
  transfer(tables, 'resale', paid)
  transfer(tables, 'resaleProceeds', proceeds)
  transfer(tables, 'withdrawal', proceeds)
}
