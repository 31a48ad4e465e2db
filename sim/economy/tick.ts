/** The tick, read aloud: what happens in one settlement period, in which order. */
import type { Phase } from '../engine/engine.ts'
import { advanceAttacks } from './attacks/attacks.ts'
import { collude, sellLies } from './attacks/collusion.ts'
import { undercut } from './attacks/undercut.ts'
import { checkBooks } from './audit.ts'
import { runEvents } from './event-handlers.ts'
import { keepAccounts } from './operators/accounts.ts'
import { tempt } from './operators/conduct.ts'
import { payCosts } from './operators/costs.ts'
import { expand } from './operators/expansion.ts'
import { enterAndExit } from './operators/occasions.ts'
import { post, reprice, viewMarket } from './operators/pricing.ts'
import { invest } from './operators/quality.ts'
import { score } from './operators/scores.ts'
import { payStakers } from './protocol/rewards.ts'
import { payOperators, settle } from './protocol/settlement.ts'
import { slashWrongAnswers } from './protocol/slashing.ts'
import { topUpStakes } from './protocol/staking.ts'
import { priceToken } from './protocol/token.ts'
import { land, takeOff } from './queries/cancellation.ts'
import { demandFactors, leaveAndComeBack } from './queries/demand.ts'
import { publishLists, publishOffers } from './queries/offers.ts'
import { raceInQueues } from './queries/queue.ts'
import { raceAtLoad, raceTraces } from './queries/race.ts'
import { noteOutages } from './queries/service.ts'
import { clearTallies, gatherTallies, sumTallies } from './queries/tallies.ts'
import { shockFactors } from './shocks/shocks.ts'
import type { World } from './world.ts'

const customers = (world: World) => world.memory.rows('customers')
const operators = (world: World) => world.memory.rows('operators')

export const TICK: readonly Phase<World>[] = [
  { name: 'clear tallies', run: clearTallies },
  { name: 'shocks', run: shockFactors },
  { name: 'token price', run: priceToken },
  { name: 'begin attacks', run: advanceAttacks },
  { name: 'publish offers', run: publishOffers },
  { name: 'collude', run: collude },
  { name: 'publish lists', run: publishLists },
  { name: 'demand', run: demandFactors },
  { name: 'send queries', run: world => world.cancels && takeOff(world) },
  { name: 'events', run: runEvents },
  { name: 'note outages', run: noteOutages },
  { name: 'land queries', run: world => world.cancels && land(world) },
  { name: 'race in queues', run: world => world.queueing && !world.cancels && raceInQueues(world) },
  { name: 'race', over: world => (world.queueing ? 0 : customers(world)), run: raceAtLoad },
  { name: 'race traces', run: world => !world.queueing && raceTraces(world) },
  { name: 'gather tallies', run: gatherTallies },
  { name: 'sum tallies', run: sumTallies },
  { name: 'pay operators', over: operators, run: payOperators },
  { name: 'settle', run: settle },
  { name: 'pay stakers', run: payStakers },
  { name: 'slash', run: slashWrongAnswers },
  { name: 'sell lies', run: sellLies },
  { name: 'top up stakes', run: topUpStakes },
  { name: 'score', run: score },
  { name: 'pay costs', run: payCosts },
  { name: 'keep accounts', run: keepAccounts },
  { name: 'view market', run: viewMarket },
  { name: 'reprice', over: operators, run: reprice },
  { name: 'post prices', run: post },
  { name: 'undercut', run: undercut },
  { name: 'invest', run: invest },
  { name: 'expand', run: expand },
  { name: 'tempt', run: tempt },
  { name: 'enter and exit', run: enterAndExit },
  {
    name: 'leave and come back',
    over: world => (world.customers.leaving ? customers(world) : 0),
    run: leaveAndComeBack,
  },
  { name: 'check books', run: checkBooks },
]
