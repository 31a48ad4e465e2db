/**
 * Customers, the queries of a tick, and what happened to them.
 *
 * A list is what the customers of some region see when they ask for some class: nodes with weights. Queries and
 * their copies (one a racing node) live only inside a tick; tallies are whole numbers, so that sums do not depend on order.
 */
import { f32, f64, i32, table, u8, u16, u32 } from '../../engine/memory.ts'
import { BUCKETS } from '../../measure/histogram.ts'

/** What became of one node's answer. The column is all `correct` but between service and outcome of a query with faults. */
export const VERDICT = { correct: 0, missing: 1, caught: 2, passed: 3 } as const

/** Where a customer is. */
export const CUSTOMER = { here: 0, away: 1 } as const

interface Sizes {
  readonly customers: number
  readonly nodes: number
  readonly lists: number
  readonly classes: number
  readonly racers: number
  readonly groups: number
  readonly queries: number
  readonly servers: number
  readonly waiting: number
}

export const queryTables = (n: Sizes) => ({
  customers: table(n.customers, {
    hazard: f64('1', 'time to the next query in units of its mean gap'),
    rate: f64('1/s', 'queries per time at the reference price'),
    reserve: f64('micro-token/query', 'highest posted price that it accepts'),
    wallet: f64('micro-token', 'tokens at hand; not used without a budget'),
    income: f64('micro-token', 'tokens bought from income in every tick; negative: bought as spent'),
    satisfaction: f32('1', 'share of queries answered in time, smoothed'),
    patience: f32('1', 'satisfaction below which it leaves'),
    group: u16('1', 'group of the scenario'),
    region: u16('1', 'region'),
    state: u8('1', '0 here, 1 with the outside option'),
  }),
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
    n.lists * (n.nodes + 1) * 3,
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
    n.nodes * n.classes * 2,
    { service: f64('1', 'what a race reads of an offer, side by side: scale and the node’s `spread`') },
    { scratch: true },
  ),
  groupRate: table(n.groups, { rate: f64('query/s', 'queries of the group’s customers who are here, per time') }),
  demandFactor: table(
    n.groups,
    { factor: f64('1', 'demand as a multiple of the customers’ rates') },
    { scratch: true },
  ),
  queries: table(
    n.queries,
    {
      time: f64('s', 'when it is asked'),
      cap: f64('micro-token/query', 'highest posted price that it accepts'),
      size: f64('1', 'size; not set where all are of size 1'),
      customer: u32('1', 'who asks'),
      index: u32('1', 'number among the customer’s queries of the tick'),
      order: u32('1', 'row of the query that comes at this place in time'),
      menu: u16('1', 'region and class'),
      kind: u8('1', 'class'),
      racers: u8('1', 'nodes that race'),
      faults: u8('1', 'racing nodes whose answer is not correct'),
      winner: i32('1', 'row of the copy accepted; negative: none'),
    },
    { scratch: true },
  ),
  copies: table(
    n.queries * n.racers,
    {
      node: u32('1', 'node'),
      latency: f64('s', 'time until its answer is with the customer'),
      verdict: u8('1', '0 correct, 1 missing, 2 wrong and caught, 3 wrong and passed'),
    },
    { scratch: true },
  ),
  stamps: table(n.nodes, { query: i32('1', 'last query for which the node was drawn, plus 1') }, { scratch: true }),
  servers: table(n.servers, { free: f64('s', 'when the server has done all work accepted so far') }),
  waiting: table(n.waiting, { begin: f64('s', 'when one of the last accepted queries began or will begin') }),
  nodeTally: table(
    n.nodes,
    {
      answered: f64('query', 'answers given; summed after the races'),
      missing: f64('query', 'races without an answer'),
      caught: f64('query', 'wrong answers caught'),
      passed: f64('query', 'wrong answers not caught'),
      won: f64('query', 'races won; summed after the races'),
      paidQueries: f64('query', 'races won and paid; summed after the races'),
      paid: f64('micro-token', 'fees of the races won, refunds taken off; summed after the races'),
      verified: f64('micro-token', 'fees of the answers verified, refunds taken off'),
      latency: f64('us', 'sum of the latencies of its answers; summed after the races'),
      queued: f64('query', 'copies that came to its queue and were accepted'),
      waited: f64('query', 'copies that found no free server'),
      wait: f64('us', 'sum of their waits'),
      work: f64('1', 'work done, in mean service times; summed after the races'),
      effort: f64('1', 'cost of the work done as a multiple of the query cost; summed after the races'),
    },
    { scratch: true },
  ),
  offerTally: table(
    n.nodes * n.classes,
    {
      sized: f64('1/1024', 'size of the queries served; where all are of size 1, summed after the races'),
    },
    { scratch: true },
  ),
  answers: table(
    n.nodes * n.classes * 2,
    { answer: f64('1', 'of an offer, side by side: answers given and the sum of their latencies (us)') },
    { scratch: true },
  ),
  sales: table(
    n.nodes * n.classes * 4,
    {
      sale: f64('1', 'of an offer, side by side: races won, those paid, their fees, what is left of fees of late ones'),
    },
    { scratch: true },
  ),
  classTally: table(
    n.classes,
    {
      queries: f64('query', 'queries paid'),
      fees: f64('micro-token', 'fees paid'),
    },
    { scratch: true },
  ),
  tally: table(
    1,
    {
      asked: f64('query', 'queries asked'),
      raced: f64('query', 'queries for which nodes raced'),
      answered: f64('query', 'queries answered'),
      paid: f64('query', 'queries paid'),
      late: f64('query', 'queries answered too late'),
      wrong: f64('query', 'queries settled on a wrong answer'),
      unanswered: f64('query', 'raced queries without any answer accepted'),
      unserved: f64('query', 'queries for which there was no node'),
      outside: f64('query', 'queries taken to the legacy provider'),
      fees: f64('micro-token', 'fees charged'),
      refunds: f64('micro-token', 'fees returned'),
      volume: f64('micro-token', 'sum of posted prices of paid queries'),
      spent: f64('micro-token', 'net fees of customers who buy tokens as they spend'),
      latency: f64('us', 'sum of latencies of answered queries'),
      reserved: f64('query', 'paid queries of customers with a reservation price'),
      surplus: f64('micro-token', 'reservation price less price of paid queries'),
      legacyFees: f64('micro-dollar', 'paid to the legacy provider'),
    },
    { scratch: true },
  ),
  latencies: table(BUCKETS, { count: f64('query', 'answered queries in this bucket of latency') }, { scratch: true }),
})
