/**
 * Linear programs, solved by HiGHS compiled to WebAssembly: it asks the platform for nothing but memory, so that a program
 * has the same solution to the last bit wherever it is solved.
 */
import highsLoader, { type Highs } from 'highs'
import { BASIC, type Basis, type LinearProgram, type Optimum, type Solver, TOLERANCE } from './linear-program.ts'
import { provideSolver } from './solver.ts'

const OPTIONS = {
  output_flag: false,
  solver: 'simplex',
  random_seed: 0,
  primal_feasibility_tolerance: TOLERANCE,
  dual_feasibility_tolerance: TOLERANCE,
}

/** Primal simplex: the strategy for a basis that meets all and is not yet best. */
const PRIMAL = 4

let loading: Promise<Solver> | undefined

/** Loads the solver of this thread, 3.5 MB; once, whoever calls. */
export function loadSolver(): Promise<Solver> {
  loading ??= load()
  return loading
}

async function load(): Promise<Solver> {
  // Its types describe the CommonJS build, where the loader is a property; imported, the loader is the default itself.
  const highs = await (highsLoader as unknown as typeof highsLoader.default)()
  const solver: Solver = { solve: (program, basis) => solve(highs, program, basis) }
  provideSolver(solver)
  return solver
}

function solve(highs: Highs, program: LinearProgram, basis?: Basis): Optimum | undefined {
  const { gain, lower, upper, balance, start, row, factor } = program
  if (gain.length === 0) return nothing(balance.length)
  const { modelStatus, objectiveSense } = highs.constants
  const none: number[] = [modelStatus.infeasible, modelStatus.unbounded, modelStatus.unboundedOrInfeasible]
  const data = {
    numCols: gain.length,
    numRows: balance.length,
    sense: objectiveSense.maximize,
    colCost: gain,
    colLower: lower,
    colUpper: upper,
    rowLower: balance,
    rowUpper: balance,
    matrix: {
      format: 'csc' as const,
      numRows: balance.length,
      numCols: gain.length,
      starts: start,
      indices: row,
      values: factor,
    },
  }
  return highs.withModel(data, model => {
    model.options.set(OPTIONS)
    if (basis) {
      model.options.set('simplex_strategy', PRIMAL)
      model.setBasis({ colStatus: basis.columns, rowStatus: basis.rows })
    }
    const { modelStatus: status } = model.run()
    // Where it loses its way it begins anew.
    if (basis && status !== modelStatus.optimal) return solve(highs, program)
    if (none.includes(status)) return undefined
    if (status !== modelStatus.optimal) throw new Error(`planner: expected an optimum, got status ${status} of HiGHS`)
    const { colValue, rowDual } = model.getSolution()
    const { colStatus, rowStatus } = model.getBasis()
    return { x: colValue, dual: rowDual, basis: { columns: colStatus, rows: rowStatus } }
  })
}

/** The optimum of a program without columns. */
function nothing(rows: number): Optimum {
  const basis = { columns: new Int32Array(0), rows: new Int32Array(rows).fill(BASIC) }
  return { x: new Float64Array(0), dual: new Float64Array(rows), basis }
}
