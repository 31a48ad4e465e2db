/** Prices that support a plan: where curves are steps, more than one may. */
import { maximise, type Program } from './cuts.ts'
import type { Instance } from './instance.ts'
import type { LinearProgram, Solver } from './linear-program.ts'
import { modelOf } from './program.ts'

/** Least and greatest price of each place, by period, USD a unit; infinite where nothing bounds it. */
export interface PriceRange {
  readonly low: readonly Float64Array[]
  readonly high: readonly Float64Array[]
}

/**
 * The prices of all plans of an instance: what the last unit, and one more, would be worth in a place. Solves two programs
 * for each. Throws an `Error` where there is no plan.
 */
export function priceRangeOf(instance: Instance, solver: Solver): PriceRange {
  const { program, units } = modelOf(instance)
  const optimum = maximise(program, solver)
  if (!optimum) throw new Error('planner: expected an instance that can be met')
  const supports = supportsOf(program, optimum.x, optimum.dual)
  const extreme = (row: number, sign: number) => {
    const gain = new Float64Array(supports.gain.length)
    gain[row] = sign
    return solver.solve({ ...supports, gain })?.x[row] ?? sign * Infinity
  }
  const { money, good } = units
  const prices = (sign: number) =>
    instance.demand.map((_, t) => good.map((unit, i) => (extreme(t * good.length + i, sign) * money) / unit))
  return { low: prices(-1), high: prices(1) }
}

/**
 * The duals at which every column of a program is best where it is: its margin, what one more unit of it gains beyond the
 * duals of its rows, is 0 between its bounds, at most 0 at the lower and at least 0 at the upper one; the given duals,
 * which meet that but for the solver's tolerance, are among them. The program's rows, then a margin for each column.
 */
function supportsOf(program: Program, x: Float64Array, dual: Float64Array): LinearProgram {
  const { gain, bend, lower, upper, start, row, factor } = program
  const rows = dual.length
  const entries = Array.from({ length: rows }, (): [column: number, factor: number][] => [])
  const low = new Float64Array(rows + gain.length).fill(-Infinity)
  const high = new Float64Array(rows + gain.length).fill(Infinity)
  const balance = new Float64Array(gain.length)
  for (let k = 0; k < gain.length; k++) {
    balance[k] = gain[k]! - bend[k]! * x[k]!
    let margin = balance[k]!
    for (let e = start[k]!; e < start[k + 1]!; e++) {
      margin -= factor[e]! * dual[row[e]!]!
      entries[row[e]!]!.push([k, factor[e]!])
    }
    low[rows + k] = x[k]! > lower[k]! ? Math.min(0, margin) : -Infinity
    high[rows + k] = x[k]! < upper[k]! ? Math.max(0, margin) : Infinity
    entries.push([[k, 1]])
  }
  const starts = [0]
  for (const column of entries) starts.push(starts.at(-1)! + column.length)
  return {
    gain: new Float64Array(rows + gain.length),
    lower: low,
    upper: high,
    balance,
    start: Int32Array.from(starts),
    row: Int32Array.from(entries.flat(), ([column]) => column),
    factor: Float64Array.from(entries.flat(), ([, value]) => value),
  }
}
