/** Theory of payment channels of two: how many payments fail, how long a channel lasts, who cheats. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { cheatedShare, failedShare, meanLife } from '../../measure/theory/channels.ts'
import type { Quantity } from '../../scenario/quantity.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

export function channelPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { closing } = world.scenario.agents.channels
  return [
    ...walks(world, metrics),
    ...(closing.cheating.rule === 'never'
      ? []
      : predict(metrics, 'channel_caught', closing.watching, 'probability of being noticed')),
  ]
}

/** Pairs of agents who pay each other one size of payments at random: the balance of a channel is a random walk. */
function walks(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const flow = paymentsOfPairs(world)
  const { deposit, otherDeposit, reserve, exhausted, mark, delay, lifetime, reopening, closing } =
    world.scenario.agents.channels
  const first = constant(deposit)
  const other = constant(otherDeposit)
  const awake = world.agents.every(({ spec }) => metrics[`dormant_${spec.name}`]?.mean === 0)
  if (!flow || first === undefined || other === undefined || !awake || lifetime !== undefined || mark > 0) return []
  const kept = Math.ceil(reserve * (first + other))
  const start = Math.floor((first - kept) / flow.unit)
  const capacity = start + Math.floor((other - kept) / flow.unit)
  if (start < 0 || capacity < start) return []
  const forward = flow.there / (flow.there + flow.back)
  if (closing.rate === 0 && exhausted === 'fail')
    return predict(metrics, 'channel_failed', failedShare(capacity, forward), 'random walk held at its ends')
  const whole = metrics.channels_open?.mean === world.memory.rows('channels')
  if (closing.rate === 0 && exhausted === 'reopen' && delay === 0 && whole && (first - kept) % flow.unit === 0)
    return predict(metrics, 'channel_life', meanLife(capacity, start, forward), 'ruin of the gambler')
  if (
    closing.cheating.rule !== 'gain' ||
    exhausted !== 'fail' ||
    flow.back > 0 ||
    reserve > 0 ||
    reopening === undefined
  )
    return []
  const share = cheatedShare(first / flow.unit, closing.watching, flow.there / closing.rate)
  return predict(metrics, 'channel_cheating', share, 'those cheat who have paid away more than is likely to be taken')
}

/** Rates at which the first end of each pair pays the other and is paid back, in payments of one size. */
function paymentsOfPairs({ scenario }: World) {
  const { graph } = scenario.agents.channels
  const streams = scenario.agents.payments.filter(({ settlement }) => settlement === 'channel')
  if (graph.shape !== 'pairs' || graph.from === graph.to || streams.length === 0) return undefined
  let there = 0
  let back = 0
  let unit = 0
  for (const { from, to, when, partner } of streams) {
    if (when.rule !== 'random' || partner !== 'fixed' || (unit > 0 && unit !== when.amount)) return undefined
    unit = when.amount
    if (from === graph.from && to === graph.to) there += when.rate
    else if (from === graph.to && to === graph.from) back += when.rate
    else return undefined
  }
  return { there, back, unit }
}

const constant = (quantity: Quantity) => (quantity.kind === 'constant' ? Math.round(quantity.value) : undefined)
