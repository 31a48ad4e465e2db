/** Fills the tables at the start of a run: every per-agent parameter is drawn for its own purpose. */

import { exp } from '../engine/numerics.ts'
import { block, WORDS } from '../engine/random.ts'
import { exponential } from '../engine/variates.ts'
import { sumOf } from '../measure/sum.ts'
import { draw, type Quantity } from '../scenario/quantity.ts'
import type { Scenario } from '../scenario/schema.ts'
import { populateAgreements } from './agents/agreements/population.ts'
import { populateChannels } from './agents/channels/population.ts'
import { populateForecasts } from './agents/forecasts.ts'
import { populatePayers } from './agents/payments/schedule.ts'
import { populateAgents } from './agents/population.ts'
import { issueScrip } from './agents/scrip/reciprocate.ts'
import { populateStocks } from './agents/stocks/population.ts'
import { repeated, splitPurses } from './attacks/sybil.ts'
import { placesOf } from './groups.ts'
import { open } from './ledger.ts'
import { keptShare, marginalCost } from './operators/accounts.ts'
import { drawFailure } from './operators/failures.ts'
import { LAW, STATE } from './operators/tables.ts'
import { layTerms } from './orders/terms.ts'
import { populateProsumers } from './patrons/prosumers.ts'
import { populateSovereigns } from './patrons/sovereigns.ts'
import { populateDelegators } from './protocol/delegators.ts'
import { scheduleProposals } from './protocol/governance/proposals.ts'
import { drawIncidents } from './protocol/incidents.ts'
import { priceToken } from './protocol/token.ts'
import { type Drawn, drawnPurpose, PURPOSE } from './purposes.ts'
import { clearFlights } from './queries/cancellation.ts'
import { populateStores } from './resources/stores.ts'
import { layRulings } from './rulings.ts'
import { scheduleShocks } from './shocks/shocks.ts'
import { clearTransits } from './trade/bridges.ts'
import { isRemote, populateRemittances } from './trade/remittances.ts'
import { populateTrade } from './trade/tables.ts'
import type { World } from './world.ts'

const words = new Int32Array(4)

/** Draws everybody and opens the books. */
export function populate(world: World): void {
  priceToken(world)
  layRulings(world)
  for (const g of world.groups.keys()) populateOperators(world, g)
  for (const g of world.customers.groups.keys()) populateCustomers(world, g)
  populateSovereigns(world)
  populateProsumers(world)
  layTerms(world)
  shareDemand(world)
  openBooks(world)
  populateDelegators(world)
  populateTrade(world)
  populateRemittances(world)
  if (world.scenario.trade.bridges.length > 0) clearTransits(world)
  populateStores(world)
  populateAgents(world)
  populateAgreements(world)
  populateForecasts(world)
  populatePayers(world)
  issueScrip(world)
  populateChannels(world)
  populateStocks(world)
  issueScrip(world)
  scheduleShocks(world)
  scheduleProposals(world)
  if (world.inFlight) clearFlights(world)
}

