/**
 * Programs whose gains bend, as linear ones: a column that bends is cut into steps, each worth what the curve is worth over
 * it, and cut finer about the solution until what a better one could still gain is of no account.
 *
 * At any duals, no point gains more than the sum of what each column by itself would choose at them (Lagrange). For a
 * column that bends, that is what it chose plus bend (x - r)^2 / 2, r being where its gain meets the duals: so the bound
 * needs no second program.
 */
import {
  AT_LOWER,
  AT_UPPER,
  BASIC,
  type Basis,
  type LinearProgram,
  type Optimum,
  type Solver,
  TOLERANCE,
} from './linear-program.ts'

/** A linear program, but the gain of one more unit of x falls by `bend` with every unit: gain x - bend x^2 / 2. */
export interface Program extends LinearProgram {
  readonly bend: Float64Array
}

/** What a better point could gain at most, over what the one taken gains; and where that is nothing, in gains of about 1. */
const GAP = 1e-10
const FLOOR = 1e-15
/** Steps at first. */
const FIRST = 4
/** Steps about the last solution; beyond them each is `GROWTH` times as wide as the one before. */
const STEPS = 8
const GROWTH = 8
/** Steps outward where a column has no bound. */
const REACH = 12
/** Rounds without a gap half as large after which it is what the solver's tolerance leaves, and what it may be then. */
const IDLE = 4
const COARSE = 1e-6

/** The points that a column is cut at, in order; empty for a column that does not bend. */
type Cuts = readonly number[]

/** The optimum of a program, within its own units; undefined where no point meets all, or the gain has no bound. */
export function maximise(program: Program, solver: Solver): Optimum | undefined {
  const { lower, upper, bend } = program
  const cuts: Cuts[] = Array.from(bend, (b, k) => (b > 0 ? firstCuts(lower[k]!, upper[k]!) : []))
  let basis: Basis | undefined
  let closest: Optimum | undefined
  let least = Infinity
  for (let idle = 0; ; ) {
    const steps = solver.solve(cutProgram(program, cuts), basis)
    if (!steps) return undefined
    const optimum = joinedSteps(program, cuts, steps)
    const { total, gaps, best } = gapsOf(program, optimum)
    const open = sum(gaps)
    if (open < least / 2) idle = 0
    else idle++
    if (open < least) {
      least = open
      closest = optimum
    }
    if (least <= Math.max(GAP * Math.abs(total), FLOOR)) return closest
    if (idle === IDLE) {
      const allowed = COARSE * Math.max(Math.abs(total), 1)
      if (least > allowed) throw new Error(`planner: expected a gap of at most ${allowed}, got ${least}`)
      return closest
    }
    for (let k = 0; k < bend.length; k++) {
      if (gaps[k]! > 0) cuts[k] = finerCuts(cuts[k]!, optimum.x[k]!, best[k]!)
    }
    basis = cutBasis(cuts, optimum)
  }
}

function firstCuts(lower: number, upper: number): Cuts {
  if (upper === Infinity) return cutsAbout(lower, 1, lower, upper)
  return Array.from({ length: FIRST + 1 }, (_, n) => lower + ((upper - lower) * n) / FIRST)
}

/** Cut about `best`, as far as the steps were wide that the solution and it lie in. */
function finerCuts(cuts: Cuts, x: number, best: number): Cuts {
  let width = 0
  for (let n = 1; n < cuts.length; n++) {
    const holds = (at: number) => at >= cuts[n - 1]! && at <= cuts[n]!
    if (cuts[n]! < Infinity && (holds(x) || holds(best))) width = Math.max(width, cuts[n]! - cuts[n - 1]!)
  }
  const finer = cutsAbout(best, width || x, cuts[0]!, cuts.at(-1)!)
  // A cut at the solution makes it a point of the finer steps too: the solver begins there.
  const place = finer.findIndex(at => at >= x)
  return finer[place] === x ? finer : finer.toSpliced(place, 0, x)
}

function cutsAbout(center: number, reach: number, lower: number, upper: number): Cuts {
  const offsets = Array.from({ length: STEPS / 2 }, (_, n) => ((n + 1) * reach * 2) / STEPS)
  for (let far = reach * GROWTH, n = 0; n < REACH; n++, far *= GROWTH) offsets.push(far)
  const below = offsets.map(offset => center - offset).filter(at => at > lower)
  const above = offsets.map(offset => center + offset).filter(at => at < upper)
  const inside = center > lower && center < upper ? [center] : []
  return [lower, ...below.reverse(), ...inside, ...above, upper]
}

