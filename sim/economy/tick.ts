/** The tick, read aloud: what happens in one settlement period, in which order. */
import type { Phase } from '../engine/engine.ts'
import { negotiate } from './agents/agreements/negotiation.ts'
import { keepAgreements } from './agents/agreements/service.ts'
import { beginChannels } from './agents/channels/population.ts'
import { offerCompute } from './agents/credits/makers.ts'
import { lookOut } from './agents/credits/outlook.ts'
import { priceCredits } from './agents/credits/price.ts'
import { buyCredits } from './agents/credits/purchase.ts'
import { areKept, keepCredits } from './agents/credits/vintages.ts'
import { forecastLoad, forecastPrices } from './agents/forecasts.ts'
import { foresee, foresees } from './agents/foresight.ts'
import { makePayments } from './agents/payments/payments.ts'
import { reciprocate } from './agents/scrip/reciprocate.ts'
import { settleAgents } from './agents/settlement.ts'
import { shareCompute } from './agents/sharing.ts'
import { rateTokens, stockUp } from './agents/stocks/bids.ts'
import { settleStocks, shareStocks } from './agents/stocks/settlement.ts'
import { giveTasks } from './agents/tasks.ts'
import { work } from './agents/work.ts'
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
import { payOut } from './operators/payout.ts'
import { post, reprice, viewMarket } from './operators/pricing.ts'
import { invest } from './operators/quality.ts'
import { score } from './operators/scores.ts'
import { sellAttention } from './orders/attention.ts'
import { barAndPardon, mayBar } from './orders/bans.ts'
import { chargePlans, subscribe } from './orders/subscriptions.ts'
import { beginTerms } from './orders/terms.ts'
import { answerTickets } from './orders/tickets.ts'
import { lengthenTrips, meterLinks } from './patrons/bandwidth.ts'
import { keepGuarantees } from './patrons/guarantees.ts'
import { offerValidation, payValidators, priceValidation, validate } from './patrons/prosumers.ts'
import { holdAuctions } from './patrons/sovereigns.ts'
import { setTolls } from './protocol/base-fee.ts'
import { buyBack } from './protocol/buy-back.ts'
import { delegate } from './protocol/delegation.ts'
import { gatherConviction } from './protocol/governance/conviction.ts'
import { wearOff } from './protocol/governance/public-quality.ts'
import { keepJail } from './protocol/jail.ts'
import { mint } from './protocol/mint.ts'
import { payStakers } from './protocol/rewards.ts'
import { payOperators, settle } from './protocol/settlement.ts'
import { slashWrongAnswers } from './protocol/slashing.ts'
import { topUpStakes } from './protocol/staking.ts'
import { tax } from './protocol/taxation.ts'
import { isVolatile, keepReservations, priceToken, valueToken } from './protocol/token.ts'
import { land, takeOff } from './queries/cancellation.ts'
import { demandFactors, leaveAndComeBack } from './queries/demand.ts'
import { publishLists, publishOffers } from './queries/offers.ts'
import { raceInQueues } from './queries/queue.ts'
import { raceAtLoad, raceTraces } from './queries/race.ts'
import { noteOutages } from './queries/service.ts'
import { clearTallies, gatherTallies, sumTallies } from './queries/tallies.ts'
import { clearResources } from './resources/clear.ts'
import { mapResources } from './resources/map.ts'
import { planResources } from './resources/planner.ts'
import { openWindow } from './resources/window.ts'
import { shockFactors } from './shocks/shocks.ts'
import { trade } from './trade/blocks.ts'
import { crossBridges } from './trade/bridges.ts'
import { handOut, remit } from './trade/remittances.ts'
import type { World } from './world.ts'

const customers = (world: World) => world.memory.rows('customers')
const operators = (world: World) => world.memory.rows('operators')
const agents = (world: World) => world.memory.rows('agents')
const stocks = (world: World) => (world.memory.rows('stocks') > 0 ? agents(world) : 0)
const validators = (world: World) => world.memory.rows('validators')

