/**
 * Payment channels: two sides each, that of its first end in row 2c of the sides and that of the other in row 2c + 1, so
 * that the side across is side ^ 1 and its channel side >> 1.
 */
import { f64, table, u8, u32 } from '../../../engine/memory.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { channelCount } from './graph.ts'
import { routeTables } from './route-tables.ts'

/** What a channel is doing. */
export const CHANNEL = { closed: 0, opening: 1, open: 2, closing: 3 } as const

/** In place of a side: none. */
export const NO_SIDE = 0xffffffff

export function channelTables(scenario: Scenario) {
  const { groups, channels } = scenario.agents
  const count = channelCount(scenario)
  const on = channels.graph.shape === 'none' ? 0 : 1
  const agents = on * groups.reduce((sum, group) => sum + group.count, 0)
  return {
    channels: table(count, {
      state: u8('1', '0 closed, 1 opening, 2 open, 3 closing'),
      closer: u8('1', 'which end closes it alone: 0 the first, 1 the other'),
      cheating: u8('1', '1 where that end has published the state that was best for it'),
      pending: u8('1', 'sides that wait for a top-up: 1 the first, 2 the other'),
      opened: u32('1', 'times that it was opened'),
      kept: f64('micro-token', 'what each side keeps'),
      payments: f64('1', 'payments since it was opened'),
    }),
    channelSides: table(2 * count, {
      agent: u32('1', 'whose it is'),
      balance: f64('micro-token', 'what it holds'),
      best: f64('micro-token', 'most that it has held since the last transaction of the channel'),
      deposit: f64('micro-token', 'what is locked in it when the channel opens'),
    }),
    // The sides of agent i are those in rows first[i] to before first[i + 1] of the lists.
    channelLists: table(2 * count, { side: u32('1', 'side, by agent') }),
    channelAgents: table(agents + on, {
      first: u32('1', 'row of the lists where its sides begin'),
      hub: u32('1', 'side that it has with its hub; NO_SIDE: none'),
      base: f64('micro-token', 'what it asks for passing a payment on'),
      share: f64('1', 'share of the payment that it asks besides'),
    }),
    channelCount: table(on, { open: f64('1', 'channels that are open') }),
    ...routeTables(scenario, agents, count),
    channelTally: table(on, CHANNEL_COLUMNS, { scratch: true }),
    channelIncome: table(
      on * groups.length,
      { routing: f64('micro-token', 'earned in this tick by passing payments on') },
      { scratch: true },
    ),
  }
}

/** What is counted of channels in a tick. */
const CHANNEL_COLUMNS = {
  payments: f64('1', 'payments made'),
  volume: f64('micro-token', 'what was paid by them'),
  hops: f64('1', 'channels that they took'),
  fees: f64('micro-token', 'what was paid for passing them on'),
  noRoute: f64('1', 'payments that failed for want of open channels from payer to payee'),
  noBalance: f64('1', 'payments that failed because a side on the way had too little'),
  transactions: f64('1', 'transactions on the ledger'),
  ledgerFees: f64('micro-token', 'what was paid for them'),
  lives: f64('1', 'channels that had run out and were closed for it'),
  lifePayments: f64('1', 'payments that those had carried since they were opened'),
  closings: f64('1', 'channels that one end has closed alone and whose window has ended'),
  cheats: f64('1', 'those of which a state was published that was not the latest'),
  caught: f64('1', 'those of which that was noticed'),
  gained: f64('micro-token', 'what cheaters got beyond what was theirs'),
  forfeited: f64('micro-token', 'what cheaters lost of what was theirs'),
} as const
