/** Patrons: regions that must exist, no more slots than servers, rules that exclude each other. */
import type { ScenarioShape } from '../../schema.ts'
import { type Check, type Checks, isList, keepsInFlight, names } from './check.ts'

/** Slots of all sovereigns in all their regions. */
const MOST_SLOTS = 10_000_000

export const patronChecks: Checks = (scenario, check) => {
  checkSovereigns(scenario, check)
  if (scenario.sovereigns.length > 0) checkAuction(scenario, check)
  checkLinks(scenario, check)
  checkProsumers(scenario, check)
}

function checkSovereigns({ sovereigns, regions }: ScenarioShape, { fault, known }: Check): void {
  let slots = 0
  for (const [i, group] of sovereigns.entries()) {
    const first = names(sovereigns).indexOf(group.name)
    if (first < i)
      fault(
        ['sovereigns', i, 'name'],
        `expected a name of its own, got "${group.name}" again (first at sovereigns[${first}])`,
      )
    for (const [j, name] of group.regions.entries())
      known(['sovereigns', i, 'regions', j], 'a region', name, names(regions))
    if (group.redundancy > regions.length)
      fault(
        ['sovereigns', i, 'redundancy'],
        `expected at most the ${regions.length} regions that there are, got ${group.redundancy}`,
      )
    for (const key of ['value', 'bandwidthValue'] as const) {
      const value = group[key]
      if (isList(value) && value.values.length !== group.count)
        fault(['sovereigns', i, key], `expected ${group.count} values, one a sovereign, got ${value.values.length}`)
    }
    slots += group.count * group.slots * group.redundancy
    if (slots > MOST_SLOTS)
      fault(['sovereigns', i, 'slots'], `expected at most ${MOST_SLOTS} slots in all regions up to here, got ${slots}`)
  }
}

function checkAuction(scenario: ScenarioShape, { fault }: Check): void {
  const { auction, clock, market, regions } = scenario
  const ticks = auction.every / clock.tick
  if (Math.round(ticks) < 1 || Math.abs(ticks - Math.round(ticks)) > 1e-9 * ticks)
    fault(['auction', 'every'], `expected a whole number of ticks of ${clock.tick} s, got ${auction.every} s`)
  if (auction.ahead > auction.every)
    fault(['auction', 'ahead'], `expected at most one period of ${auction.every} s, got ${auction.ahead} s`)
  if (auction.slots === 0 && auction.bandwidth === 0)
    fault(['auction', 'slots'], 'expected slots or bandwidth on offer where there are sovereigns, got neither')
  if (market.race.losers === 'cancel')
    fault(['market', 'race', 'losers'], 'expected "finish" where there are sovereigns, got "cancel"')
  if (market.discipline === 'priority')
    fault(['market', 'discipline'], 'expected "arrival" where there are sovereigns, got "priority"')
  for (const { name, bandwidth } of regions)
    if (bandwidth !== undefined && auction.bandwidth > bandwidth)
      fault(
        ['auction', 'bandwidth'],
        `expected at most the ${bandwidth} byte/s of region "${name}", got ${auction.bandwidth} byte/s`,
      )
  for (const [name, servers] of serversAtStart(scenario))
    if (auction.slots > servers)
      fault(
        ['auction', 'slots'],
        `expected at most the ${servers} servers of region "${name}" at the start, got ${auction.slots}`,
      )
}

/** Servers by region at the start; empty where they are drawn, or nodes are added later. */
function serversAtStart({ operators, regions, sites }: ScenarioShape): ReadonlyMap<string, number> {
  const found = new Map(regions.map(({ name }) => [name, 0]))
  let first = 0
  for (const { nodes, servers, count, expansion, ...group } of operators) {
    if (nodes.kind !== 'constant' || servers.kind !== 'constant' || expansion.rule !== 'none') return new Map()
    const halls = group.sites.map(name => sites.find(site => site.name === name)?.region ?? name)
    const places = halls.length > 0 ? halls : group.regions.length > 0 ? group.regions : names(regions)
    for (let o = first; o < first + count; o++)
      for (let j = 0; j < nodes.value; j++) {
        const name = places[(o + j) % places.length]
        found.set(name, (found.get(name) ?? 0) + servers.value)
      }
    first += count
  }
  return found
}

function checkLinks(scenario: ScenarioShape, { fault }: Check): void {
  const flying = keepsInFlight(scenario)
  for (const [i, { bandwidth }] of scenario.regions.entries())
    if (bandwidth !== undefined && flying)
      fault(['regions', i, 'bandwidth'], `expected none with ${flying}, whose bytes are not counted by region`)
}

function checkProsumers(scenario: ScenarioShape, { fault }: Check): void {
  const flying = keepsInFlight(scenario)
  for (const [i, { reciprocity, trace, count, represents }] of scenario.customers.entries()) {
    if (!reciprocity) continue
    if (trace)
      fault(
        ['customers', i, 'reciprocity'],
        'expected none with a trace: recorded queries are asked whatever they cost',
      )
    if (flying)
      fault(['customers', i, 'reciprocity'], `expected none with ${flying}: a race is paid when it ends, ticks later`)
    const { capacity } = reciprocity
    if (isList(capacity) && capacity.values.length !== count / represents)
      fault(
        ['customers', i, 'reciprocity', 'capacity'],
        `expected ${count / represents} values, one an agent, got ${capacity.values.length}`,
      )
  }
}
