/** Tables of double auctions: traders, their lots, and the book of each place. */
import { f64, i32, type Tables, table, u8, u32 } from '../../../engine/memory.ts'
import type { Scenario } from '../../../scenario/schema.ts'

/** In place of a trader: none. */
export const NOBODY = -1

/** Tables of the auctions of a scenario with so many places and bids; without rows where markets clear otherwise. */
export function auctionTables(
  { resources: { clearing } }: Scenario,
  { places, bids }: { readonly places: number; readonly bids: number },
) {
  const held = clearing.rule === 'auction' && places > 0
  const traders = clearing.rule === 'auction' ? bids * clearing.traders : 0
  const lots = clearing.rule === 'auction' ? traders * clearing.lots : 0
  return {
    ...sessionTables({ places: held ? places : 0, traders, lots }),
    auctionTally: table(
      held ? 1 : 0,
      {
        trades: f64('1', 'trades in all places'),
        reached: f64('micro-dollar', 'worth of what was bought less cost of what was sold'),
        largest: f64('micro-dollar', 'the most of it that trade within each place could bring'),
      },
      { scratch: true },
    ),
  }
}

/** Numbers of rows of a session. */
interface Size {
  readonly places: number
  readonly traders: number
  readonly lots: number
}

export function sessionTables({ places, traders, lots }: Size) {
  return {
    auctionTraders: table(
      traders,
      {
        place: u32('1', 'where it trades'),
        source: u32('1', 'bid of the market that it is a part of'),
        buys: u8('1', '1 where it buys, 0 where it sells'),
        lot: u32('1', 'lot that it deals in now'),
        next: u32('1', 'how many lots further its next one is'),
        end: u32('1', 'end of the lots of its like: from here on it has no more'),
        quote: i32('1', 'price that it asks or bids, in steps; 0 for none'),
      },
      { scratch: true },
    ),
    auctionLots: table(
      lots,
      {
        worth: f64('micro-dollar', 'worth of a unit to its buyer, or its cost'),
        limit: i32('1', 'highest bid, or lowest ask, that loses nothing, in steps'),
        size: f64('1', 'units wanted or offered at the start'),
        left: f64('1', 'units that still are'),
        order: u32('1', 'lots of the place in the order of their worth'),
      },
      { scratch: true },
    ),
    auctionPlaces: table(
      places,
      {
        first: u32('1', 'first of its traders'),
        end: u32('1', 'the one after its last'),
        step: f64('micro-dollar', 'step of the prices of its quotes'),
        bid: i32('1', 'best bid that stands, in steps; 0 for none'),
        bidder: i32('1', 'who made it'),
        ask: i32('1', 'best ask that stands, in steps; one more than the highest price for none'),
        asker: i32('1', 'who made it'),
        trades: u32('1', 'trades in this session'),
        volume: f64('1', 'units traded, those that come and go by ways among them'),
        turnover: f64('micro-dollar', 'what was paid for them'),
      },
      { scratch: true },
    ),
  }
}

/** An auction, and the bids of the market that its traders are parts of. */
export type Auction = Tables<ReturnType<typeof sessionTables>> & {
  readonly bids: { readonly [name in 'filled' | 'money' | 'value']: Float64Array }
}
