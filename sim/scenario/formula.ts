/**
 * Formulas of scenario files. mathjs parses; what it returns is copied, node by node, into a tree
 * of allowed operations, and everything else (assignment, access, text, units, matrices, calls of
 * functions that are not listed) is refused. The tree is then run a column at a time by
 * `program.ts`; nothing is ever evaluated as code.
 */
import math from 'mathjs/lib/browser/math.js'
import { explain } from './diagnosis.ts'
import { FUNCTIONS, OPERATORS, type Operation } from './kernels.ts'
import { clipped, unknownName } from './nearest.ts'
import { Program } from './program.ts'

/** A checked formula: numbers, variables and operations. */
export type Tree =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'call'
      readonly operation: Operation
      readonly operands: readonly Tree[]
      readonly source: string
    }

/** Why a formula is refused, in one line. */
export interface Problem {
  readonly message: string
}

const MOST_CHARACTERS = 2000
const DEEPEST = 200
// mathjs reads "a + 5%" as a * 1.05 and "5 % + a" as a remainder: a percent sign with nothing to divide by is refused.
const PERCENT = /%\s*(?:$|[-+*/^%),:?<>=!])/

/** The problem with `source` as a formula over `variables`; undefined when there is none. */
export function check(source: string, variables: readonly string[]): Problem | undefined {
  try {
    parse(source, variables)
    return undefined
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) }
  }
}

/** A program that evaluates `source` over columns named by `variables`. Throws a one-line Error when `check` would complain. */
export function compile(source: string, variables: readonly string[]): Program {
  return new Program(parse(source, variables))
}

/** What first became not finite in row `row`: `division by zero in "a / (b - b)"`; undefined when all is finite. */
export function diagnose(
  program: Program,
  inputs: Readonly<Record<string, Readonly<Float64Array> | number>>,
  row: number,
): string | undefined {
  return explain(program.tree, inputs, row)
}

/** The tree of `source`. Throws a one-line Error that names what is not allowed. */
export function parse(source: string, variables: readonly string[]): Tree {
  if (source.length > MOST_CHARACTERS)
    throw new Error(`expected a formula of at most ${MOST_CHARACTERS} characters, got ${source.length}`)
  if (PERCENT.test(source))
    throw new Error('expected a share such as 0.05 in place of 5 % (in a formula, a % b is a remainder)')
  if (source.trim() === '') throw new Error('expected a formula, got an empty text')
  return copied(parsed(source), variables, DEEPEST)
}

/** What is read of mathjs' syntax tree; its own types leave the kinds of nodes open. */
type Node =
  | { readonly type: 'ParenthesisNode'; readonly content: Node }
  | { readonly type: 'ConstantNode'; readonly value: unknown }
  | { readonly type: 'SymbolNode'; readonly name: string }
  | { readonly type: 'ConditionalNode'; readonly condition: Node; readonly trueExpr: Node; readonly falseExpr: Node }
  | { readonly type: 'OperatorNode'; readonly fn: string; readonly args: readonly Node[] }
  | { readonly type: 'FunctionNode'; readonly fn: Node; readonly args: readonly Node[] }
  | { readonly type: keyof typeof REFUSED }

let library: { parse(source: string): Node } | undefined

function parsed(source: string): Node {
  // Brackets and signs are where mathjs recurses: bound them before it starts.
  if (/[-+~!](\s*[-+~!]){9}/.test(source) || depthOf(source) > DEEPEST / 2)
    throw new Error('the formula is nested too deeply')
  if (library === undefined) {
    const { parse } = math.create()
    library = { parse: text => parse(text) as unknown as Node }
  }
  try {
    return library.parse(source)
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Error(`expected a formula: ${lowered(error.message)} of "${clipped(source)}"`)
    throw new Error('the formula is nested too deeply')
  }
}

function depthOf(source: string): number {
  let depth = 0
  let deepest = 0
  for (const letter of source) {
    if (letter === '(' || letter === '[' || letter === '{' || letter === '?' || letter === '^') depth++
    else if (letter === ')' || letter === ']' || letter === '}') depth--
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

function copied(node: Node, variables: readonly string[], depth: number): Tree {
  if (depth === 0) throw new Error('the formula is nested too deeply')
  const inside = (child: Node) => copied(child, variables, depth - 1)
  const call = (operation: Operation, children: readonly Node[]): Tree => ({
    kind: 'call',
    operation,
    operands: children.map(inside),
    source: String(node),
  })
  switch (node.type) {
    case 'ParenthesisNode':
      return inside(node.content)
    case 'ConstantNode':
      if (typeof node.value !== 'number' || !Number.isFinite(node.value)) throw refused(node)
      return { kind: 'number', value: node.value }
    case 'SymbolNode':
      if (!variables.includes(node.name)) throw new Error(unknownName('name', node.name, variables))
      return { kind: 'name', name: node.name }
    case 'ConditionalNode':
      return call('if', [node.condition, node.trueExpr, node.falseExpr])
    case 'OperatorNode': {
      const operator = own(OPERATORS, node.fn)
      if (operator === undefined) throw refused(node)
      return operator === 'plus' ? inside(node.args[0]) : call(operator, node.args)
    }
    case 'FunctionNode': {
      if (node.fn.type !== 'SymbolNode') throw refused(node)
      const { name } = node.fn
      const called = own(FUNCTIONS, name)
      if (called === undefined) throw new Error(unknownName('function', name, Object.keys(FUNCTIONS)))
      const { operation, operands } = called
      if (operands === 'many' ? node.args.length < 1 : node.args.length !== operands) {
        const wanted = operands === 'many' ? 'at least 1 value' : `${operands} value${operands === 1 ? '' : 's'}`
        throw new Error(`expected ${wanted} in ${name}(...), got ${node.args.length}`)
      }
      if (operands !== 'many') return call(operation, node.args)
      return node.args
        .map(inside)
        .reduce((left, right) => ({ kind: 'call', operation, operands: [left, right], source: String(node) }))
    }
    default:
      throw refused(node)
  }
}

const REFUSED = {
  AccessorNode: 'access to a property',
  ArrayNode: 'a matrix',
  AssignmentNode: 'an assignment',
  BlockNode: 'several formulas',
  FunctionAssignmentNode: 'the definition of a function',
  IndexNode: 'an index',
  ObjectNode: 'an object',
  RangeNode: 'a range',
  RelationalNode: 'a chain of comparisons (write a < b and b < c)',
} as const

function refused(node: Node): Error {
  return new Error(
    `expected numbers, names, operators and listed functions, got ${own<string>(REFUSED, node.type) ?? 'a value'} "${clipped(String(node))}"`,
  )
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function lowered(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