function populateOperators(world: World, g: number): void {
  const { tables, scenario } = world
  const { spec, first, count, origin, identities, candidate, nodes, mostNodes, servers, buffer } = world.groups[g]
  const own = tables.operators
  const values = (name: Drawn, quantity: Quantity) =>
    repeated(draw(quantity, spec.count, { key: world.key, purpose: drawnPurpose(name), first: origin }), identities)
  const whole = (column: Float64Array) => column.map(value => Math.round(value))
  own.price.set(values('price', spec.price), first)
  own.initialPrice.set(own.price.subarray(first, first + count), first)
  own.posted.set(whole(own.price.subarray(first, first + count)), first)
  own.wallet.set(whole(values('wallet', spec.wallet)), first)
  own.dollars.set(whole(values('dollars', spec.dollars)), first)
  own.stake.set(whole(values('stake', spec.stake)), first)
  for (let o = first; o < first + count; o++)
    own.capital[o] = (own.wallet[o] + own.stake[o]) * tables.token.price[0] + own.dollars[o]
  own.commission.set(values('commission', spec.commission), first)
  own.fixedCost.set(values('fixedCost', spec.fixedCost), first)
  own.queryCost.set(values('queryCost', spec.queryCost), first)
  own.appeal.set(values('appeal', spec.appeal), first)
  own.quality.set(values('quality', spec.quality), first)
  const perNode = {
    accuracy: values('accuracy', spec.accuracy),
    performance: values('performance', spec.performance),
    accuracyScore: values('accuracyScore', spec.accuracyScore),
    uptime: values('uptime', spec.uptime),
  }
  const weight = spec.weight ? values('weight', spec.weight) : new Float64Array(count).fill(-1)
  const failEvery = spec.failure ? values('failEvery', spec.failure.every) : new Float64Array(count)
  const repairTime = spec.failure ? values('repairTime', spec.failure.repair) : new Float64Array(count)
  const law = lawOf(spec.latency)
  const scale = values('scale', law.scale)
  const shape = law.shape ? values('shape', law.shape) : new Float64Array(count)
  const places = placesOf(scenario, spec)

  const queueing = scenario.market.service === 'queue'
  let node = world.rows[g].nodes
  let free = world.rows[g].servers
  let waiting = world.rows[g].waiting
  for (let k = 0; k < count; k++) {
    const o = first + k
    own.group[o] = g
    own.state[o] = candidate ? STATE.candidate : STATE.active
    own.firstNode[o] = node
    own.nodes[o] = nodes[k]
    own.mostNodes[o] = mostNodes[k]
    own.lossSince[o] = Infinity
    if (!candidate) drawIncidents(world, o, 0)
    own.performance[o] = perNode.performance[k]
    own.yield[o] = keptShare(world)
    own.marginalCost[o] = marginalCost(world, o)
    if (spec.expansion.rule !== 'none') own.nextExpansion[o] = spec.expansion.every
    const all = tables.nodes
    for (let j = 0; j < mostNodes[k]; j++, node++) {
      all.operator[node] = o
      const { region, site } = places[(origin + Math.floor(k / identities) + (k % identities) + j) % places.length]
      all.region[node] = region
      all.site[node] = site
      all.law[node] = law.law
      all.scale[node] = scale[k]
      all.shape[node] = shape[k]
      all.mean[node] = law.mean(scale[k], shape[k])
      all.servers[node] = servers[k]
      all.buffer[node] = buffer[k]
      if (queueing) {
        all.freeFrom[node] = free
        all.waitingFrom[node] = waiting
        free += servers[k]
        if (buffer[k] < Infinity) waiting += buffer[k]
      }
      all.accuracy[node] = perNode.accuracy[k]
      all.rightBelow[node] = perNode.accuracy[k] * WORDS
      all.spread[node] = 1 / perNode.accuracy[k]
      all.performance[node] = perNode.performance[k]
      all.accuracyScore[node] = perNode.accuracyScore[k]
      all.uptime[node] = perNode.uptime[k]
      all.latency[node] = all.mean[node]
      all.weight[node] = weight[k]
      all.failEvery[node] = failEvery[k]
      all.repairTime[node] = repairTime[k]
      all.downFrom[node] = Infinity
      all.downUntil[node] = Infinity
      all.previousFrom[node] = Infinity
      all.previousUntil[node] = Infinity
      if (!candidate && j < nodes[k]) drawFailure(world, node, 0)
    }
  }
  splitPurses(world, g)
}

/** Law, scale and shape of the service time, and its mean. */
function lawOf(latency: Scenario['operators'][number]['latency']): {
  readonly law: number
  readonly scale: Quantity
  readonly shape?: Quantity
  readonly mean: (scale: number, shape: number) => number
} {
  switch (latency.law) {
    case 'exponential':
      return { law: LAW.exponential, scale: latency.mean, mean: scale => scale }
    case 'lognormal':
      return {
        law: LAW.lognormal,
        scale: latency.median,
        shape: latency.sigma,
        mean: (median, sigma) => median * exp((sigma * sigma) / 2),
      }
    case 'deterministic':
      return { law: LAW.deterministic, scale: latency.value, mean: scale => scale }
    case 'geometric':
      return {
        law: LAW.geometric,
        scale: latency.step,
        shape: latency.success,
        mean: (step, success) => step / success,
      }
  }
}

