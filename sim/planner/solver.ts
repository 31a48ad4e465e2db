/** The solver of this thread, apart from how it is loaded: threads that only help with a run need not have it. */
import type { Solver } from './linear-program.ts'

let loaded: Solver | undefined

/** Makes a solver the one of this thread. It keeps nothing from program to program. */
export function provideSolver(solver: Solver): void {
  loaded = solver
}

/** The solver of this thread. Throws where none was loaded. */
export function loadedSolver(): Solver {
  if (!loaded) throw new Error('planner: expected the solver to be loaded before the run')
  return loaded
}
