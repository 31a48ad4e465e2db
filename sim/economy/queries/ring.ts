/**
 * Consistent hashing: every node has points on a ring, a customer has one; its queries go to the nodes that follow it,
 * those of its own region first. Nothing is drawn, so a customer stays with its nodes until one of them leaves.
 */
import { block } from '../../engine/random.ts'
import { lowerBound } from '../../engine/search.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { OUTSIDE } from './selection.ts'

/** A ring of all nodes: points ascending, and whose they are. It never changes; absent nodes are passed over. */
export interface Ring {
  readonly point: Float64Array
  readonly node: Uint32Array
}

const words = new Int32Array(4)

/** Lays `points` points of each of `nodes` nodes on a ring. */
export function ringOf(key: Uint32Array, nodes: number, points: number): Ring {
  const all = Array.from({ length: nodes * points }, (_, p) => {
    block(words, key, p % points, Math.floor(p / points), 0, PURPOSE.ring)
    return { point: words[0] >>> 0, node: Math.floor(p / points) }
  })
  all.sort((a, b) => a.point - b.point || a.node - b.node)
  return { point: Float64Array.from(all, p => p.point), node: Uint32Array.from(all, p => p.node) }
}

/** As `select`, by walking the ring from the customer's point. */
export function selectOnRing(world: World, ring: Ring, from: number, to: number): void {
  const { tables, key, racers: K, regions } = world
  const { list: listOf } = tables.menuLists
  const { member } = tables.menus
  const { members } = tables.menu
  const { operator, region } = tables.nodes
  const { posted } = tables.operators
  const { cap, customer, menu, racers } = tables.queries
  const { node } = tables.copies
  const stamp = tables.stamps.query
  const home = tables.customers.region
  const { point, node: owner } = ring
  for (let q = from; q < to; q++) {
    const list = listOf[menu[q]]
    const first = list * (operator.length + 1)
    const capable = 2 * q + 1
    const taken = 2 * q + 2
    if (q === from) stamp.fill(0)
    for (let row = first; row < first + members[list]; row++) {
      const i = member[row]
      if (i !== OUTSIDE && posted[operator[i]] <= cap[q]) stamp[i] = capable
    }
    block(words, key, 0, customer[q], 0, PURPOSE.ringHome)
    const begin = lowerBound(point, words[0] >>> 0)
    let count = 0
    for (let pass = 0; pass < 2 && count < K; pass++) {
      for (let step = 0; step < owner.length && count < K; step++) {
        const i = owner[(begin + step) % owner.length]
        if (stamp[i] !== capable || (pass === 0 && region[i] !== home[customer[q]] % regions)) continue
        stamp[i] = taken
        node[q * K + count++] = i
      }
    }
    racers[q] = count
  }
}
