/**
 * Sybils: an operator that appears as several. What it has is split among its identities and nothing is added, but for the
 * cost of an identity; who is drawn at the start draws as if nobody had been split.
 */
import type { Scenario } from '../../scenario/schema.ts'
import type { World } from '../world.ts'

/** Operators as which each operator of a group appears, and what one of them costs beside, micro-dollar/s. */
export interface Disguise {
  readonly identities: number
  readonly cost: number
}

const NONE: Disguise = { identities: 1, cost: 0 }

/** The disguise of the operators of group `name`. */
export function disguiseOf({ attacks }: Scenario, name: string): Disguise {
  const attack = attacks.find(({ kind, operators }) => kind === 'sybil' && operators === name)
  return attack?.kind === 'sybil' ? attack : NONE
}

/** Part number `part` (from 0) of a whole amount split into `parts`: the first get what is left over, one each. */
export function partOf(whole: number, parts: number, part: number): number {
  return Math.floor(whole / parts) + (part < whole % parts ? 1 : 0)
}

/** A value of each operator as values of its identities, who come one after the other. */
export function repeated(values: Float64Array, identities: number): Float64Array {
  if (identities === 1) return values
  return Float64Array.from({ length: values.length * identities }, (_, k) => values[Math.floor(k / identities)])
}

/**
 * Nodes of the identities of operators with `nodes` nodes, and the share of one of the operator's nodes that such a node is:
 * where there are fewer nodes than identities, every identity has a node and they share the machines.
 */
export function splitNodes(nodes: Float64Array, identities: number): { nodes: Float64Array; slice: Float64Array } {
  const all = repeated(nodes, identities)
  return {
    nodes: all.map((n, k) => Math.max(1, partOf(n, identities, k % identities))),
    slice: all.map(n => Math.min(1, n / identities)),
  }
}

/** Splits what the operators of group `g` own and pay, of which every identity has been given the whole. */
export function splitPurses({ tables, groups, scenario }: World, g: number): void {
  const { first, count, identities, slice, nodes, name } = groups[g]
  if (identities === 1) return
  const { wallet, dollars, stake, capital, fixedCost } = tables.operators
  const { cost } = disguiseOf(scenario, name)
  for (let k = 0; k < count; k++) {
    const o = first + k
    for (const column of [wallet, dollars, stake]) column[o] = partOf(column[o], identities, k % identities)
    capital[o] = (wallet[o] + stake[o]) * tables.token.price[0] + dollars[o]
    fixedCost[o] = fixedCost[o] * slice[k] + cost / nodes[k]
  }
}
