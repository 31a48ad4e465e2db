/**
 * Operators and their nodes: one row each for the whole run, never reused. Candidates have rows from the start;
 * their state says who is in the market.
 */
import { f64, table, u8, u16, u32 } from '../../engine/memory.ts'

/** What an operator is now. */
export const STATE = { candidate: 0, active: 1, leaving: 2, gone: 3 } as const

/** Law of a node's service time. */
export const LAW = { exponential: 0, lognormal: 1, deterministic: 2, geometric: 3 } as const

export const operatorTables = (operators: number, nodes: number) => ({
  operators: table(operators, {
    group: u16('1', 'group of the scenario: operators first, then candidates'),
    state: u8('1', '0 candidate, 1 in the market, 2 left and waiting for its stake, 3 gone'),
    firstNode: u32('1', 'row of its first node'),
    nodes: u32('1', 'nodes that it runs'),
    mostNodes: u32('1', 'rows reserved for its nodes'),
    price: f64('micro-token/query', 'price that it wants'),
    posted: f64('micro-token/query', 'price in whole micro-tokens that customers see'),
    initialPrice: f64('micro-token/query', 'price at entry'),
    wallet: f64('micro-token', 'tokens at hand'),
    dollars: f64('micro-dollar', 'dollars at hand'),
    stake: f64('micro-token', 'stake that can be slashed'),
    capital: f64('micro-dollar', 'worth of all that it brought in'),
    delegated: f64('micro-token', 'tokens that delegators have added to the stake'),
    commission: f64('1', 'share of its delegators’ rewards that it keeps'),
    rewardRate: f64('1/s', 'stakers’ reward per token of stake, smoothed; only where there are delegators'),
    jailedUntil: f64('s', 'end of its term in jail; 0: not in jail, infinite: out for good'),
    fixedCost: f64('micro-dollar/s', 'cost of one node per time'),
    queryCost: f64('micro-dollar/query', 'cost of serving one query of work 1'),
    performance: f64('1', 'mean performance score of its nodes'),
    appeal: f64('1', 'given attractiveness'),
    quality: f64('1', 'quality stock'),
    investing: f64('1/day', 'investment rate in quality'),
    owed: f64('micro-dollar', 'costs not yet paid because they are less than a micro-dollar'),
    enteredAt: f64('s', 'time of entry'),
    leftAt: f64('s', 'time of exit'),
    lossSince: f64('s', 'start of the present losses; infinite while there is none'),
    nextRepricing: f64('s', 'next occasion to reprice'),
    nextExpansion: f64('s', 'next occasion to change the number of nodes'),
    // Of this tick.
    fees: f64('micro-token', 'fees for winning and verifying in this tick'),
    earned: f64('micro-token', 'fees and stake rewards earned in this tick'),
    spent: f64('micro-dollar', 'costs of this tick'),
    // Averages on which it decides.
    revenue: f64('micro-dollar/s', 'revenue, smoothed'),
    expense: f64('micro-dollar/s', 'costs, smoothed'),
    profit: f64('micro-dollar/s', 'revenue less costs and capital cost, smoothed'),
    utilisation: f64('1', 'share of capacity in use, smoothed'),
    workRate: f64('1/s', 'work done, smoothed'),
    paidRate: f64('query/s', 'paid queries won, smoothed'),
    share: f64('1', 'share of paid queries, smoothed'),
    smoothed: f64('s', 'time that the averages cover'),
    yield: f64('1', 'fee income per paid query over the posted price, smoothed'),
    marginalCost: f64('micro-token/query', 'marginal cost of a paid query over its yield'),
    // Since the start.
    selectedTotal: f64('query', 'races entered'),
    answeredTotal: f64('query', 'answers given'),
    wonTotal: f64('query', 'races won'),
    paidTotal: f64('query', 'races won and paid'),
    wrongTotal: f64('query', 'wrong answers caught'),
    earnedTotal: f64('micro-token', 'fees and stake rewards earned'),
    spentTotal: f64('micro-dollar', 'costs paid'),
    slashedTotal: f64('micro-token', 'stake slashed'),
  }),
  nodes: table(nodes, {
    operator: u32('1', 'row of its operator'),
    region: u16('1', 'region'),
    site: u16('1', 'site'),
    law: u8('1', 'law of the service time: 0 exponential, 1 lognormal, 2 deterministic, 3 geometric'),
    scale: f64('s', 'mean, median, value or step of the service time'),
    shape: f64('1', 'sigma or success probability of the law'),
    mean: f64('s', 'mean service time of work 1'),
    servers: u32('1', 'queries served at the same time'),
    reserved: u32('1', 'servers reserved for sovereigns'),
    buffer: f64('1', 'queries that may wait; infinite: no limit'),
    freeFrom: u32('1', 'first row of its servers in the table of servers'),
    waitingFrom: u32('1', 'first row of its ring in the table of waiting queries'),
    waitingNext: u32('1', 'place in that ring that is written next'),
    accuracy: f64('1', 'probability that an answer is correct'),
    rightBelow: f64('1', 'random words below this are right answers: accuracy times 2^32'),
    spread: f64('1', '1 over accuracy'),
    failEvery: f64('s', 'mean time between failures; 0: never'),
    repairTime: f64('s', 'mean time to repair'),
    failures: u32('1', 'failures drawn so far'),
    downFrom: f64('s', 'start of the last outage; infinite: there was none'),
    downUntil: f64('s', 'end of the last outage'),
    previousFrom: f64('s', 'start of the outage before, which may be in the same tick'),
    previousUntil: f64('s', 'end of the outage before'),
    weight: f64('1', 'selection weight in place of the rule’s; negative: none'),
    performance: f64('1', 'performance score'),
    accuracyScore: f64('1', 'accuracy score'),
    uptime: f64('1', 'uptime score'),
    latency: f64('s', 'latency of its answers, smoothed'),
    load: f64('1', 'work of the last tick over capacity'),
  }),
})
