/**
 * The yardstick of the race market: the same rules as one plain C++ program, in reference/race-market.cpp.
 *
 * Both sides start from the same columns and run the same ticks in turn, so that a burst of other people's load hits
 * both. A ratio would mean little if they computed different things: after every round all money, races, latencies and
 * prices must be equal to the last micro-token.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { balanceOf } from '../sim/economy/ledger.ts'
import { start } from '../sim/economy/run.ts'
import type { World } from '../sim/economy/world.ts'
import { type Scenario, scenario } from '../sim/scenario/schema.ts'
import { type Spread, spread } from './spread.ts'

const SOURCE = join(import.meta.dirname, 'reference', 'race-market.cpp')
const FLAGS = ['-std=c++20', '-O3', '-march=native', '-ffp-contract=off']

export interface ReferenceOptions {
  readonly customers?: number
  readonly operators?: number
  /** Nodes of each operator. */
  readonly nodes?: number
  /** Queries a customer and tick. */
  readonly perTick?: number
  /** Share of answers that are right. */
  readonly accuracy?: number
  /** Ticks of a round, timed rounds, and rounds before them that are not. */
  readonly ticks?: number
  readonly rounds?: number
  readonly warmup?: number
}

export interface Reference {
  /** Nanoseconds a raced query over the timed rounds. */
  readonly ours: Spread
  readonly cpp: Spread
  /** Our cost over that of C++, round by round. */
  readonly ratio: Spread
  /** Queries raced in a round. */
  readonly queries: number
}

/** What a side has at the end of a round, by name, in whole units. */
export type Outcome = ReadonlyMap<string, readonly number[]>

/**
 * A market of which C++ knows all rules: one class, one region, prices by tatonnement, selection by price. Scores,
 * slashing and exit are off; a node has two servers, so that load stretches latency and some answers come late.
 */
function referenceMarket(options: ReferenceOptions): Scenario {
  const { customers = 100_000, operators = 100, nodes = 1, perTick = 3, accuracy = 0.99 } = options
  // Half of it in use at the mean latency, whatever the other numbers are.
  const capacity = ((customers * perTick * 5) / 300 / (operators * nodes)) * 2
  const latency = 2 / capacity
  return scenario.parse({
    name: 'reference',
    clock: { tick: '5 min', ticks: 1_000_000 },
    token: { price: '0.7 USD/token' },
    classes: [{ name: 'query', sla: `${latency} s` }],
    operators: [
      {
        name: 'operator',
        count: operators,
        nodes,
        price: { uniform: ['0.0008 token/query', '0.0012 token/query'] },
        latency: { law: 'exponential', mean: { uniform: [`${latency / 2} s`, `${(3 * latency) / 2} s`] } },
        servers: 2,
        accuracy,
        queryCost: '0.00001 USD/query',
        pricing: { rule: 'tatonnement', target: 0.45 },
        mayExit: false,
      },
    ],
    customers: [{ name: 'customers', count: customers, rate: `${288 * perTick}/day` }],
    market: {
      race: { nodes: 5 },
      selection: { rule: 'formula', formula: '(cheapest / price) ^ 2' },
      scores: { learning: false },
      refund: 0.75,
    },
    slashing: { wrong: 0 },
  })
}

/**
 * Runs both sides in turn, each from the start of the market. Returns undefined where there is no g++. Throws an Error
 * that names the first figure in which they differ.
 */
