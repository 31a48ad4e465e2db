/**
 * The operations of formulas, each as one loop over rows. An operand that is the same in all
 * rows has one row and mask 0, a column has mask -1; `out` may be an operand of mask -1. Truth is 1 or
 * 0, and any number other than 0 and NaN is true.
 */
import { cos, exp, log, pow, sin } from '../engine/numerics.ts'

type Column = Readonly<Float64Array>

/** Writes `rows` rows to `out` from the operands `a`, `b`, `c` under the masks `p`, `q`, `r`. */
export type Kernel = (
  out: Float64Array,
  rows: number,
  a: Column,
  p: number,
  b: Column,
  q: number,
  c: Column,
  r: number,
) => void

export const KERNELS = {
  add(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] + b[i & q]
  },
  subtract(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] - b[i & q]
  },
  multiply(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] * b[i & q]
  },
  divide(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] / b[i & q]
  },
  /** The remainder with the sign of the divisor: -1 % 3 is 2. */
  mod(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) {
      const divisor = b[i & q]
      const remainder = a[i & p] % divisor
      out[i] = remainder !== 0 && remainder < 0 !== divisor < 0 ? remainder + divisor : remainder
    }
  },
  pow(out, rows, a, p, b, q) {
    if (q === 0 && b[0] === 2) for (let i = 0; i < rows; i++) out[i] = a[i & p] * a[i & p]
    else for (let i = 0; i < rows; i++) out[i] = pow(a[i & p], b[i & q])
  },
  negate(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = -a[i & p]
  },
  smaller(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] < b[i & q] ? 1 : 0
  },
  smallerEq(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] <= b[i & q] ? 1 : 0
  },
  larger(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] > b[i & q] ? 1 : 0
  },
  largerEq(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] >= b[i & q] ? 1 : 0
  },
  equal(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] === b[i & q] ? 1 : 0
  },
  unequal(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = a[i & p] !== b[i & q] ? 1 : 0
  },
  and(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = Math.abs(a[i & p]) > 0 && Math.abs(b[i & q]) > 0 ? 1 : 0
  },
  or(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = Math.abs(a[i & p]) > 0 || Math.abs(b[i & q]) > 0 ? 1 : 0
  },
  not(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = Math.abs(a[i & p]) > 0 ? 0 : 1
  },
  if(out, rows, a, p, b, q, c, r) {
    for (let i = 0; i < rows; i++) out[i] = Math.abs(a[i & p]) > 0 ? b[i & q] : c[i & r]
  },
  min(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = Math.min(a[i & p], b[i & q])
  },
  max(out, rows, a, p, b, q) {
    for (let i = 0; i < rows; i++) out[i] = Math.max(a[i & p], b[i & q])
  },
  clamp(out, rows, a, p, b, q, c, r) {
    for (let i = 0; i < rows; i++) out[i] = Math.min(Math.max(a[i & p], b[i & q]), c[i & r])
  },
  abs(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = Math.abs(a[i & p])
  },
  sign(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = Math.sign(a[i & p])
  },
  sqrt(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = Math.sqrt(a[i & p])
  },
  floor(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = Math.floor(a[i & p])
  },
  ceil(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = Math.ceil(a[i & p])
  },
  /** Halves go up: round(-2.5) is -2. */
  round(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = Math.round(a[i & p])
  },
  exp(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = exp(a[i & p])
  },
  log(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = log(a[i & p])
  },
  log10(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = log(a[i & p]) / Math.LN10
  },
  sin(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = sin(a[i & p])
  },
  cos(out, rows, a, p) {
    for (let i = 0; i < rows; i++) out[i] = cos(a[i & p])
  },
} as const satisfies Readonly<Record<string, Kernel>>

export type Operation = keyof typeof KERNELS

/** Operators by their names in mathjs; 'plus' is the sign, which does nothing. */
export const OPERATORS: Readonly<Record<string, Operation | 'plus'>> = {
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  divide: 'divide',
  mod: 'mod',
  pow: 'pow',
  unaryMinus: 'negate',
  unaryPlus: 'plus',
  smaller: 'smaller',
  smallerEq: 'smallerEq',
  larger: 'larger',
  largerEq: 'largerEq',
  equal: 'equal',
  unequal: 'unequal',
  and: 'and',
  or: 'or',
  not: 'not',
}

/** Functions that a formula may call, with the number of values they take. */
export const FUNCTIONS: Readonly<Record<string, { operation: Operation; operands: number | 'many' }>> = {
  min: { operation: 'min', operands: 'many' },
  max: { operation: 'max', operands: 'many' },
  clamp: { operation: 'clamp', operands: 3 },
  abs: { operation: 'abs', operands: 1 },
  sign: { operation: 'sign', operands: 1 },
  sqrt: { operation: 'sqrt', operands: 1 },
  exp: { operation: 'exp', operands: 1 },
  log: { operation: 'log', operands: 1 },
  log10: { operation: 'log10', operands: 1 },
  pow: { operation: 'pow', operands: 2 },
  floor: { operation: 'floor', operands: 1 },
  ceil: { operation: 'ceil', operands: 1 },
  round: { operation: 'round', operands: 1 },
  sin: { operation: 'sin', operands: 1 },
  cos: { operation: 'cos', operands: 1 },
  if: { operation: 'if', operands: 3 },
}
