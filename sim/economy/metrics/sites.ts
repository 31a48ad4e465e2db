/** Metrics of where nodes stand: how concentrated the network is in space, whoever owns it. */
import { hhi, nakamoto } from '../../measure/concentration.ts'
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'
import { metric } from './columns.ts'

/** The metrics of sites; without sites each region is one. None where there is a single place. */
export const siteMetrics = ({ sites, regions }: Scenario): readonly Metric<World>[] =>
  Math.max(sites.length, regions.length) === 1
    ? []
    : [
        metric('nakamoto_sites', 'site', 'fewest sites with more than half of the nodes in the market', w =>
          nakamoto(nodesBySite(w)),
        ),
        metric('hhi_sites', '1', 'Herfindahl-Hirschman index of the sites’ shares of nodes, 0 to 10,000', w =>
          hhi(nodesBySite(w)),
        ),
      ]

/** Nodes that operators in the market run, by site. */
function nodesBySite({ tables, scenario, regions }: World): Float64Array {
  const { state, firstNode, nodes } = tables.operators
  const count = new Float64Array(scenario.sites.length || regions)
  for (let o = 0; o < state.length; o++)
    if (state[o] === STATE.active)
      for (let i = firstNode[o]; i < firstNode[o] + nodes[o]; i++) count[tables.nodes.site[i]]++
  return count
}