export function referenceBench(options: ReferenceOptions = {}): Reference | undefined {
  if (spawnSync('g++', ['--version']).error) return undefined
  const { ticks = 20, rounds = 7, warmup = 2 } = options
  const market = referenceMarket(options)
  const folder = mkdtempSync(join(tmpdir(), 'catallaxy-reference-'))
  try {
    const program = join(folder, 'race-market')
    const startFile = join(folder, 'start.txt')
    execFileSync('g++', [...FLAGS, '-o', program, SOURCE])
    writeFileSync(startFile, format(startOf(start(market, [], { row: () => undefined }).world)))
    const ours: number[] = []
    const cpp: number[] = []
    let queries = 0
    for (let round = -warmup; round < rounds; round++) {
      const own = runOurs(market, ticks)
      const other = parse(execFileSync(program, [startFile, `${ticks}`], { encoding: 'utf8' }))
      const difference = firstDifference(own.outcome, other)
      if (difference) throw new Error(`after ${ticks} ticks: ${difference}`)
      queries = numberOf(own.outcome, 'raced')
      if (round < 0) continue
      ours.push(own.nanoseconds / queries)
      cpp.push(numberOf(other, 'nanoseconds') / queries)
    }
    return { ours: spread(ours), cpp: spread(cpp), ratio: spread(ours.map((cost, i) => cost / cpp[i])), queries }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * The first name and row in which `got` is not as `expected`: `operators.wallet[3]: expected 5, got 6`; undefined: there
 * is none. What only `got` has does not count.
 */
export function firstDifference(expected: Outcome, got: Outcome): string | undefined {
  for (const [name, values] of expected) {
    const others = got.get(name)
    if (others?.length !== values.length)
      return `${name}: expected ${values.length} numbers, got ${others?.length ?? 'none'}`
    const row = values.findIndex((value, i) => value !== others[i])
    if (row >= 0) return `${name}[${row}]: expected ${values[row]}, got ${others[row]}`
  }
  return undefined
}

/** Lines `name value value ...`. */
function format(lines: Readonly<Record<string, ArrayLike<number>>>): string {
  return Object.entries(lines)
    .map(([name, values]) => `${name} ${Array.from(values).join(' ')}\n`)
    .join('')
}

function parse(text: string): Outcome {
  const lines = text.trimEnd().split('\n')
  return new Map(
    lines.map(line => {
      const [name, ...values] = line.split(' ')
      return [name, values.map(Number)]
    }),
  )
}

/** Everything that C++ needs to know of the market as it starts. */
function startOf({ scenario, tables, key }: World): Record<string, ArrayLike<number>> {
  const { market, token, clock, operators: groups } = scenario
  const { pricing, repricing } = groups[0]
  if (pricing.rule !== 'tatonnement') throw new Error(`expected prices by tatonnement, got ${pricing.rule}`)
  const { operators, nodes, customers } = tables
  return {
    key,
    tick: [clock.tick],
    sla: tables.classRules.sla,
    refund: [market.refund],
    tokenPrice: [token.price],
    operatorsShare: [market.fee.operators],
    winnerShare: [market.winner],
    providersShare: [market.fee.providers],
    stakersShare: [market.fee.stakers],
    halfLife: [market.smoothing],
    speed: [pricing.speed],
    target: [pricing.target],
    floor: [repricing.floor],
    ceiling: [repricing.ceiling],
    price: operators.price,
    posted: operators.posted,
    wallet: operators.wallet,
    dollars: operators.dollars,
    stake: operators.stake,
    queryCost: operators.queryCost,
    owner: nodes.operator,
    servers: nodes.servers,
    mean: nodes.mean,
    spread: nodes.spread,
    rightBelow: nodes.rightBelow,
    hazard: customers.hazard,
    rate: customers.rate,
  }
}

/** Our side of a round: the run as everybody starts it, on this thread. */
function runOurs(market: Scenario, ticks: number): { nanoseconds: number; outcome: Outcome } {
  const run = start(market, [], { row: () => undefined })
  const { tables } = run.world
  const sums = { raced: 0, answered: 0, latency: 0, paid: 0, late: 0, unanswered: 0, fees: 0, refunds: 0 }
  const names = ['raced', 'answered', 'latency', 'paid', 'late', 'unanswered', 'fees', 'refunds'] as const
  const begun = performance.now()
  for (let tick = 0; tick < ticks; tick++) {
    run.step()
    for (const name of names) sums[name] += tables.tally[name][0]
  }
  const nanoseconds = (performance.now() - begun) * 1e6
  const totals = names.map(name => [name, [sums[name]]] as const)
  return { nanoseconds, outcome: new Map([...totals, ...endOf(run.world)]) }
}

/** What our side has after its last tick: money and prices, races since the start, tallies of the last tick. */
function endOf({ tables }: World): (readonly [string, readonly number[]])[] {
  const { operators, nodeTally } = tables
  const columns = {
    'operators.wallet': operators.wallet,
    'operators.dollars': operators.dollars,
    'operators.posted': operators.posted,
    'operators.answered': operators.answeredTotal,
    'operators.won': operators.wonTotal,
    'operators.paid': operators.paidTotal,
    'operators.wrong': operators.wrongTotal,
    'nodes.won': nodeTally.won,
    'nodes.paid': nodeTally.paid,
    'nodes.verified': nodeTally.verified,
    'nodes.latency': nodeTally.latency,
    buckets: tables.latencies.count,
  }
  const accounts = ['treasury', 'providers', 'stakers'] as const
  return [
    ...accounts.map(account => [account, [balanceOf(tables, account, 'token')]] as const),
    ...Object.entries(columns).map(([name, values]) => [name, Array.from(values)] as const),
  ]
}

function numberOf(outcome: Outcome, name: string): number {
  const values = outcome.get(name)
  if (values?.length !== 1) throw new Error(`${name}: expected one number, got ${values?.length ?? 'none'}`)
  return values[0]
}
