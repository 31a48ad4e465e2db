/**
 * The queries at hand and their copies, one a racing node: working space of one thread, which holds nothing from one tick
 * to the next.
 */
import { f64, i32, table, u8, u16, u32 } from '../../engine/memory.ts'

/** What became of one node's answer. The column is all `correct` but between service and outcome of a query with faults. */
export const VERDICT = { correct: 0, missing: 1, caught: 2, passed: 3 } as const

/**
 * Blocks of four random words that a race takes: two words a racer, two spare words or more, and four more where nodes are
 * few and often taken.
 */
export function blocksOf(racers: number, nodes: number): number {
  return Math.ceil((2 * racers + (nodes < 8 * racers ? 6 : 2)) / 4)
}

/** Words that a race takes. */
export const widthOf = (racers: number, nodes: number) => 4 * blocksOf(racers, nodes)

/** Rows of the table of queries, racers of a query, nodes, classes. */
interface Sizes {
  readonly queries: number
  readonly racers: number
  readonly nodes: number
  readonly classes: number
}

export const raceTables = (n: Sizes) => ({
  queries: table(n.queries, {
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
  }),
  copies: table(n.queries * n.racers, {
    node: u32('1', 'node'),
    latency: f64('s', 'time until its answer is with the customer'),
    verdict: u8('1', '0 correct, 1 missing, 2 wrong and caught, 3 wrong and passed'),
  }),
  stamps: table(n.nodes, { query: i32('1', 'last query for which the node was drawn, plus 1') }),
  askers: table(n.queries, {
    customer: u32('1', 'customers who ask in this round'),
    expected: f64('query', 'queries that they ask in the tick on average'),
    purse: f64('micro-token', 'what they can still spend; not used without a budget'),
    round: u32('1', 'number of the round'),
  }),
  rounds: table(1, { kept: u32('1', 'customers who ask in the next round too') }),
  arrivals: table(4 * n.queries, { word: i32('1', 'random words of a round: until the next query, and its class') }),
  outsiders: table(n.classes, { queries: f64('query', 'queries of a round that go to the legacy provider') }),
  words: table(widthOf(n.racers, n.nodes) * n.queries, { word: i32('1', 'random words of the queries at hand') }),
  again: table(n.queries, { query: u32('1', 'queries that need a second, slower look') }),
})
