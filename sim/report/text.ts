/**
 * The summary of a run for a terminal: what the market did, how that compares with theory, that no money got lost, who
 * paid for what, and two pictures. At most 100 columns; every number has its unit, and what has no value is a hyphen.
 */
import type { Balance, Estimate, Prediction, Scale, Summary, Verdict } from '../measure/output.ts'
import type { Curves } from './curves.ts'
import { exactUnits, figure, grouped, percentage } from './figures.ts'
import { layout } from './layout.ts'
import { payers } from './payers.ts'
import { places } from './places.ts'
import { areaPlot, bandPlot } from './plot.ts'

/** Columns of the ticks that the pictures need. */
export const PICTURED = [
  'time',
  'price_p25',
  'price_p50',
  'price_p75',
  'operators',
  'credit_price',
  'agents_up',
] as const

/** Metrics of the operators' market in the table, in its order; all that are not in the table are in summary.json. */
const OF_MARKET = (
  'price_p50 price_paid marginal_cost operators nodes utilisation asked paid latency latency_p95 wait sla_miss wrong ' +
  'unserved outside away fees refunds slashed burned treasury revenue expense profit quality surplus hhi nakamoto'
).split(' ')

/** And of everything else. */
const MAIN = (
  'agents_up payment_cost channel_payments channel_payments_per_transaction channel_hops channel_locked channel_failed ' +
  'channel_no_route channel_no_balance channel_life channel_cheating channel_caught channel_cheat_gain ' +
  'credit_price token_price slippage_customers slippage_operators slippage_bots ' +
  'mispricing mispricing_half_life arbitraged lvr arbitrage_profit priority_fees prize_fees competed_away bots arbitrage_upkeep ' +
  'welfare_resources welfare_share welfare_forgone price_gap carriers_profit congestion_rent stores_profit'
).split(' ')

/** And of each good that is traded. */
const OF_GOODS = ['price', 'consumed', 'carried', 'unmet'] as const

/** And of each group of agents. */
const OF_AGENTS = 'uptime dormant fallen retired in_time lost well done waiting wallet gini credits compute_cost'.split(
  ' ',
)

interface Framing {
  /** One sentence of the scenario; may be empty. */
  readonly about: string
  /** Ticks that the scenario asks for. */
  readonly planned: number
  readonly curves: Curves
}

/** The whole text, with a line end. */
export function summaryText(summary: Summary, { about, planned, curves }: Framing): string {
  const sections = [
    heading(summary, about, planned),
    metrics(summary),
    scale(summary.scale),
    places(summary.resources),
    theory(summary.theory),
    claims(summary.claims),
    proportion(summary),
    money(summary),
    payers(summary.flows),
    payments(summary),
    pictures(summary, curves),
  ]
  return `${sections
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`
}

function heading({ name, seed, ticks, fingerprint }: Summary, about: string, planned: number): string[] {
  const done = ticks === planned ? grouped(`${ticks}`) : `${grouped(`${ticks}`)} of ${grouped(`${planned}`)}`
  return [name, ...(about === '' ? [] : wrapped(about)), `seed ${seed}, ${done} ticks, fingerprint ${fingerprint}`]
}

function metrics({ metrics: all, resources }: Summary): string[] {
  const ofGoods = (resources?.goods ?? []).flatMap(good => OF_GOODS.map(metric => `${metric}_${good.name}`))
  // Groups are known by a metric that each of them has.
  const groups = Object.keys(all).flatMap(name => (name.startsWith('dormant_') ? [name.slice('dormant_'.length)] : []))
  const ofAgents = groups.flatMap(group => OF_AGENTS.map(metric => `${metric}_${group}`))
  const names = [...(hasOperators(all) ? OF_MARKET : []), ...MAIN, ...ofAgents, ...ofGoods]
  const shown = names.filter(name => all[name] !== undefined && !Number.isNaN(all[name].mean))
  const rows = shown.map(name => {
    const { mean, unit, verdict } = all[name]
    return [name, figure(mean), interval(all[name]), unitOf(unit), verdict]
  })
  return layout(['METRIC', 'mean', '95 % interval', 'unit', 'course'], rows, ['l', 'r', 'l', 'l', 'l'])
}

/** Whether there is a market of operators to speak of: agents get along without. */
const hasOperators = (all: Summary['metrics']) => all.agents_up === undefined || all.operators?.mean !== 0

/** Errors of simulating a part for the whole; empty where all is simulated. */
function scale(of: Scale | undefined): string[] {
  if (!of) return []
  const { customers, agents, sampling, simulated, errors } = of
  const rows = errors.map(({ name, relative }) => [name, Number.isNaN(relative) ? '-' : `${figure(100 * relative)} %`])
  const drawn = agents < customers
  return [
    ...layout(['SCALE', 'standard error added'], rows, ['l', 'r']),
    ...wrapped(
      `${figure(customers)} customers as ${figure(agents)} agents; one simulated query stands for ${figure(sampling)}, ${figure(simulated)} are simulated in a mean tick.${sampling > 1 ? ' The intervals above contain the error of the queries.' : ''}${drawn ? ' They do not contain that of the agents, who are drawn once a run: vary the seed.' : ''}`,
    ),
  ]
}

