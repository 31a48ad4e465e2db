/**
 * The event calendar under the hold model, the usual yardstick of event sets since Vaucher and Duval
 * (1975): run the next event, schedule another an exponential time later, so the number pending stays.
 */
import { Calendar, calendarTables } from '../sim/engine/calendar.ts'
import { allocate } from '../sim/engine/memory.ts'
import type { Part } from './part.ts'
import { figureTable, whole } from './table.ts'
import { consume, measure, type Protocol, seeded, type Work } from './timing.ts'

const HOLDS = 500_000
const STEPS = 4096 // few enough to stay in the first cache, which the calendar is to have

export const calendarPart: Part = {
  name: 'calendar',
  about: 'holds of the event calendar: the next event out, another one in',
  run(protocol) {
    const figures = measure(holds(protocol), 'hold', protocol)
    return { text: figureTable(figures), figures }
  },
}

/** One work for each number of pending events. */
function holds({ quick }: Protocol): Work[] {
  const uniform = seeded(1)
  const steps = Float64Array.from({ length: STEPS }, () => -Math.log(1 - uniform()))
  return (quick ? [1_000, 100_000] : [1_000, 100_000, 1_000_000]).map(length => {
    const calendar = new Calendar(allocate(calendarTables(length), { shared: true }))
    for (let agent = 0; agent < length; agent++) calendar.schedule(-Math.log(1 - uniform()), 0, 0, agent)
    return { name: `holds at ${whole(length)} pending`, run: () => hold(calendar, steps) }
  })
}

function hold(calendar: Calendar, steps: Float64Array): number {
  let sum = 0
  for (let i = 0; i < HOLDS; i++) {
    calendar.next(1e12)
    const agent = calendar.agent
    sum += agent
    calendar.schedule(calendar.now + steps[i & (STEPS - 1)], 0, 0, agent)
  }
  consume(sum)
  return HOLDS
}
