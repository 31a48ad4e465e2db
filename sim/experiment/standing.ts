/** Where the operators stand at a moment: how many, how good, with which shares, at how many sites. */
import { STATE } from '../economy/operators/tables.ts'
import type { World } from '../economy/world.ts'
import { gini, hhi, nakamoto } from '../measure/concentration.ts'
import { correlation } from '../measure/regression.ts'

export interface Standing {
  readonly operators: number
  readonly nodes: number
  /** Sites with a node in the market; fewest with more than half of the nodes, and HHI of their shares. */
  readonly sites: number
  readonly nakamotoSites: number
  readonly hhiSites: number
  /** Fewest operators with more than half of the stake, and Gini coefficient of stakes; NaN where nobody has any. */
  readonly nakamotoStake: number
  readonly giniStake: number
  /** Mean quality stock of an operator; NaN where there is none. */
  readonly quality: number
  /** Mean latency of the nodes of specialists over that of generalists; NaN without both. */
  readonly specialists: number
  /** Correlation of operators' performance scores with their shares of paid queries. */
  readonly merit: number
}

/** The operators in the market of `world`, between two ticks. */
export function standingOf({ tables, groups }: World): Standing {
  const { state, firstNode, nodes, quality, performance, share, stake, group } = tables.operators
  const { latency } = tables.nodes
  const sites = [...nodesBySite(tables).values()]
  const stakes: number[] = []
  const scores: number[] = []
  const shares: number[] = []
  const special = { sum: 0, n: 0 }
  const general = { sum: 0, n: 0 }
  let [count, running, qualities] = [0, 0, 0]
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active) continue
    count++
    running += nodes[o]
    qualities += quality[o]
    scores.push(performance[o])
    shares.push(share[o])
    stakes.push(stake[o])
    const kind = groups[group[o]].spec.specialization === '' ? general : special
    for (let i = firstNode[o]; i < firstNode[o] + nodes[o]; i++) {
      kind.sum += latency[i]
      kind.n++
    }
  }
  return {
    operators: count,
    nodes: running,
    sites: sites.length,
    nakamotoSites: nakamoto(sites),
    hhiSites: hhi(sites),
    nakamotoStake: nakamoto(stakes),
    giniStake: gini(stakes),
    quality: qualities / count,
    specialists: special.sum / special.n / (general.sum / general.n),
    merit: correlation(scores, shares),
  }
}

/** Row of the operator with the largest share of paid queries; undefined where nobody is in the market. */
export function largestOperator({ tables }: World): number | undefined {
  const { state, share } = tables.operators
  let largest: number | undefined
  for (let o = 0; o < state.length; o++)
    if (state[o] === STATE.active && (largest === undefined || share[o] > share[largest])) largest = o
  return largest
}

/** Number of the site with most running nodes; undefined where there is none. */
export function largestSite({ tables }: World): number | undefined {
  const at = nodesBySite(tables)
  let largest: number | undefined
  for (const [site, count] of at) if (largest === undefined || count > at.get(largest)!) largest = site
  return largest
}

/** Running nodes of each site that has any. */
function nodesBySite({ operators, nodes }: World['tables']): Map<number, number> {
  const at = new Map<number, number>()
  for (let o = 0; o < operators.state.length; o++) {
    if (operators.state[o] !== STATE.active) continue
    for (let i = operators.firstNode[o]; i < operators.firstNode[o] + operators.nodes[o]; i++)
      at.set(nodes.site[i], (at.get(nodes.site[i]) ?? 0) + 1)
  }
  return at
}
