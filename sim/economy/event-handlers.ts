/** What each kind of event does. */
import { closeAlone, settleClosing } from './agents/channels/dispute.ts'
import { confirm, expire } from './agents/channels/life.ts'
import { EVENT } from './events.ts'
import { unbond } from './operators/exit.ts'
import { comeUp, fail, punishOutage } from './operators/failures.ts'
import { payRefund } from './orders/tickets.ts'
import { undelegate } from './protocol/delegation.ts'
import { govern } from './protocol/governance/proposals.ts'
import { incident } from './protocol/incidents.ts'
import { release } from './protocol/jail.ts'
import { arrive, complete } from './queries/cancellation.ts'
import { strike } from './shocks/shocks.ts'
import { arrive as arriveOverBridge } from './trade/bridges.ts'
import type { World } from './world.ts'

type Handler = (world: World, agent: number, detail: number) => void

const HANDLERS: Readonly<Record<number, Handler>> = {
  [EVENT.failure]: fail,
  [EVENT.repaired]: comeUp,
  [EVENT.longOutage]: punishOutage,
  [EVENT.shock]: strike,
  [EVENT.unbond]: unbond,
  [EVENT.arrival]: arrive,
  [EVENT.completion]: complete,
  [EVENT.refund]: payRefund,
  [EVENT.undelegate]: undelegate,
  [EVENT.incident]: incident,
  [EVENT.release]: release,
  [EVENT.ballot]: govern,
  [EVENT.crossing]: arriveOverBridge,
  [EVENT.channelExpiry]: expire,
  [EVENT.channelClosing]: closeAlone,
  [EVENT.channelSettlement]: settleClosing,
  [EVENT.channelLedger]: confirm,
}

/** Runs all events of the tick, in order of time. */
export function runEvents(world: World): void {
  const { calendar } = world
  const end = world.end
  while (calendar.next(end)) HANDLERS[calendar.kind](world, calendar.agent, calendar.detail)
}
