/**
 * A formula as a program over columns: each node of its tree is one loop over all rows. Results of
 * inner nodes go to scratch columns that are kept from run to run. A constant, or a number handed in
 * for a name, stays one number, and so does all that is computed from such alone. One program serves
 * one thread at a time.
 */
import type { Tree } from './formula.ts'
import { KERNELS, type Kernel } from './kernels.ts'

/** Columns or numbers by the names of a formula's variables. */
export type Inputs = Readonly<Record<string, Readonly<Float64Array> | number>>

/** Where an operand stands: in a column (mask -1), or the same for all rows in the first row (mask 0). */
interface Register {
  column: Readonly<Float64Array>
  mask: 0 | -1
  /** Own memory for one number; never the same as for many, or a loop would overwrite the number it reads in every row. */
  readonly one: Float64Array
  /** Own memory for as many rows as were needed so far. */
  many: Float64Array
}

interface Step {
  readonly kernel: Kernel
  readonly a: Register
  readonly b: Register
  readonly c: Register
  readonly result: Register
}

const NO_ROWS = new Float64Array(0)
const NOTHING = register(0)

export class Program {
  readonly tree: Tree
  /** Variables that the formula uses, in alphabetical order. */
  readonly names: readonly string[]
  readonly #variables = new Map<string, Register>()
  readonly #scratch: Register[] = []
  readonly #steps: Step[] = []
  readonly #result: Register

  constructor(tree: Tree) {
    this.tree = tree
    this.#result = this.#plan(tree, 0)
    this.names = [...this.#variables.keys()].sort()
  }

  /**
   * Writes the formula's value for rows 0 to `rows` - 1 to `out`, which may be one of the inputs.
   * Throws a RangeError when an input is missing or has fewer rows.
   */
  run(inputs: Inputs, rows: number, out: Float64Array): void {
    if (out.length < rows) throw new RangeError(`expected ${rows} rows to write to, got ${out.length}`)
    for (const [name, variable] of this.#variables) bind(name, variable, inputs[name], rows)
    const steps = this.#steps
    for (let s = 0; s < steps.length; s++) {
      const { kernel, a, b, c, result } = steps[s]
      const columns = (a.mask | b.mask | c.mask) !== 0
      const inner = s < steps.length - 1
      if (columns && inner && result.many.length < rows) result.many = new Float64Array(rows)
      const target = columns ? (inner ? result.many : out) : result.one
      kernel(target, columns ? rows : 1, a.column, a.mask, b.column, b.mask, c.column, c.mask)
      result.column = target
      result.mask = columns ? -1 : 0
    }
    const { column, mask } = this.#result
    if (mask === 0) out.fill(column[0], 0, rows)
    else if (column !== out) for (let row = 0; row < rows; row++) out[row] = column[row]
    for (const variable of this.#variables.values()) variable.column = variable.one
  }

  /** Adds the steps that compute `tree` and returns where its value will be; results at `depth` and above may be overwritten. */
  #plan(tree: Tree, depth: number): Register {
    if (tree.kind === 'number') return register(tree.value)
    if (tree.kind === 'name') {
      const variable = this.#variables.get(tree.name) ?? register(0)
      this.#variables.set(tree.name, variable)
      return variable
    }
    const [a, b = NOTHING, c = NOTHING] = tree.operands.map((operand, i) => this.#plan(operand, depth + i))
    this.#scratch[depth] ??= register(0)
    const result = this.#scratch[depth]
    this.#steps.push({ kernel: KERNELS[tree.operation], a, b, c, result })
    return result
  }
}

function register(value: number): Register {
  const one = Float64Array.of(value)
  return { column: one, mask: 0, one, many: NO_ROWS }
}

function bind(
  name: string,
  variable: Register,
  input: Readonly<Float64Array> | number | undefined,
  rows: number,
): void {
  if (typeof input === 'number') {
    variable.one[0] = input
    variable.column = variable.one
    variable.mask = 0
    return
  }
  if (input === undefined || input.length < rows) {
    throw new RangeError(`expected ${rows} rows of "${name}", got ${input === undefined ? 'nothing' : input.length}`)
  }
  variable.column = input
  variable.mask = -1
}