function theory(predictions: readonly Prediction[]): string[] {
  if (predictions.length === 0) return []
  const rows = predictions.map(({ name, unit, expected, measured, low, high }) => {
    const known = ![expected, low, high].some(Number.isNaN)
    // A deterministic metric has an interval of no width: rounding is not a difference.
    const slack = 1e-9 * Math.abs(expected)
    const verdict = !known ? '-' : low - slack <= expected && expected <= high + slack ? 'inside' : 'outside'
    return [name, figure(expected), figure(measured), interval({ low, high }), unitOf(unit), verdict]
  })
  return layout(['THEORY', 'expected', 'measured', '95 % interval', 'unit', 'expected is'], rows, [
    'l',
    'r',
    'r',
    'l',
    'l',
    'l',
  ])
}

function claims(verdicts: readonly Verdict[]): string[] {
  if (verdicts.length === 0) return []
  const rows = verdicts.map(({ claim, least, most, measured, unit, verdict }) => [
    claim,
    bounds(least, most),
    Number.isNaN(measured) ? '-' : figure(measured),
    unitOf(unit),
    verdict.toUpperCase(),
  ])
  return layout(['CLAIM', 'claimed', 'measured', 'unit', 'is'], rows, ['l', 'l', 'r', 'l', 'l'])
}

/** Whether the cost of running the network follows its use. */
function proportion({ upkeep }: Summary): string[] {
  if (!upkeep) return []
  return wrapped(
    `UPKEEP rises by ${figure(upkeep.value)} % (${interval(upkeep)}) for each per cent of use, week by week; 1 is exact proportion, 0 a fixed cost.`,
  )
}

function bounds(least: number | undefined, most: number | undefined): string {
  if (least === undefined) return `at most ${figure(most!)}`
  return most === undefined ? `at least ${figure(least)}` : `${figure(least)} to ${figure(most)}`
}

function interval({ low, high }: Pick<Estimate, 'low' | 'high'>): string {
  return Number.isNaN(low) || Number.isNaN(high) ? '-' : `${figure(low)} to ${figure(high)}`
}

const unitOf = (unit: string) => (unit === '1' ? '' : unit)

function money({ money: { dollars, coins = {}, ...tokens } }: Summary): string[] {
  const row = (currency: string, balance: Balance) => {
    const { initial, minted, burned, final } = balance
    const lost = BigInt(initial) + BigInt(minted) - BigInt(burned) - BigInt(final)
    return [
      currency,
      ...[initial, minted, burned, final].map(exactUnits),
      lost === 0n ? 'adds up' : `${exactUnits(`${lost}`)} lost`,
    ]
  }
  return layout(
    ['MONEY', 'initial', '+ minted', '- burned', '= final', ''],
    [row('token', tokens), row('USD', dollars), ...Object.entries(coins).map(([name, balance]) => row(name, balance))],
    ['l', 'r', 'r', 'r', 'r', 'l'],
  )
}

/** Flows by currency, then by amount; the share is of all that the payer paid in the currency. */
function payments({ flows }: Summary): string[] {
  if (flows.length === 0) return []
  const paid = new Map<string, bigint>()
  for (const { from, currency, amount } of flows) {
    const key = `${currency} ${from}`
    paid.set(key, (paid.get(key) ?? 0n) + BigInt(amount))
  }
  const sorted = flows.toSorted((a, b) => {
    const difference = BigInt(b.amount) - BigInt(a.amount)
    const order = currencyOrder(a.currency) - currencyOrder(b.currency) || a.currency.localeCompare(b.currency, 'en')
    return order || (difference > 0n ? 1 : difference < 0n ? -1 : 0)
  })
  const rows = sorted.map(({ from, to, purpose, currency, amount }) => [
    `${from} → ${to}`,
    purpose,
    figure(Number(amount) / 1e6),
    currency === 'dollar' ? 'USD' : currency,
    percentage(Number(amount) / Number(paid.get(`${currency} ${from}`))),
  ])
  return layout(['PAYMENTS', 'for', 'amount', '', 'of what the payer paid'], rows, ['l', 'l', 'r', 'l', 'r'])
}

/** Tokens, then dollars, then coins. */
const currencyOrder = (currency: string) => (currency === 'token' ? 0 : currency === 'dollar' ? 1 : 2)

function pictures({ metrics: all }: Summary, curves: Curves): string[] {
  const time = curves.of('time')
  if (time.length === 0) return []
  const area = (title: string, name: (typeof PICTURED)[number]) => areaPlot({ title, time, value: curves.of(name) })
  const [low, middle, high] = ['price_p25', 'price_p50', 'price_p75'].map(name => curves.of(name))
  const ofMarket = () => [
    bandPlot({ title: 'POSTED PRICE, token/query: median ▀ within its quartiles ░', time, low, middle, high }),
    area('OPERATORS in the market', 'operators'),
  ]
  const ofAgents = () => [
    area('PRICE OF A COMPUTE CREDIT, token', 'credit_price'),
    area('AGENTS UP, share awake that could do all work that was due', 'agents_up'),
  ]
  const plots = [...(hasOperators(all) ? ofMarket() : []), ...(all.agents_up ? ofAgents() : [])]
  return plots.flatMap((plot, p) => (p === 0 ? plot : ['', ...plot]))
}

function wrapped(text: string): string[] {
  return text.match(/\S.{0,97}\S(?=\s|$)|\S+/g) ?? []
}
