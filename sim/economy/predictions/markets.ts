/** Theory of markets: prices, free entry, and entry that the protocol's fees can feed. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { logitFirms, protocolFirms } from '../../measure/theory/entry.ts'
import { keptShare } from '../operators/accounts.ts'
import { STATE } from '../operators/tables.ts'
import { plannedShare } from '../protocol/taxation.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'
import { pricePredictions } from './prices.ts'
import { isSteady } from './static.ts'

export function marketPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  return [...pricePredictions(world, metrics), ...(isSteady(world) ? entryNumber(world, metrics) : [])]
}

/** Operators that settle under free entry of alike candidates. */
function entryNumber(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { scenario, tables, groups, racers } = world
  const specs = groups.map(({ spec }) => spec)
  const alike = specs.every(
    ({ fixedCost, queryCost, nodes, capitalCost }) =>
      [fixedCost, queryCost, nodes].every(({ kind }) => kind === 'constant') && capitalCost === 0,
  )
  const essence = specs.map(({ fixedCost, queryCost, nodes }) => JSON.stringify([fixedCost, queryCost, nodes]))
  const same = essence.every(text => text === essence[0])
  const first = specs[0]
  if (scenario.entry.candidates.length === 0 || !alike || !same || scenario.entry.cost > 0) return []
  const { fixedCost, queryCost, nodes } = tables.operators
  const demand = scenario.market.sampling * tables.customers.rate.reduce((sum, rate) => sum + rate, 0)
  const fixed = fixedCost[0] * nodes[0]
  const bounded = scenario.phases.length > 0 || !tables.operators.state.some(state => state === STATE.candidate)
  if (fixed === 0 || bounded) return []
  const selection = scenario.market.selection
  if (
    scenario.entry.expectation === 'equilibrium' &&
    selection.rule === 'logit' &&
    selection.outside === undefined &&
    racers === 1
  ) {
    const income = keptShare(world) * tables.token.price[0] * selection.scale
    return predict(
      metrics,
      'operators',
      logitFirms(demand, income, fixed),
      'free entry, n <= 1 + M mu / F; Anderson, de Palma and Thisse 1992',
    )
  }
  const oneFee = specs.every(
    ({ pricing, price }) => pricing.rule === 'fixed' && JSON.stringify(price) === JSON.stringify(first.price),
  )
  if (scenario.entry.expectation === 'price-taking' && oneFee) {
    const fee = tables.operators.posted[0] * tables.token.price[0]
    const { operators, stakers } = scenario.market.fee
    const share = (1 - plannedShare(scenario.protocol)) * (operators + stakers)
    return predict(
      metrics,
      'operators',
      protocolFirms(demand, share, fee, racers, queryCost[0], fixed),
      'zero profit, n = Q (share f - K v) / F',
    )
  }
  return []
}
