/** Stocks of agents: goods that there are, worths that fall, and who of them trades where. */
import type { ScenarioShape } from '../../schema.ts'
import { type Check, type Checks, names, type Path } from './check.ts'

export const stockChecks: Checks = (scenario, check) => {
  checkStocks(scenario, check)
  for (const side of ['demand', 'supply'] as const) checkTraders(scenario, check, side)
}

type Stock = ScenarioShape['agents']['groups'][number]['stocks'][number]

const dollars = (price: number) => `${price / 1e6} USD`

function checkStocks({ agents, resources, clock }: ScenarioShape, check: Check): void {
  const { known, fault } = check
  for (const [i, { stocks }] of agents.groups.entries())
    for (const [k, stock] of stocks.entries()) {
      const path = ['agents', 'groups', i, 'stocks', k] as const
      const { good, worth, loss } = stock
      known([...path, 'good'], 'a good', good, names(resources.goods))
      if (good === '') fault([...path, 'good'], 'expected a good, got ""')
      const first = stocks.findIndex(other => other.good === good)
      if (first < k)
        fault(
          [...path, 'good'],
          `expected one stock of a good, got "${good}" again (first at agents.groups[${i}].stocks[${first}])`,
        )
      if (worth.target > worth.empty)
        fault(
          [...path, 'worth', 'target'],
          `expected at most empty (${dollars(worth.empty)}), got ${dollars(worth.target)}`,
        )
      if (worth.full > worth.target)
        fault(
          [...path, 'worth', 'full'],
          `expected at most target (${dollars(worth.target)}), got ${dollars(worth.full)}`,
        )
      if (worth.empty > resources.ceiling)
        fault(
          [...path, 'worth', 'empty'],
          `expected at most the ${dollars(resources.ceiling)} of resources.ceiling, got ${dollars(worth.empty)}`,
        )
      if (loss * clock.tick > 1)
        fault([...path, 'loss'], `expected at most all of the level in a tick of ${clock.tick} s, got ${loss}/s`)
      if (stock.compute) checkCompute(stock, path, check)
    }
}

/** Compute is not kept: what there is of it follows from machines and work. */
function checkCompute(stock: Stock, path: Path, { fault }: Check): void {
  const { level, capacity, target, production, multiples, perWork, standing, loss } = stock
  const given = { level, capacity, target, production }
  for (const [name, value] of Object.entries(given))
    if (value.kind !== 'constant' || value.value !== 0) fault([...path, name], 'expected none with compute, got some')
  for (const [name, value] of Object.entries({ perWork, standing, loss }))
    if (value !== 0) fault([...path, name], `expected 0 with compute, got ${value}`)
  if (multiples) fault([...path, 'multiples'], 'expected none with compute, got some')
}

/** Agents trade what they have a stock of, once in a region, as they hold it. */
function checkTraders(
  { agents, resources, regions }: ScenarioShape,
  { known, fault }: Check,
  side: 'demand' | 'supply',
): void {
  const { clearing } = resources
  const seen = new Set<string>()
  for (const [i, { good, regions: listed, curve, prices, quantities, pattern }] of resources[side].entries()) {
    if (curve.law !== 'agents') continue
    const path = ['resources', side, i, 'curve'] as const
    known([...path, 'group'], 'a group of agents', curve.group, names(agents.groups))
    if (curve.group === '') fault([...path, 'group'], 'expected a group of agents, got ""')
    const group = agents.groups.find(({ name }) => name === curve.group)
    if (group && !group.stocks.some(stock => stock.good === good))
      fault([...path, 'group'], `expected agents with a stock of "${good}", got "${curve.group}", who have none`)
    if (prices || quantities || pattern.daily !== 0 || pattern.growth !== 0 || pattern.weekend !== 1)
      fault(path, 'expected neither pattern, prices nor quantities with agents, who bid by what they hold')
    if (clearing.rule === 'auction' && !clearing.constrained)
      fault(
        path,
        'expected constrained traders in resources.clearing with agents, who pay no more than they have, got others',
      )
    for (const region of listed.length > 0 ? listed : names(regions)) {
      const trader = JSON.stringify([curve.group, good, region])
      if (seen.has(trader))
        fault(path, `expected "${curve.group}" once in region "${region}", got it again with "${good}"`)
      seen.add(trader)
    }
  }
}
