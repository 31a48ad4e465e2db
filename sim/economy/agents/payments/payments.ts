/** Payments: agents pay each other for data, one after the other as their times come. */

import { unit } from '../../../engine/variates.ts'
import { sumOf } from '../../../measure/sum.ts'
import { transfer } from '../../ledger.ts'
import type { World } from '../../world.ts'
import { Agenda } from '../agenda.ts'
import { payOverChannels } from '../channels/pay.ts'
import { AGENT } from '../tables.ts'
import { schedule } from './schedule.ts'
import type { PaymentStream } from './streams.ts'

const agenda = new Agenda()

export function makePayments(world: World): void {
  const { tables, payments } = world
  if (payments.length === 0) return
  for (const column of Object.values(tables.paymentTotals)) column.fill(0)
  agenda.clear()
  for (let s = 0; s < payments.length; s++) schedule(world, s, agenda)
  agenda.sort()
  pay(world)
  transfer(tables, 'rewardReturn', sumOf(tables.paymentTotals.voided))
}

/** Makes the payments of the agenda one after the other, and books the fees of the ledger. */
function pay(world: World): void {
  const { tables, payments, scenario } = world
  const { wallet, state } = tables.agents
  const { left, due, waiting } = tables.payers
  const { made, volume, broke, unanswered, crowded } = tables.paymentTotals
  const { fee: each, queue, burned } = scenario.agents.ledger
  const fee = Math.round(each)
  const amounts = payments.map(({ spec }) => (spec.when.rule === 'continuous' ? 0 : Math.round(spec.when.amount)))
  const { row: rows, word: words } = agenda
  let room = roomOf(world)
  let fees = 0
  for (let k = 0; k < agenda.length; k++) {
    const row = rows[k]
    let s = payments.length - 1
    while (row < payments[s].first) s--
    const own = payments[s]
    const place = row - own.first
    const from = own.from.first + place
    const to = own.to.first + partnerOf(own, place, tables.agents.region[from], words[k])
    const continuous = own.spec.when.rule === 'continuous'
    const amount = continuous ? due[row] : amounts[s]
    const onLedger = own.spec.settlement === 'ledger'
    let outcome = made
    if (state[to] !== AGENT.awake) outcome = unanswered
    else if (!onLedger) outcome = payOverChannels(world, from, to, amount) ? made : crowded
    else if (wallet[from] < amount + fee) outcome = broke
    else if (room === 0) outcome = crowded
    if (outcome === crowded && onLedger && !continuous && waiting[row] < queue) {
      waiting[row]++
      continue
    }
    outcome[s]++
    if (outcome !== made) {
      // What runs on without end runs up.
      if (outcome === crowded && continuous) left[row] += amount
      voidWork(world, s, from)
      continue
    }
    volume[s] += amount
    if (!onLedger) continue
    wallet[from] -= amount + fee
    wallet[to] += amount
    fees += fee
    room--
  }
  const burnt = Math.floor(fees * burned)
  transfer(tables, 'ledgerBurn', burnt)
  transfer(tables, 'ledgerFee', fees - burnt)
}

/** Transactions that the ledger takes in this tick. */
function roomOf({ scenario, tick, tickLength }: World): number {
  const { capacity } = scenario.agents.ledger
  if (capacity === undefined) return Infinity
  const perTick = capacity * tickLength
  return Math.floor((tick + 1) * perTick) - Math.floor(tick * perTick)
}

/** Place in the group that is paid of whom the payer at `place`, in `region`, pays; `word` is a random one. */
function partnerOf({ spec, to, within, nearest }: PaymentStream, place: number, region: number, word: number): number {
  if (spec.partner === 'fixed') return (within ? place + 1 : place) % to.count
  if (spec.partner === 'random') {
    if (!within) return Math.floor(unit(word) * to.count)
    const other = Math.floor(unit(word) * (to.count - 1))
    return other < place ? other : other + 1
  }
  const { places, among } = nearest[region]
  if (!among) return places[Math.floor(unit(word) * places.length)]
  // The last one stands in for the payer: so any of the others is as likely.
  const last = places.length - 1
  const other = places[Math.floor(unit(word) * last)]
  return other === place ? places[last] : other
}

/** Takes back the reward of the work that a missing unit of data was for, as far as the agent has it. */
function voidWork({ tables, payments }: World, s: number, agent: number): void {
  const { when } = payments[s].spec
  if (when.rule !== 'task' || !when.essential) return
  const { wallet } = tables.agents
  const back = Math.min(wallet[agent], Math.floor(payments[s].from.spec.tasks.reward / when.units))
  wallet[agent] -= back
  tables.paymentTotals.voided[s] += back
}
