/**
 * Tallies of one tick: whole numbers, so that their sums do not depend on order. Every thread adds to tables of its own, and
 * they are added up after the races.
 */
import { f64, table } from '../../engine/memory.ts'
import { BUCKETS } from '../../measure/histogram.ts'

/** Size 1 in the unit of the tallies. */
export const SIZE = 1024

export const tallyTables = (n: { readonly nodes: number; readonly classes: number }) => ({
  nodeTally: table(n.nodes, {
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
  }),
  offerTally: table(n.nodes * n.classes, {
    sized: f64('1/1024', 'size of the queries served; where all are of size 1, summed after the races'),
  }),
  answers: table(n.nodes * n.classes * 2, {
    answer: f64('1', 'of an offer, side by side: answers given and the sum of their latencies (us)'),
  }),
  sales: table(n.nodes * n.classes * 4, {
    sale: f64('1', 'of an offer, side by side: races won, those paid, their fees, what is left of fees of late ones'),
  }),
  classTally: table(n.classes, {
    queries: f64('query', 'queries paid'),
    fees: f64('micro-token', 'fees paid'),
    queued: f64('query', 'copies whose wait in a queue is known'),
    wait: f64('us', 'sum of these waits'),
  }),
  tally: table(1, {
    asked: f64('query', 'queries asked'),
    traced: f64('query', 'queries asked by a trace'),
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
    winning: f64('micro-token', 'paid to winners'),
    verifying: f64('micro-token', 'paid to verifiers'),
    legacyFees: f64('micro-dollar', 'paid to the legacy provider'),
    gas: f64('1/1024', 'gas used by raced queries'),
    taxes: f64('micro-token', 'taken by the protocol of the races won'),
    kept: f64('micro-token', 'what that left'),
  }),
  latencies: table(BUCKETS, { count: f64('query', 'answered queries in this bucket of latency') }),
})
