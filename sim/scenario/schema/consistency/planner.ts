/** The planner: windows that are not too long, and demand that can be met where that is known beforehand. */
import type { ScenarioShape } from '../../schema.ts'
import { type Check, type Checks, names } from './check.ts'

/** Places times ticks of a window that can be planned in minutes. */
const MOST = 10_000
const HOUR = 3600

export const plannerChecks: Checks = (scenario, check) => {
  const { planner, goods } = scenario.resources
  if (!planner) return
  if (goods.length === 0) {
    check.fault(['resources', 'planner'], 'expected none where there are no goods, got one')
    return
  }
  const { every, ticks = every } = planner
  const places = goods.length * scenario.regions.length
  if (ticks > every) check.fault(['resources', 'planner', 'ticks'], `expected at most every (${every}), got ${ticks}`)
  else if (ticks * places > MOST)
    check.fault(
      ['resources', 'planner'],
      `expected at most ${Math.floor(MOST / places)} ticks in a window with ${places} places, got ${ticks}`,
    )
  checkMust(scenario, check)
}

/** What must be served in a place must be less than all that can be made there, brought there and taken from stores. */
function checkMust(scenario: ScenarioShape, { fault }: Check): void {
  const { resources, regions } = scenario
  for (const [i, { good, regions: listed, curve, ...rest }] of resources.demand.entries()) {
    if (curve.law !== 'must' || !isSteady(rest)) continue
    for (const region of listed.length > 0 ? listed : names(regions)) {
      const most = mostIn(scenario, good, region)
      // Where nothing can come at all it is unreachable, planner or not.
      if (most === 0 || curve.quantity <= most * (1 + 1e-9)) continue
      fault(
        ['resources', 'demand', i, 'curve', 'quantity'],
        `expected at most the ${perHour(most)}/h of "${good}" that can be made, come and be taken from stores in region "${region}", for the planner must serve it, got ${perHour(curve.quantity)}/h`,
      )
    }
  }
}

/** Most of a good that there can be in a region, 1/s; Infinity where it is not known beforehand. */
function mostIn({ resources, regions: all }: ScenarioShape, good: string, region: string): number {
  const { supply, ways, stores } = resources
  const has = (listed: readonly string[]) => listed.length === 0 || listed.includes(region)
  let most = 0
  for (const { good: made, regions, curve, ...rest } of supply) {
    if (made !== good || !has(regions)) continue
    if (curve.law === 'operators' || curve.law === 'agents' || !isSteady(rest)) return Infinity
    most += curve.law === 'linear' ? curve.quantity : curve.steps.reduce((sum, { quantity }) => sum + quantity, 0)
  }
  for (const store of stores) if (store.good === good && has(store.regions)) most += store.discharge ?? store.charge
  for (const way of ways) {
    const { kind, capacity = Infinity } = way
    if (kind === 'conversion') {
      if (way.to === good && has(way.regions)) most += capacity * way.yield
    } else if (way.good === good && has(way.to)) {
      const from = way.from.length === 0 ? names(all) : way.from
      most += from.filter(name => name !== region).length * capacity * way.yield
    }
  }
  return most
}

const perHour = (rate: number) => Number((rate * HOUR).toPrecision(12))

type Mood = Pick<ScenarioShape['resources']['demand'][number], 'pattern' | 'quantities'>

const isSteady = ({ pattern: { daily, weekend, growth }, quantities }: Mood) =>
  daily === 0 && weekend === 1 && growth === 0 && !quantities