/** The steps as columns of a linear program. */
function cutProgram(program: Program, cuts: readonly Cuts[]): LinearProgram {
  const { gain, bend, lower, upper, balance, start, row, factor } = program
  let columns = 0
  let entries = 0
  for (let k = 0; k < gain.length; k++) {
    const steps = Math.max(1, cuts[k]!.length - 1)
    columns += steps
    entries += steps * (start[k + 1]! - start[k]!)
  }
  const cut = {
    gain: new Float64Array(columns),
    lower: new Float64Array(columns),
    upper: new Float64Array(columns),
    balance: Float64Array.from(balance),
    start: new Int32Array(columns + 1),
    row: new Int32Array(entries),
    factor: new Float64Array(entries),
  }
  let column = 0
  let entry = 0
  for (let k = 0; k < gain.length; k++) {
    const points = cuts[k]!
    for (let n = 0; n < Math.max(1, points.length - 1); n++) {
      const [from, to] = points.length > 0 ? [points[n]!, points[n + 1]!] : [lower[k]!, upper[k]!]
      // The first step holds what has to be in any case.
      cut.lower[column] = n === 0 ? lower[k]! : 0
      cut.upper[column] = n === 0 ? to : to - from
      cut.gain[column] = gain[k]! - (bend[k]! * (from + (to === Infinity ? from : to))) / 2
      for (let e = start[k]!; e < start[k + 1]!; e++) {
        cut.row[entry] = row[e]!
        cut.factor[entry++] = factor[e]!
      }
      cut.start[++column] = entry
    }
  }
  return cut
}

/** The solution of the steps, as one of the columns. */
function joinedSteps({ gain, lower, upper }: Program, cuts: readonly Cuts[], steps: Optimum): Optimum {
  const x = new Float64Array(gain.length)
  const columns = new Int32Array(gain.length)
  let column = 0
  for (let k = 0; k < gain.length; k++) {
    columns[k] = steps.basis.columns[column]!
    for (let n = 0; n < Math.max(1, cuts[k]!.length - 1); n++) {
      if (steps.basis.columns[column] === BASIC) columns[k] = BASIC
      x[k]! += steps.x[column++]!
    }
    x[k] = Math.min(upper[k]!, Math.max(lower[k]!, x[k]!))
  }
  return { x, dual: steps.dual, basis: { columns, rows: steps.basis.rows } }
}

/** The same point in other cuts: where x moves freely, the step that begins at it does. */
function cutBasis(cuts: readonly Cuts[], { x, basis }: Optimum): Basis {
  const columns: number[] = []
  for (let k = 0; k < x.length; k++) {
    const points = cuts[k]!
    if (points.length === 0) columns.push(basis.columns[k]!)
    let free = basis.columns[k] === BASIC
    for (let n = 1; n < points.length; n++) {
      if (free && (x[k]! < points[n]! || n === points.length - 1)) {
        columns.push(BASIC)
        free = false
      } else columns.push(points[n]! <= x[k]! ? AT_UPPER : AT_LOWER)
    }
  }
  return { columns: Int32Array.from(columns), rows: basis.rows }
}

/** What a solution gains in total, where each column that bends would be best at its duals, and what that would gain it. */
function gapsOf({ gain, bend, lower, upper, start, row, factor }: Program, { x, dual }: Optimum) {
  const gaps = new Float64Array(gain.length)
  const best = new Float64Array(gain.length)
  let total = 0
  for (let k = 0; k < gain.length; k++) {
    total += x[k]! * (gain[k]! - (bend[k]! * x[k]!) / 2)
    if (bend[k] === 0) continue
    let margin = gain[k]!
    for (let e = start[k]!; e < start[k + 1]!; e++) margin -= factor[e]! * dual[row[e]!]!
    best[k] = x[k]!
    // As for a column that does not bend, what the solver takes for nothing is nothing.
    if (Math.abs(margin - bend[k]! * x[k]!) <= TOLERANCE) continue
    best[k] = Math.min(upper[k]!, Math.max(lower[k]!, margin / bend[k]!))
    gaps[k] = (best[k]! - x[k]!) * (margin - (bend[k]! * (best[k]! + x[k]!)) / 2)
  }
  return { total, gaps, best }
}

function sum(values: Float64Array): number {
  let total = 0
  for (let k = 0; k < values.length; k++) total += values[k]!
  return total
}
