/**
 * Search for the cheapest way of a payment (Dijkstra 1959): from the payee outwards, because what an agent on the way asks
 * depends on what it has to pass on. Of ways that cost the same that of fewer channels is cheaper, and then the one found first,
 * whose order is by lot.
 */
import type { World } from '../../world.ts'
import { CHANNEL } from './tables.ts'

/** In place of an agent: all of them. */
export const EVERYBODY = 0xffffffff
/** Most channels that a payment may take. */
export const MOST_HOPS = 20
/** Costs are ranked before hops, of which there are fewer than this. */
const HOPS = 256

/** What a search is for. */
export interface Quest {
  /** Payer, or EVERYBODY: all who can reach the payee. */
  from: number
  to: number
  /** What arrives, micro-token. */
  amount: number
  /** Most channels on the way. */
  hops: number
  /** Whether channels must be open and hold enough. */
  funded: boolean
  /** Channel that is not to be used; -1: none. */
  avoided: number
  /** First row of the branches with the least numbers of channels to the payer; -1: not known. */
  compass: number
  /** Least fee of an agent on the way, micro-token. */
  leastFee: number
}

/** Looks for ways; they are in the labels then. Returns whether the payer can reach the payee. */
export function search({ tables }: World, quest: Quest): boolean {
  const { from, to, amount, hops: most, funded, avoided, compass, leastFee } = quest
  const { search: labelled, done, hops, side, sent } = tables.routeLabels
  const { first, base, share } = tables.channelAgents
  const { side: listed } = tables.channelLists
  const { agent, balance } = tables.channelSides
  const { state, kept } = tables.channels
  const { hops: distance } = tables.routeBranches
  const { rank, agent: waiting } = tables.routeHeap
  const count = ++tables.routeSearch.count[0]
  let length = 0
  labelled[to] = count
  done[to] = 1
  hops[to] = 0
  for (let v = to; ; ) {
    // What has to arrive at v, and how far it has then gone.
    const due = v === to ? amount : sent[v] + base[v] + Math.ceil(sent[v] * share[v])
    const gone = hops[v] + 1
    if (gone <= most)
      for (let k = first[v]; k < first[v + 1]; k++) {
        const s = listed[k] ^ 1
        const u = agent[s]
        const fresh = labelled[u] !== count
        if (!fresh && (done[u] === 1 || sent[u] < due || (sent[u] === due && hops[u] <= gone))) continue
        const c = s >> 1
        if (c === avoided || (funded && (state[c] !== CHANNEL.open || balance[s] - due < kept[c]))) continue
        const left = compass < 0 ? 0 : distance[compass + u]
        if (gone + left > most) continue
        labelled[u] = count
        done[u] = 0
        hops[u] = gone
        side[u] = s
        sent[u] = due
        length = push(rank, waiting, length, (due + left * leastFee) * HOPS + gone + left, u)
      }
    do {
      if (length === 0) return false
      v = waiting[0]
      length = pop(rank, waiting, length)
    } while (done[v] === 1)
    done[v] = 1
    if (v === from) return true
  }
}

/** Puts an agent into the heap; returns its new length. */
function push(rank: Float64Array, agent: Uint32Array, length: number, key: number, v: number): number {
  let at = length
  while (at > 0) {
    const above = (at - 1) >> 1
    if (rank[above] <= key) break
    rank[at] = rank[above]
    agent[at] = agent[above]
    at = above
  }
  rank[at] = key
  agent[at] = v
  return length + 1
}

/** Takes the first agent out of the heap; returns its new length. */
function pop(rank: Float64Array, agent: Uint32Array, length: number): number {
  const last = length - 1
  const key = rank[last]
  const v = agent[last]
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= last) break
    if (below + 1 < last && rank[below + 1] < rank[below]) below++
    if (rank[below] >= key) break
    rank[at] = rank[below]
    agent[at] = agent[below]
    at = below
  }
  rank[at] = key
  agent[at] = v
  return last
}
