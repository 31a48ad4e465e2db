/**
 * The one door to mathematics that is the same to the last bit in every JavaScript engine. Nothing behind it
 * uses more than + - * /, `Math.sqrt`, rounding and bit operations, which the language defines exactly; the
 * `Math.exp`, `Math.sin` and so on of the language are left to each engine and are not used in `sim/`.
 */
export { exp, expm1, log, log1p, pow } from './elementary.ts'
export { erfc, logGamma, normalCdf, normalQuantile } from './special.ts'
export { cos, sin } from './trigonometry.ts'
