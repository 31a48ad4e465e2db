/** Which payments are due in a tick: at random, by the work done, or without end. */
import { block, fraction } from '../../../engine/random.ts'
import { exponential } from '../../../engine/variates.ts'
import { MICRO } from '../../accounts.ts'
import { PURPOSE } from '../../purposes.ts'
import type { World } from '../../world.ts'
import type { Agenda } from '../agenda.ts'
import { AGENT } from '../tables.ts'
import type { PaymentStream } from './streams.ts'

const words = new Int32Array(4)

/** Draws every payer's gap until its first payment. */
export function populatePayers({ tables, payments, key }: World): void {
  const { left } = tables.payers
  for (const { spec, first, from } of payments) {
    if (spec.when.rule !== 'random') continue
    for (let row = first; row < first + from.count; row++) {
      block(words, key, 0, row, 0, PURPOSE.paymentHazard)
      left[row] = exponential(words[0])
    }
  }
}

/** Puts the payments of stream `s` in this tick on the agenda, those that have waited first. */
export function schedule(world: World, s: number, agenda: Agenda): void {
  const { tables, payments } = world
  const stream = payments[s]
  const before = agenda.length
  const { rule } = stream.spec.when
  if (rule === 'random') atRandom(world, stream, stream.spec.when.rate * world.tickLength, agenda)
  else if (rule === 'task') byTask(world, stream, stream.spec.when.units, agenda)
  else withoutEnd(world, stream, stream.spec.when.rate * world.tickLength, agenda)
  tables.paymentTotals.due[s] = agenda.length - before
  if (world.scenario.agents.ledger.queue > 0) again(world, stream, agenda)
}

function atRandom(
  { tables, key, tick }: World,
  { from, first }: PaymentStream,
  expected: number,
  agenda: Agenda,
): void {
  const { state } = tables.agents
  const { left } = tables.payers
  for (let row = first, i = from.first; i < from.first + from.count; row++, i++) {
    if (state[i] !== AGENT.awake) continue
    let gap = left[row]
    for (let n = 0; gap < expected; n++) {
      block(words, key, n, row, tick, PURPOSE.payment)
      agenda.add(gap / expected, row, words[2])
      gap += exponential(words[0])
    }
    left[row] = gap - expected
  }
}

function byTask(world: World, { from, first }: PaymentStream, units: number, agenda: Agenda): void {
  const { done } = world.tables.agentWork
  const { left } = world.tables.payers
  const each = units / (from.spec.tasks.work * MICRO)
  for (let row = first, i = from.first; i < from.first + from.count; row++, i++) {
    if (done[i] === 0) continue
    const due = left[row] + done[i] * each
    const whole = Math.floor(due)
    left[row] = due - whole
    for (let n = 0; n < whole; n++) addAtAnyTime(world, row, n, 0, agenda)
  }
}

function withoutEnd(world: World, { from, first }: PaymentStream, flow: number, agenda: Agenda): void {
  const { state } = world.tables.agents
  const { left, due } = world.tables.payers
  for (let row = first, i = from.first; i < from.first + from.count; row++, i++) {
    if (state[i] !== AGENT.awake) continue
    const amount = left[row] + flow
    due[row] = Math.floor(amount)
    left[row] = amount - due[row]
    if (due[row] > 0) addAtAnyTime(world, row, 0, 0, agenda)
  }
}

/** Payments that found no room in the last tick come before those of this one, in an order of their own. */
function again(world: World, { from, first }: PaymentStream, agenda: Agenda): void {
  const { waiting } = world.tables.payers
  for (let row = first; row < first + from.count; row++) {
    const count = waiting[row]
    waiting[row] = 0
    // Drawn from the other end of the blocks than those of the tick.
    for (let n = 0; n < count; n++) addAtAnyTime(world, row, -1 - n, -1, agenda)
  }
}

function addAtAnyTime({ key, tick }: World, row: number, index: number, from: number, agenda: Agenda): void {
  block(words, key, index, row, tick, PURPOSE.payment)
  agenda.add(from + fraction(words[0], words[1]), row, words[2])
}