export const TICK: readonly Phase<World>[] = [
  // What holds in the tick, and what everybody sees of it.
  { name: 'clear tallies', run: clearTallies },
  { name: 'begin terms', run: beginTerms },
  { name: 'begin channels', run: beginChannels },
  { name: 'shocks', run: shockFactors },
  { name: 'token price', run: priceToken },
  { name: 'set tolls', run: setTolls },
  { name: 'hold auctions', run: holdAuctions },
  { name: 'lengthen trips', run: lengthenTrips },
  { name: 'begin attacks', run: advanceAttacks },
  { name: 'publish offers', run: publishOffers },
  { name: 'collude', run: collude },
  { name: 'publish lists', run: publishLists },
  { name: 'bar and pardon', over: world => (mayBar(world.scenario) ? customers(world) : 0), run: barAndPardon },
  { name: 'subscribe', over: world => world.memory.rows('subscriptions'), run: subscribe },
  // Queries are asked and raced, while things happen.
  { name: 'demand', run: demandFactors },
  { name: 'send queries', run: world => world.inFlight && takeOff(world) },
  { name: 'events', run: runEvents },
  { name: 'note outages', run: noteOutages },
  { name: 'land queries', run: world => world.inFlight && land(world) },
  { name: 'hand out', run: handOut },
  { name: 'race in queues', run: world => world.queueing && !world.inFlight && raceInQueues(world) },
  { name: 'race', over: world => (world.queueing ? 0 : customers(world)), run: raceAtLoad },
  { name: 'race traces', run: world => !world.queueing && raceTraces(world) },
  // What became of them is counted, taxed and paid.
  { name: 'gather tallies', run: gatherTallies },
  { name: 'sum tallies', run: sumTallies },
  { name: 'meter links', run: meterLinks },
  { name: 'tax', over: world => (world.taxation.taxing ? operators(world) : 0), run: tax },
  { name: 'pay operators', over: operators, run: payOperators },
  { name: 'settle', run: settle },
  { name: 'buy back', run: buyBack },
  { name: 'keep guarantees', run: keepGuarantees },
  { name: 'offer validation', over: validators, run: offerValidation },
  { name: 'price validation', run: priceValidation },
  { name: 'validate', over: validators, run: validate },
  { name: 'pay validators', run: payValidators },
  { name: 'charge plans', run: chargePlans },
  { name: 'sell attention', run: sellAttention },
  { name: 'answer tickets', run: answerTickets },
  // Agents work, and settle with their principals and with each other.
  { name: 'offer compute', run: offerCompute },
  { name: 'price credits', run: priceCredits },
  { name: 'forecast prices', run: forecastPrices },
  { name: 'foresee', over: world => (foresees(world) ? agents(world) : 0), run: foresee },
  { name: 'look out', run: lookOut },
  { name: 'buy credits', over: world => (world.memory.rows('creditBuyers') > 0 ? agents(world) : 0), run: buyCredits },
  { name: 'give tasks', over: agents, run: giveTasks },
  { name: 'reciprocate', run: reciprocate },
  { name: 'share compute', run: shareCompute },
  { name: 'work', over: agents, run: work },
  { name: 'keep credits', over: world => (areKept(world) ? agents(world) : 0), run: keepCredits },
  { name: 'forecast load', over: world => world.memory.rows('loadForecast'), run: forecastLoad },
  { name: 'make payments', run: makePayments },
  { name: 'negotiate', run: negotiate },
  { name: 'keep agreements', run: keepAgreements },
  { name: 'settle agents', run: settleAgents },
  // Bots and those on other chains trade.
  { name: 'trade', run: trade },
  { name: 'remit', run: remit },
  { name: 'cross bridges', run: crossBridges },
  { name: 'mint', run: mint },
  { name: 'pay stakers', run: payStakers },
  // Who failed is punished, everybody is scored, costs are paid, books are kept.
  { name: 'slash', run: slashWrongAnswers },
  { name: 'sell lies', run: sellLies },
  { name: 'top up stakes', run: topUpStakes },
  { name: 'score', run: score },
  { name: 'rate tokens', run: rateTokens },
  { name: 'stock up', over: stocks, run: stockUp },
  { name: 'open window', run: openWindow },
  { name: 'clear resources', run: clearResources },
  { name: 'share stocks', over: stocks, run: shareStocks },
  { name: 'settle stocks', run: settleStocks },
  { name: 'plan resources', run: planResources },
  { name: 'map resources', run: mapResources },
  { name: 'pay costs', run: payCosts },
  { name: 'pay out', run: payOut },
  { name: 'keep accounts', run: keepAccounts },
  { name: 'value token', run: valueToken },
  {
    name: 'keep reservations',
    over: world => (world.customers.reserves && isVolatile(world.scenario) ? customers(world) : 0),
    run: keepReservations,
  },
  // Operators, delegators, voters and customers decide on the next.
  { name: 'view market', run: viewMarket },
  { name: 'reprice', over: operators, run: reprice },
  { name: 'post prices', run: post },
  { name: 'undercut', run: undercut },
  { name: 'invest', run: invest },
  { name: 'expand', run: expand },
  { name: 'tempt', run: tempt },
  { name: 'enter and exit', run: enterAndExit },
  { name: 'keep jail', run: keepJail },
  { name: 'delegate', run: delegate },
  { name: 'gather conviction', run: gatherConviction },
  { name: 'wear public quality', run: wearOff },
  {
    name: 'leave and come back',
    over: world => (world.customers.leaving ? customers(world) : 0),
    run: leaveAndComeBack,
  },
  { name: 'check books', run: checkBooks },
]
