/** The base fee: a toll for every unit of gas on top of the posted price, moved once a tick by the rule of EIP-1559. */
import { SIZE } from '../queries/tally-tables.ts'
import { perPosted } from '../rules.ts'
import type { World } from '../world.ts'

/** What the base fee aims at. */
export interface GasTarget {
  /** Gas at which it stands still, a positive whole number. */
  readonly target: number
  /** A whole multiple that divides every change. */
  readonly denominator: number
}

/**
 * Base fee after a block that used `used` gas; all amounts are whole. Integer division rounds down, and a rise is at least 1.
 * Products exceed what a double holds. Source: EIP-1559 (Buterin, Conner, Dudley, Slipper, Norden and Bakhta 2019).
 */
export function nextBaseFee(fee: number, used: number, { target, denominator }: GasTarget): number {
  if (used === target) return fee
  const change = (BigInt(fee) * BigInt(Math.abs(used - target))) / BigInt(target) / BigInt(denominator)
  return used > target ? fee + Math.max(1, Number(change)) : fee - Number(change)
}

/** Moves the base fee by the gas of the last tick and sets the tolls of all classes for this one. */
export function setTolls({ tables, scenario, priorities }: World): void {
  const { burn } = scenario.protocol
  if (burn.rule !== 'base-fee') return
  const { fee, used, begun } = tables.baseFee
  if (begun[0] === 0) {
    begun[0] = 1
    fee[0] = Math.round(burn.initial)
  } else {
    const limit = Math.floor(burn.elasticity * burn.target)
    fee[0] = Math.max(Math.ceil(burn.least), nextBaseFee(fee[0], Math.min(used[0], limit), burn))
  }
  const { price, toll } = tables.classRules
  for (const [cls, { gas }] of scenario.classes.entries()) {
    tables.classTolls.amount[cls] = fee[0] * gas
    toll[cls] = perPosted(price[cls], fee[0] * gas + priorities.fee[cls])
  }
}

/** Counts the gas of the raced queries among rows `from` to before `to` of the table of queries. */
export function countGas({ tables, scenario, sizes }: World, from: number, to: number): void {
  const { racers, kind, size } = tables.queries
  let gas = 0
  for (let q = from; q < to; q++) {
    if (racers[q] === 0) continue
    gas += Math.round(scenario.classes[kind[q]].gas * (sizes ? size[q] : 1) * SIZE)
  }
  tables.tally.gas[0] += gas
}