function populateCustomers(world: World, g: number): void {
  const { tables, scenario, key } = world
  const { spec, first, count } = world.customers.groups[g]
  const own = tables.customers
  const { sampling } = scenario.market
  // Of what its customers ask, earn and have, an agent handles the part that its simulated queries stand for.
  const part = spec.represents / sampling
  const values = (name: Drawn, quantity: Quantity) => draw(quantity, count, { key, purpose: drawnPurpose(name), first })
  own.rate.set(spec.trace ? new Float64Array(count) : values('rate', spec.rate).map(rate => rate * part), first)
  own.reserve.set(
    spec.reservation ? values('reservation', spec.reservation) : new Float64Array(count).fill(Infinity),
    first,
  )
  own.wallet.set(
    values('customerWallet', spec.wallet).map(tokens => Math.round(tokens * part)),
    first,
  )
  // Income on another chain has a way to go before it is one here.
  const remote = isRemote(scenario, spec)
  const perTick = (world.tickLength / scenario.token.price) * part
  own.income.set(
    spec.budget && !remote
      ? values('budget', spec.budget).map(rate => Math.floor(rate * perTick))
      : new Float64Array(count).fill(spec.reciprocity || remote ? 0 : -1),
    first,
  )
  if (spec.budget && !remote) tables.market.income[0] += sampling * sumOf(own.income.subarray(first, first + count))
  own.patience.set(values('patience', spec.loyalty.patience), first)
  own.satisfaction.fill(1, first, first + count)
  own.group.fill(g, first, first + count)
  const places = spec.regions.length > 0 ? spec.regions : scenario.regions.map(({ name }) => name)
  const regions = places.map(place => scenario.regions.findIndex(({ name }) => name === place))
  for (let c = first; c < first + count; c++) tables.groupRate.rate[g] += own.rate[c]
  for (let c = first; c < first + count; c++) {
    own.region[c] = regions[(c - first) % regions.length]
    block(words, key, 0, c, 0, PURPOSE.hazard)
    own.hazard[c] = exponential(words[0])
  }
}

/** Shares of the lists in the customers' demand; traced groups count by their number of customers. */
function shareDemand({ tables, customers, classes }: World): void {
  const { share } = tables.menuDemand
  const { rate, region, group } = tables.customers
  const { list: listOf } = tables.menuLists
  const { first: mixFirst } = tables.mixes
  const { cut, kind } = tables.mixSteps
  const { groups } = customers
  let total = 0
  for (let c = 0; c < rate.length; c++) {
    const weight = groups[group[c]].spec.trace ? groups[group[c]].spec.represents : rate[c]
    total += weight
    let before = 0
    for (let k = mixFirst[group[c]]; before < WORDS; k++) {
      share[listOf[region[c] * classes + kind[k]]] += (weight * (cut[k] - before)) / WORDS
      before = cut[k]
    }
  }
  for (let m = 0; m < share.length; m++) share[m] = total > 0 ? share[m] / total : 0
}

/** Balances at the start: what the actors hold, and the rest of the supply with the outside market. */
function openBooks({ tables, scenario }: World): void {
  const { state, wallet, stake, dollars } = tables.operators
  let wallets = 0
  let stakes = 0
  let cash = 0
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active) continue
    wallets += wallet[o]
    stakes += stake[o]
    cash += dollars[o]
  }
  const purses = scenario.market.sampling * sumOf(tables.customers.wallet)
  const held = wallets + stakes + purses
  const supply = Math.round(scenario.token.supply)
  if (held > supply)
    throw new Error(
      `token.supply: expected at least the ${held / 1e6} token that actors hold at the start, got ${supply / 1e6} token`,
    )
  open(tables, 'operators', 'token', wallets)
  open(tables, 'stakes', 'token', stakes)
  open(tables, 'customers', 'token', purses)
  open(tables, 'exchange', 'token', supply - held)
  open(tables, 'operators', 'dollar', cash)
}
