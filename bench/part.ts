/** A part of the bench: what it measures, and what it found. */
import type { Protocol } from './timing.ts'

export interface Report {
  /** For people, in at most 120 columns. */
  readonly text: string
  /** For programs: every figure with its count and spread. */
  readonly figures: readonly object[]
}

export interface Part {
  readonly name: string
  readonly about: string
  /** Run only when it is asked for. */
  readonly extra?: boolean
  /** Throws where what is measured turns out to be wrong. */
  readonly run: (protocol: Protocol) => Report | Promise<Report>
}
