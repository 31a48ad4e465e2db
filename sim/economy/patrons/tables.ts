/** Patrons: what sovereigns have bought, and what prosumers can give. */
import { f64, table, u8, u16, u32 } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { isReciprocal } from '../customers.ts'
import { agentsOf } from '../groups.ts'
import { sovereignGroups } from './groups.ts'

/** In place of a node: a slot that was not won. */
export const NONE = 0xffffffff

/** Whether any region’s link has an end. */
export const isLinked = ({ regions }: Scenario) => regions.some(({ bandwidth }) => bandwidth !== undefined)

export function patronTables(scenario: Scenario) {
  const { regions, customers } = scenario
  const groups = sovereignGroups(scenario)
  const sum = (of: (group: (typeof groups)[number]) => number) => groups.reduce((total, group) => total + of(group), 0)
  const selling = groups.length > 0
  const reciprocal = isReciprocal(scenario)
  const linked = isLinked(scenario)
  return {
    sovereigns: table(
      sum(({ count }) => count),
      {
        group: u16('1', 'group of the scenario'),
        firstSlot: u32('1', 'first row of its slots'),
        home: u16('1', 'home region'),
        value: f64('micro-dollar/s', 'what its first slot is worth to it'),
        bandwidthValue: f64('micro-dollar/byte', 'what bandwidth is worth to it'),
        wallet: f64('micro-token', 'tokens at hand: compensations not yet spent'),
        broken: f64('s', 'time of its slots that was broken since the start'),
        breaking: u8('1', '1 while one of its slots is broken'),
      },
    ),
    // By sovereign, slot and replica.
    guarantees: table(
      sum(({ count, spec }) => count * spec.slots * spec.redundancy),
      {
        node: u32('1', 'node that serves it'),
        nextNode: u32('1', 'node that serves it in the next period'),
      },
    ),
    // By sovereign and replica.
    lots: table(
      sum(({ count, spec }) => count * spec.redundancy),
      {
        bandwidth: f64('byte/s', 'dedicated bandwidth'),
        nextBandwidth: f64('byte/s', 'dedicated bandwidth in the next period'),
      },
    ),
    // By region, of this period and the next.
    auctions: table(selling ? regions.length : 0, {
      price: f64('micro-dollar/s', 'price of a slot'),
      offered: f64('1', 'slots offered'),
      sold: f64('1', 'slots sold'),
      bandwidthPrice: f64('micro-dollar/byte', 'price of bandwidth'),
      bandwidthSold: f64('byte/s', 'bandwidth sold'),
      nextPrice: f64('micro-dollar/s', 'price of a slot'),
      nextOffered: f64('1', 'slots offered'),
      nextSold: f64('1', 'slots sold'),
      nextBandwidthPrice: f64('micro-dollar/byte', 'price of bandwidth'),
      nextBandwidthSold: f64('byte/s', 'bandwidth sold'),
    }),
    auctionClock: table(selling ? 1 : 0, {
      held: u32('1', 'auctions held'),
      begun: u32('1', 'periods begun'),
    }),
    guaranteeTally: table(
      selling ? 1 : 0,
      {
        guaranteed: f64('s', 'time of all slots guaranteed in this tick'),
        broken: f64('s', 'part of it in which no replica was up'),
        unpaid: f64('micro-token', 'compensation that operators could not pay'),
      },
      { scratch: true },
    ),
    links: table(linked ? regions.length : 0, {
      load: f64('1', 'bytes of the last tick over what the region’s link carries for the open market'),
    }),
    validators: table(reciprocal ? agentsOf(scenario) : 0, {
      capacity: f64('byte/s', 'what it validates while idle'),
      given: f64('byte', 'bytes that it has validated'),
    }),
    reciprocity: table(reciprocal ? customers.length : 0, {
      held: f64('micro-token', 'wallets of the group at the end of the tick'),
      drawn: f64('byte', 'bytes that the group has drawn since the start'),
      taken: f64('byte', 'bytes that it drew in this tick'),
      given: f64('byte', 'bytes that it validated in this tick'),
      paid: f64('micro-token', 'net fees that it paid in this tick'),
      earned: f64('micro-token', 'what it earned by validating in this tick'),
    }),
    validation: table(
      reciprocal ? 1 : 0,
      {
        share: f64('1', 'share of the bytes offered that is needed'),
        price: f64('micro-token/byte', 'what a validated byte earns'),
      },
      { scratch: true },
    ),
  }
}

/** What a thread counts of links and prosumers. */
export function patronTallies(scenario: Scenario) {
  return {
    traffic: table(isLinked(scenario) ? scenario.regions.length : 0, {
      bytes: f64('byte', 'bytes of answers that passed the region’s link'),
    }),
    prosumerTally: table(isReciprocal(scenario) ? scenario.customers.length : 0, {
      offered: f64('byte', 'bytes that the group’s idle machines could validate'),
      drawn: f64('byte', 'bytes that it has drawn since the start'),
      held: f64('micro-token', 'its wallets after the tick’s fees'),
      bought: f64('micro-token', 'what it bought from income in this tick'),
      given: f64('byte', 'bytes that it validated'),
      earned: f64('micro-token', 'what it earned by that'),
      sold: f64('micro-token', 'tokens that it sold'),
    }),
  }
}
