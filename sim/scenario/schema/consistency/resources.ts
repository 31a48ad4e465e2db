/** Resources: names that there are, curves that fall and rise, ways that lead somewhere, places that can be supplied. */
import type { ScenarioShape } from '../../schema.ts'
import { type Check, type Checks, names, type Path, sellers } from './check.ts'

export const resourceChecks: Checks = (scenario, check) => {
  const { goods, ...rest } = scenario.resources
  const { demand, supply, stores, ways } = rest
  if (goods.length === 0) {
    for (const [list, items] of Object.entries({ demand, supply, stores, ways }))
      if (items.length > 0)
        check.fault(['resources', list], `expected none where there are no goods, got ${items.length}`)
    return
  }
  for (const [list, items] of Object.entries({ goods, demand, supply, stores, ways }))
    for (const [i, { name }] of items.entries()) {
      const first = items.findIndex(item => item.name === name)
      if (first < i)
        check.fault(
          ['resources', list, i, 'name'],
          `expected a name of its own, got "${name}" again (first at resources.${list}[${first}])`,
        )
    }
  checkNames(scenario, check)
  checkDemand(scenario, check)
  checkSupply(scenario, check)
  checkStores(scenario, check)
  checkWays(scenario, check)
  checkReach(scenario, check)
  checkAuction(scenario, check)
}

function checkNames({ resources, regions }: ScenarioShape, { known, fault }: Check): void {
  const { goods, demand, supply, stores, ways } = resources
  const isGood = (path: Path, name: string) => {
    known(path, 'a good', name, names(goods))
    if (name === '') fault(path, 'expected a good, got ""')
  }
  const areRegions = (path: Path, listed: readonly string[]) => {
    for (const [i, name] of listed.entries()) {
      known([...path, i], 'a region', name, names(regions))
      if (listed.indexOf(name) < i) fault([...path, i], `expected each region once, got "${name}" again`)
    }
  }
  for (const [list, items] of Object.entries({ demand, supply, stores }))
    for (const [i, { good, regions: listed }] of items.entries()) {
      isGood(['resources', list, i, 'good'], good)
      areRegions(['resources', list, i, 'regions'], listed)
    }
  for (const [i, way] of ways.entries()) {
    const path = ['resources', 'ways', i]
    if (way.kind === 'link') {
      isGood([...path, 'good'], way.good)
      areRegions([...path, 'from'], way.from)
      areRegions([...path, 'to'], way.to)
    } else {
      isGood([...path, 'from'], way.from)
      isGood([...path, 'to'], way.to)
      areRegions([...path, 'regions'], way.regions)
    }
  }
}

const nothing = (path: Path, { fault }: Check) => fault([...path, 'quantity'], 'expected more than 0/h, got 0/h')

function checkDemand({ resources }: ScenarioShape, check: Check): void {
  const dollars = (price: number) => `${price / 1e6} USD`
  for (const [i, { curve, prices }] of resources.demand.entries()) {
    const path = ['resources', 'demand', i, 'curve']
    if (curve.law === 'must' && prices)
      check.fault(['resources', 'demand', i, 'prices'], 'expected none with "must", which is served at any price')
    if (curve.law === 'steps') {
      for (const [k, { quantity, price }] of curve.steps.entries()) {
        if (quantity === 0) nothing([...path, 'steps', k], check)
        if (price > resources.ceiling)
          check.fault(
            [...path, 'steps', k, 'price'],
            `expected at most the ${dollars(resources.ceiling)} of resources.ceiling, got ${dollars(price)}`,
          )
      }
      continue
    }
    if (curve.law === 'agents') continue
    if (curve.quantity === 0) nothing(path, check)
    if (curve.law === 'must') continue
    if (curve.to > curve.from)
      check.fault([...path, 'to'], `expected at most from (${dollars(curve.from)}), got ${dollars(curve.to)}`)
    if (curve.from > resources.ceiling)
      check.fault(
        [...path, 'from'],
        `expected at most the ${dollars(resources.ceiling)} of resources.ceiling, got ${dollars(curve.from)}`,
      )
  }
}

