/** Metrics of the token’s market: how much each party trades in the pools, and what it loses to their fees and to its own size. */

import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { TRADERS } from '../trade/execution.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

/** Turnover and slippage of who can trade, where tokens are priced in pools. */
export function exchangeMetrics(scenario: Scenario): readonly Metric<World>[] {
  if (scenario.token.pricing.rule !== 'pools') return []
  const rows = TRADERS.flatMap((name, row) => (trades(scenario, name) ? [{ name, row }] : []))
  return [
    ...rows.flatMap(({ name, row }) =>
      orders(name, ({ tables: { orders } }) => [orders.turnover[row], orders.slippage[row]]),
    ),
    ...(scenario.trade.bots.length > 0
      ? orders('bots', ({ tables: { tradeTally } }) => [tradeTally.turnover[0], tradeTally.slippage[0]])
      : []),
  ]
}

function trades({ sovereigns, protocol, governance, agents }: Scenario, trader: (typeof TRADERS)[number]): boolean {
  switch (trader) {
    case 'sovereigns':
      return sovereigns.length > 0
    case 'treasury':
      return protocol.burn.rule === 'buy-back'
    case 'builders':
      return governance.proposals.some(({ kind }) => kind === 'grant')
    case 'principals':
    case 'agents':
    case 'issuers':
      return agents.groups.length > 0
    default:
      return true
  }
}

function orders(name: string, of: (world: World) => readonly [turnover: number, slippage: number]): Metric<World>[] {
  return [
    metric(
      `turnover_${name}`,
      'USD/s',
      `tokens that ${name} buy and sell in pools, at the pools’ price before each order`,
      w => of(w)[0] / MICRO / w.tickLength,
    ),
    quotient(
      `slippage_${name}`,
      '1',
      `what ${name} lose to fees of pools and to the size of their orders, over their turnover`,
      w => of(w)[1],
      w => of(w)[0],
    ),
  ]
}
