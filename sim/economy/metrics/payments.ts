/** Metrics of payments between agents: how much is paid, what fails, and how wallets come to differ. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function paymentMetrics({ agents, clock }: Scenario): readonly Metric<World>[] {
  return agents.payments.flatMap(({ name }, s) => ofStream(name, s, clock.tick))
}

const ofStream = (name: string, s: number, tick: number): Metric<World>[] => [
  metric(`payments_${name}`, '1/s', `payments made: units received`, w => w.tables.paymentTotals.made[s] / tick),
  metric(`volume_${name}`, 'token/s', 'tokens paid', w => w.tables.paymentTotals.volume[s] / MICRO / tick),
  quotient(
    `failed_${name}`,
    '1',
    'payments that failed, per payment due',
    w => failures(w, s),
    w => w.tables.paymentTotals.due[s],
  ),
  metric(`broke_${name}`, '1', 'share of payers who cannot make a payment', w => holding(w, s, 0)),
  metric(`average_${name}`, '1', 'share of payers who can make as many payments as the mean of them, rounded down', w =>
    holding(w, s, Math.floor(meanWallet(w, s) / amountOf(w, s))),
  ),
]

function failures({ tables }: World, s: number): number {
  const { broke, unanswered, crowded } = tables.paymentTotals
  return broke[s] + unanswered[s] + crowded[s]
}

/** What one payment of stream `s` takes from a wallet, micro-token: without end, that of a tick. */
export function amountOf({ scenario, payments, tickLength }: World, s: number): number {
  const { when, settlement } = payments[s].spec
  const amount = when.rule === 'continuous' ? Math.ceil(when.rate * tickLength) : Math.round(when.amount)
  return amount + (settlement === 'ledger' ? Math.round(scenario.agents.ledger.fee) : 0)
}

/** Share of the payers of stream `s` whose wallets are good for so many of its payments. */
function holding(world: World, s: number, payments: number): number {
  const { first, count } = world.payments[s].from
  const { wallet } = world.tables.agents
  const least = payments * amountOf(world, s)
  const next = least + amountOf(world, s)
  let holders = 0
  for (let i = first; i < first + count; i++) if (wallet[i] >= least && wallet[i] < next) holders++
  return holders / count
}

function meanWallet({ payments, tables }: World, s: number): number {
  const { first, count } = payments[s].from
  let sum = 0
  for (let i = first; i < first + count; i++) sum += tables.agents.wallet[i]
  return sum / count
}
