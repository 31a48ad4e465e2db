/** The tick, read aloud: what happens in one settlement period, in which order. */
import type { Phase } from '../engine/engine.ts'
import { checkBooks } from './audit.ts'
import { runEvents } from './event-handlers.ts'
import { keepAccounts } from './operators/accounts.ts'
import { payCosts } from './operators/costs.ts'
import { expand } from './operators/expansion.ts'
import { enterAndExit } from './operators/occasions.ts'
import { reprice } from './operators/pricing.ts'
import { invest } from './operators/quality.ts'
import { score } from './operators/scores.ts'
import { settle } from './protocol/settlement.ts'
import { slashWrongAnswers } from './protocol/slashing.ts'
import { topUpStakes } from './protocol/staking.ts'
import { land, takeOff } from './queries/cancellation.ts'
import { comeBack, demandFactors } from './queries/demand.ts'
import { publishLists, publishOffers } from './queries/offers.ts'
import { raceInQueues } from './queries/queue.ts'
import { raceAtLoad } from './queries/race.ts'
import { clearTallies, sumTallies } from './queries/tallies.ts'
import { shockFactors } from './shocks/shocks.ts'
import type { World } from './world.ts'

export const TICK: readonly Phase<World>[] = [
  { name: 'clear tallies', run: clearTallies },
  { name: 'shocks', run: shockFactors },
  { name: 'publish offers', run: publishOffers },
  { name: 'publish lists', run: publishLists },
  { name: 'demand', run: demandFactors },
  { name: 'send queries', run: world => world.cancels && takeOff(world) },
  { name: 'events', run: runEvents },
  { name: 'race', run: world => (world.cancels ? land : world.queueing ? raceInQueues : raceAtLoad)(world) },
  { name: 'sum tallies', run: sumTallies },
  { name: 'settle', run: settle },
  { name: 'slash', run: slashWrongAnswers },
  { name: 'top up stakes', run: topUpStakes },
  { name: 'score', run: score },
  { name: 'pay costs', run: payCosts },
  { name: 'keep accounts', run: keepAccounts },
  { name: 'reprice', run: reprice },
  { name: 'invest', run: invest },
  { name: 'expand', run: expand },
  { name: 'enter and exit', run: enterAndExit },
  { name: 'come back', run: comeBack },
  { name: 'check books', run: checkBooks },
]
