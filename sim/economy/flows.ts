/**
 * Every purpose for which tokens and dollars move, declared once; the report, the checks and the answer to "who pays?" are
 * read from here. Those for which coins of chains move are in `flows/coins.ts`.
 */
import type { Flow } from './accounts.ts'
import { AGENT_FLOWS } from './flows/agents.ts'
import { AGREEMENT_FLOWS } from './flows/agreements.ts'
import { CHAIN_FLOWS } from './flows/chains.ts'
import { CHANNEL_FLOWS } from './flows/channels.ts'
import { EXCHANGE_FLOWS } from './flows/exchange.ts'
import { MARKET_FLOWS } from './flows/market.ts'
import { ORDER_FLOWS } from './flows/orders.ts'
import { PATRON_FLOWS } from './flows/patrons.ts'
import { PAYMENT_FLOWS } from './flows/payments.ts'
import { PROTOCOL_FLOWS } from './flows/protocol.ts'
import { RESOURCE_FLOWS } from './flows/resources.ts'
import { TRADE_FLOWS } from './flows/trade.ts'

export const FLOWS = {
  ...MARKET_FLOWS,
  ...PROTOCOL_FLOWS,
  ...PATRON_FLOWS,
  ...ORDER_FLOWS,
  ...TRADE_FLOWS,
  ...CHAIN_FLOWS,
  ...EXCHANGE_FLOWS,
  ...RESOURCE_FLOWS,
  ...AGENT_FLOWS,
  ...PAYMENT_FLOWS,
  ...CHANNEL_FLOWS,
  ...AGREEMENT_FLOWS,
} as const satisfies Record<string, Flow>
export type Purpose = keyof typeof FLOWS

export const PURPOSES = Object.keys(FLOWS) as readonly Purpose[]
