/** What theory says of a run, where a closed form exists for its scenario, and what was observed in real life. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import type { World } from '../world.ts'
import { stockPredictions } from './agent-resources.ts'
import { agentPredictions } from './agents.ts'
import { agreementPredictions } from './agreements.ts'
import { auctionPredictions } from './auction.ts'
import { chainPredictions } from './chains.ts'
import { channelPredictions } from './channels.ts'
import { classPredictions } from './classes.ts'
import { conductPredictions } from './conduct.ts'
import { creditPredictions } from './credits.ts'
import { delegationPredictions } from './delegation.ts'
import { exchangePredictions } from './exchange.ts'
import { forecastPredictions } from './forecasts.ts'
import { marketPredictions } from './markets.ts'
import { observed } from './observations.ts'
import { paymentPredictions } from './payments.ts'
import { plannerPredictions } from './planner.ts'
import { queuePredictions } from './queues.ts'
import { racePredictions } from './races.ts'
import { reciprocityPredictions } from './reciprocity.ts'
import { resourcePredictions } from './resources.ts'
import { scripPredictions } from './scrip.ts'
import { staticMarket } from './static.ts'
import { taxPredictions } from './taxation.ts'
import { tradePredictions } from './trade.ts'

/** Every prediction whose assumptions the scenario meets, beside the run's estimate of the same metric. */
export function predictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const market = staticMarket(world)
  return [
    ...(market && world.classes === 1 ? racePredictions(world, market, metrics) : []),
    ...(market && world.classes === 1 ? queuePredictions(world, market, metrics) : []),
    ...(market && world.classes > 1 ? classPredictions(world, market, metrics) : []),
    ...marketPredictions(world, metrics),
    ...taxPredictions(world, metrics),
    ...conductPredictions(world),
    ...reciprocityPredictions(world, metrics),
    ...delegationPredictions(world, metrics),
    ...tradePredictions(world, metrics),
    ...chainPredictions(world, metrics),
    ...channelPredictions(world, metrics),
    ...exchangePredictions(world, metrics),
    ...resourcePredictions(world, metrics),
    ...plannerPredictions(world, metrics),
    ...stockPredictions(world, metrics),
    ...auctionPredictions(world, metrics),
    ...creditPredictions(world, metrics),
    ...agentPredictions(world),
    ...paymentPredictions(world, metrics),
    ...agreementPredictions(world, metrics),
    ...scripPredictions(world, metrics),
    ...forecastPredictions(world, metrics),
    ...observed(world, metrics),
  ]
}