function checkSupply(scenario: ScenarioShape, check: Check): void {
  const groups = sellers(scenario).map(({ group }) => group.name)
  for (const [i, { curve, prices, quantities, pattern }] of scenario.resources.supply.entries()) {
    const path = ['resources', 'supply', i, 'curve']
    if (curve.law === 'agents') continue
    if (curve.law === 'operators') {
      check.known([...path, 'group'], 'a group of operators', curve.group, groups)
      if (curve.group === '') check.fault([...path, 'group'], 'expected a group of operators, got ""')
      if (prices || quantities || pattern.daily !== 0 || pattern.growth !== 0 || pattern.weekend !== 1)
        check.fault(path, 'expected neither pattern, prices nor quantities with operators, who offer what they have')
    } else if (curve.law === 'steps') {
      for (const [k, { quantity }] of curve.steps.entries()) if (quantity === 0) nothing([...path, 'steps', k], check)
    } else {
      if (curve.quantity === 0) nothing(path, check)
      if (curve.to < curve.from)
        check.fault([...path, 'to'], `expected at least from (${curve.from / 1e6} USD), got ${curve.to / 1e6} USD`)
    }
  }
}

function checkStores({ resources, clock }: ScenarioShape, { fault }: Check): void {
  for (const [i, { capacity, charge, buy, sell, memory, loss }] of resources.stores.entries()) {
    const path = ['resources', 'stores', i]
    if (capacity === 0) fault([...path, 'capacity'], 'expected more than 0, got 0')
    if (charge === 0) fault([...path, 'charge'], 'expected more than 0/h, got 0/h')
    if (buy > sell) fault([...path, 'buy'], `expected at most sell (${sell}), got ${buy}`)
    if (memory / clock.tick > 10_000)
      fault([...path, 'memory'], `expected at most 10000 ticks of ${clock.tick} s, got ${memory} s`)
    if (loss * clock.tick > 1)
      fault([...path, 'loss'], `expected at most all of the level in a tick of ${clock.tick} s, got ${loss}/s`)
  }
}

function checkWays({ resources, regions }: ScenarioShape, { fault }: Check): void {
  for (const [i, way] of resources.ways.entries()) {
    const path = ['resources', 'ways', i]
    if (way.capacity === 0) fault([...path, 'capacity'], 'expected more than 0/h, got 0/h')
    if (way.congestion > 0 && way.capacity === undefined)
      fault([...path, 'congestion'], 'expected a capacity to which congestion refers, got none')
    if (way.toll && way.congestion === 0)
      fault([...path, 'toll'], 'expected congestion where there is a toll, got none')
    if (way.kind === 'conversion') {
      if (way.from === way.to) fault([...path, 'to'], `expected another good than from, got "${way.to}"`)
      continue
    }
    const from = way.from.length > 0 ? way.from : names(regions)
    const to = way.to.length > 0 ? way.to : names(regions)
    if (from.length === 1 && to.length === 1 && from[0] === to[0])
      fault([...path, 'to'], `expected another region than from, got "${to[0]}"`)
  }
}

/** Most lots that a piece of a curve is cut into. */
const MOST_LOTS = 10_000

function checkAuction({ resources: { clearing, ceiling } }: ScenarioShape, { fault }: Check): void {
  if (clearing.rule !== 'auction') return
  const { traders, lots, highest = 0 } = clearing
  if (traders * lots > MOST_LOTS)
    fault(
      ['resources', 'clearing', 'lots'],
      `expected at most ${MOST_LOTS} lots of all traders, got ${traders} times ${lots}`,
    )
  if (highest > ceiling)
    fault(
      ['resources', 'clearing', 'highest'],
      `expected at most the ${ceiling / 1e6} USD of resources.ceiling, got ${highest / 1e6} USD`,
    )
}

/** Every place with a demand must have a supply, or a way to it from a place that has. */
function checkReach({ resources, regions }: ScenarioShape, { fault }: Check): void {
  const { supply, stores, ways, demand } = resources
  const all = (listed: readonly string[]) => (listed.length > 0 ? listed : names(regions))
  const place = (good: string, region: string) => JSON.stringify([good, region])
  const supplied = new Set(
    [...supply, ...stores].flatMap(item => all(item.regions).map(region => place(item.good, region))),
  )
  const edges = ways.flatMap(way =>
    way.kind === 'conversion'
      ? all(way.regions).map(region => [place(way.from, region), place(way.to, region)])
      : all(way.from).flatMap(from => all(way.to).map(to => [place(way.good, from), place(way.good, to)])),
  )
  for (let grown = true; grown; ) {
    grown = false
    for (const [from, to] of edges)
      if (supplied.has(from) && !supplied.has(to)) {
        supplied.add(to)
        grown = true
      }
  }
  // Unknown goods and regions have faults of their own.
  for (const [i, { name, good, regions: listed }] of demand.entries())
    for (const region of all(listed))
      if (
        !supplied.has(place(good, region)) &&
        names(resources.goods).includes(good) &&
        names(regions).includes(region)
      )
        fault(
          ['resources', 'demand', i],
          `expected a supply of "${good}" in region "${region}" for "${name}", or a way to it from a supply, got none`,
        )
}
