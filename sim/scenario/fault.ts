/**
 * What is wrong with a scenario, where: one line a fault, all faults of a scenario in one error, so
 * that a file is put right in one go.
 */

/** One thing that is wrong, at a place in a file. */
export class Fault {
  /** The file, or the option of the command line, in which the value stands. */
  readonly file: string
  /** Counted from 1; 0 when the place has no lines. */
  readonly line: number
  /** Character in the line, from 1; in a CSV file the number of the field. */
  readonly column: number
  /** The parameter: `operators[0].stake`; empty for the whole. */
  readonly path: string
  /** `expected X, got Y`. */
  readonly message: string

  constructor(at: { file: string; line?: number; column?: number; path?: string }, message: string) {
    this.file = at.file
    this.line = at.line ?? 0
    this.column = at.column ?? 0
    this.path = at.path ?? ''
    this.message = message
  }

  /** `scenarios/x.json:12:7 operators[0].stake: expected a token amount such as "10000 token", got "ten"`. */
  toString(): string {
    const place = this.line === 0 ? this.file : `${this.file}:${this.line}:${this.column}`
    return `${place}${this.path === '' ? '' : ` ${this.path}`}: ${this.message}`
  }
}

/** A scenario that cannot be run; the message has one line a fault. */
export class ScenarioError extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.join('\n'))
    this.name = 'ScenarioError'
    this.faults = faults
  }
}

export type Path = readonly (string | number)[]

/** `operators[0].stake`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}
