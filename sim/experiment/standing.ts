/** Where the operators stand at a moment: how many, how good, with which shares, at how many sites. */
import { STATE } from '../economy/operators/tables.ts'
import type { World } from '../economy/world.ts'
import { correlation } from '../measure/regression.ts'

export interface Standing {
  readonly operators: number
  readonly nodes: number
  /** Sites with a node in the market. */
  readonly sites: number
  /** Mean quality stock of an operator; NaN where there is none. */
  readonly quality: number
  /** Mean latency of the nodes of specialists over that of generalists; NaN without both. */
  readonly specialists: number
  /** Correlation of operators' performance scores with their shares of paid queries. */
  readonly merit: number
}

/** The operators in the market of `world`, between two ticks. */
export function standingOf({ tables, groups }: World): Standing {
  const { state, firstNode, nodes, quality, performance, share, group } = tables.operators
  const { site, latency } = tables.nodes
  const sites = new Set<number>()
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
    const kind = groups[group[o]].spec.specialization === '' ? general : special
    for (let i = firstNode[o]; i < firstNode[o] + nodes[o]; i++) {
      sites.add(site[i])
      kind.sum += latency[i]
      kind.n++
    }
  }
  return {
    operators: count,
    nodes: running,
    sites: sites.size,
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
  const { state, firstNode, nodes } = tables.operators
  const at = new Map<number, number>()
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active) continue
    for (let i = firstNode[o]; i < firstNode[o] + nodes[o]; i++)
      at.set(tables.nodes.site[i], (at.get(tables.nodes.site[i]) ?? 0) + 1)
  }
  let largest: number | undefined
  for (const [site, count] of at) if (largest === undefined || count > at.get(largest)!) largest = site
  return largest
}
