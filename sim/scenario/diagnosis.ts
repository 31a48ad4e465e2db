/**
 * Why a formula has no finite value: one row is evaluated again, node by node, and the first node
 * to go wrong is named. Slow and only for the message of an error.
 */
import type { Tree } from './formula.ts'
import { KERNELS } from './kernels.ts'
import type { Inputs } from './program.ts'

/** What first became not finite in row `row`: `division by zero in "a / (b - b)"`; undefined when nothing did. */
export function explain(tree: Tree, inputs: Inputs, row: number): string | undefined {
  const fault = evaluated(tree, inputs, row)
  return typeof fault === 'number' ? undefined : fault
}

/** The value of `tree`, or the sentence about the first node that has none. */
function evaluated(tree: Tree, inputs: Inputs, row: number): number | string {
  if (tree.kind === 'number') return tree.value
  if (tree.kind === 'name') {
    const input = inputs[tree.name]
    const value = typeof input === 'number' ? input : input[row]
    return Number.isFinite(value) ? value : `"${tree.name}" is ${value}`
  }
  const values: number[] = []
  for (const [i, operand] of tree.operands.entries()) {
    // The branch that is not taken may be as wrong as it likes.
    const taken = tree.operation !== 'if' || i === 0 || Math.abs(values[0]) > 0 === (i === 1)
    const value = taken ? evaluated(operand, inputs, row) : 0
    if (typeof value === 'string') return value
    values.push(value)
  }
  const [a, b = 0, c = 0] = values
  const out = new Float64Array(1)
  KERNELS[tree.operation](out, 1, Float64Array.of(a), 0, Float64Array.of(b), 0, Float64Array.of(c), 0)
  if (Number.isFinite(out[0])) return out[0]
  const place = `in "${tree.source}"`
  if ((tree.operation === 'divide' || tree.operation === 'mod') && b === 0) return `division by zero ${place}`
  if (['log', 'log10', 'sqrt'].includes(tree.operation)) return `${tree.operation} of ${a} ${place}`
  return `${tree.operation} of ${values.join(' and ')} is ${out[0]} ${place}`
}
