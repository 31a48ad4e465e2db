/**
 * The text of a scenario file: JSON with comments and trailing commas, with the place of every
 * value kept for messages. Size and depth are checked before anything is built, and keys that
 * could reach an object's prototype are refused.
 */
import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { Fault, type Path, pathText, ScenarioError } from './fault.ts'

const MOST_CHARACTERS = 8 * 1024 * 1024
const DEEPEST = 64

/** Keys that could reach an object's prototype. */
export const FORBIDDEN: readonly string[] = ['__proto__', 'constructor', 'prototype']

// What the scanner calls opening and closing brackets and braces, and the end of the text.
const OPENING: readonly number[] = [1, 3]
const CLOSING: readonly number[] = [2, 4]
const END = 17

/** A parsed file. */
export interface Source {
  readonly file: string
  readonly text: string
  readonly tree: Node
  readonly value: unknown
}

/** Parses the text of `file`. Throws a ScenarioError with every fault of syntax and every forbidden or repeated key. */
export function parseSource(text: string, file: string): Source {
  const refuse = (message: string, at = 0): never => {
    throw new ScenarioError([new Fault({ file, ...lineColumn(text, at) }, message)])
  }
  if (text.length > MOST_CHARACTERS)
    refuse(`expected at most 8 MiB of JSON, got ${(text.length / 1024 / 1024).toFixed(1)} MiB`)
  const deep = tooDeep(text)
  if (deep !== undefined) refuse(`expected at most ${DEEPEST} levels of lists and objects`, deep)

  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { allowTrailingComma: true })
  const faults = errors.map(
    ({ error, offset }) =>
      new Fault({ file, ...lineColumn(text, offset) }, `not JSON: ${inWords(printParseErrorCode(error))}`),
  )
  if (tree === undefined) return refuse('expected an object { }, got an empty file')
  const value = built(tree, [], (node, path, message) =>
    faults.push(new Fault({ file, ...lineColumn(text, node.offset), path: pathText(path) }, message)),
  )
  if (faults.length > 0) throw new ScenarioError(faults)
  return { file, text, tree, value }
}

/** Line and column of the character at `offset`, both from 1. */
export function lineColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let start = 0
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line++
    start = end + 1
  }
  return { line, column: offset - start + 1 }
}

/** The place of the value at `path`, of its key when `key` is set, or of the nearest value around it that exists. */
export function locate(source: Source, path: Path, key = false): { line: number; column: number } {
  const node = findNodeAtLocation(source.tree, [...path])
  if (node === undefined) return path.length === 0 ? { line: 1, column: 1 } : locate(source, path.slice(0, -1))
  const named = key && node.parent?.type === 'property' ? (node.parent.children?.[0] ?? node) : node
  return lineColumn(source.text, named.offset)
}

/** The offset at which the text nests too deeply: found without recursion, which the parser is not. */
function tooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  for (let token: number = scanner.scan(); token !== END; token = scanner.scan()) {
    if (OPENING.includes(token)) depth++
    else if (CLOSING.includes(token)) depth--
    if (depth > DEEPEST) return scanner.getTokenOffset()
  }
  return undefined
}

function built(node: Node, path: Path, report: (node: Node, path: Path, message: string) => void): unknown {
  if (node.type === 'array') return node.children?.map((child, i) => built(child, [...path, i], report)) ?? []
  if (node.type !== 'object') {
    if (typeof node.value === 'number' && !Number.isFinite(node.value))
      report(node, path, `expected a number up to 1.8e308, got ${node.value}`)
    return node.value
  }
  const value: Record<string, unknown> = {}
  for (const property of node.children ?? []) {
    const [name, child] = property.children ?? []
    if (name === undefined || child === undefined) continue // reported by the parser
    const key = String(name.value)
    const below = [...path, key]
    if (FORBIDDEN.includes(key)) report(name, below, `the key "${key}" is not allowed`)
    else if (Object.hasOwn(value, key)) report(name, below, `the key "${key}" stands twice in this object`)
    else value[key] = built(child, below, report)
  }
  return value
}

/** CommaExpected: comma expected. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? '' : ' ') + letter.toLowerCase())
}
