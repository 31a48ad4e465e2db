/**
 * Customers, and what they see at the start of a tick. A row is an agent, who stands for one customer or for many. A list is what the customers of some region see when they ask for
 * some class: nodes with weights.
 */
import { f32, f64, i32, table, u8, u16, u32 } from '../../engine/memory.ts'

/** Where a customer is. */
export const CUSTOMER = { here: 0, away: 1, unsubscribed: 2 } as const

/** Numbers of a slot of the alias table: threshold, member below it, member from it on. */
export const SLOT = 3

/** Numbers of an offer in `services`: scale of its service time and 1 over the node's accuracy. */
export const SERVICE = 2

interface Sizes {
  readonly customers: number
  readonly nodes: number
  readonly lists: number
  readonly classes: number
  /** Customers whose bytes are counted. */
  readonly prosumers: number
  /** Groups of customers, and of operators. */
  readonly groups: number
  readonly sellers: number
  readonly servers: number
  readonly waiting: number
}

export const queryTables = (n: Sizes) => ({
  customers: table(n.customers, {
    hazard: f64('1', 'time to the next query in units of its mean gap'),
    rate: f64('1/s', 'simulated queries per time at the reference price'),
    reserve: f64('micro-token/query', 'highest posted price that it accepts'),
    wallet: f64(
      'micro-token',
      'tokens at hand for a part of the queries, one in market.sampling; not used without a budget',
    ),
    income: f64(
      'micro-token',
      'what it gets of the tokens bought from income, in every tick; negative: bought as spent',
    ),
    satisfaction: f32('1', 'share of queries answered in time, smoothed'),
    patience: f32('1', 'satisfaction below which it leaves'),
    group: u16('1', 'group of the scenario'),
    region: u16('1', 'region; that plus the number of regions while it is barred'),
    state: u8('1', '0 here, 1 with the outside option, 2 there because the plan costs too much'),
  }),
  prosumers: table(n.prosumers, { taken: f64('byte', 'bytes that it has drawn from the network') }),
  market: table(1, {
    meanPrice: f64('micro-token/query', 'volume-weighted mean of the posted prices paid, last tick with sales'),
    demandRate: f64('query/s', 'queries expected, as a rate'),
    demand: f64('query/s', 'queries expected, smoothed'),
    revenue: f64('micro-dollar/s', 'revenue of all operators, smoothed'),
    paidRate: f64('query/s', 'paid queries, smoothed'),
    income: f64('micro-token', 'tokens that customers with a budget buy in a tick'),
    excess: f64('1', 'work asked over capacity, smoothed'),
  }),
  menus: table(
    n.lists * (n.nodes + 1),
    {
      weight: f64('1', 'weight of the node in this row of the menu’s list'),
      cut: f64('1', 'threshold of the alias slot'),
      alias: u32('1', 'other row of the alias slot'),
      member: u32('1', 'node in this row of the menu’s list, or the outside option'),
    },
    { scratch: true },
  ),
  slots: table(
    n.lists * (n.nodes + 1) * SLOT,
    { slot: i32('1', 'slots of the alias tables, packed for the draw: threshold, member below it, member from it on') },
    { scratch: true },
  ),
  menu: table(
    n.lists,
    {
      members: u32('1', 'nodes in the list'),
      cheapest: f64('micro-token/query', 'lowest posted price'),
      dearest: f64('micro-token/query', 'highest posted price'),
    },
    { scratch: true },
  ),
  marketView: table(
    1,
    {
      operators: f64('operator', 'operators in the market'),
      mean: f64('micro-token/query', 'mean of the posted prices'),
      cheapest: f64('micro-token/query', 'lowest posted price'),
      atCheapest: f64('operator', 'operators that ask it'),
      second: f64('micro-token/query', 'the next higher posted price'),
    },
    { scratch: true },
  ),
  races: table(
    1,
    {
      plain: u8(
        '1',
        '1 where all service times are exponential, no node is down in the tick and wrong answers are caught',
      ),
    },
    { scratch: true },
  ),
  attraction: table(
    n.sellers,
    {
      sum: f64('1', 'attraction of the market as operators of the group perceive it, in units of that of `base`'),
      base: f64('micro-token/query', 'price that is worth as much as the outside option or the cheapest operator'),
    },
    { scratch: true },
  ),
  menuDemand: table(n.lists, { share: f64('1', 'share of the customers’ demand at the start') }),
  offers: table(
    n.nodes * n.classes,
    {
      fee: f64('micro-token/query', 'fee of a query of size 1'),
      scale: f64('s', 'mean, median, value or step of the service time of a query of size 1'),
      work: f64('1', 'work of a query of size 1, in mean service times'),
      effort: f64('1', 'cost of serving a query of size 1 as a multiple of the operator’s query cost'),
    },
    { scratch: true },
  ),
  services: table(
    n.nodes * n.classes * SERVICE,
    { service: f64('1', 'what a race reads of an offer, side by side: scale and the node’s `spread`') },
    { scratch: true },
  ),
  groupRate: table(n.groups, {
    rate: f64('query/s', 'simulated queries of the group’s customers who are here, per time'),
  }),
  demandFactor: table(
    n.groups,
    { factor: f64('1', 'demand as a multiple of the customers’ rates') },
    { scratch: true },
  ),
  servers: table(n.servers, { free: f64('s', 'when the server has done all work accepted so far') }),
  waiting: table(n.waiting, { begin: f64('s', 'when one of the last accepted queries began or will begin') }),
})
