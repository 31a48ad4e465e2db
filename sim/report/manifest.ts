/**
 * The manifest of a results folder: what was run, by which version, how it ended and what came out, so that the run can
 * be repeated to the bit and found again. Times and machine are handed in: this file reads no clock.
 */
import type { Scenario } from '../scenario/schema.ts'

/** How a run ended. */
export type Status = 'complete' | 'interrupted' | 'failed'

/** A parameter set from outside the scenario. */
export interface Override {
  /** `operators[0].stake`. */
  readonly path: string
  readonly value: string
}

/** A file that a run started from: the scenario, those it extends, its data. */
export interface InputFile {
  readonly file: string
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string
}

/** From what, where and when a run took place. */
export interface Circumstances {
  readonly files: readonly InputFile[]
  readonly overrides: readonly Override[]
  /** Version of catallaxy. */
  readonly version: string
  /** ISO 8601, UTC. */
  readonly started: string
  /** Seconds that the ticks took. */
  readonly seconds: number
  /** Threads that worked on it. */
  readonly lanes: number
  /** Runtime and machine, by name. */
  readonly platform: Readonly<Record<string, string | number>>
}

/** What happened. */
export interface Outcome {
  readonly status: Status
  /** One line saying why the run failed. */
  readonly error?: string
  /** Ticks of the run that a snapshot brought along: the tables begin after them. */
  readonly resumedAt: number
  /** Ticks done at the end, those before the snapshot included. */
  readonly ticks: number
  /** Hash of the state at the end and of all ticks; absent when a failed run has none. */
  readonly fingerprint?: string
  readonly history?: string
}

/** The content of manifest.json. `scenario` is the normalised one: all defaults filled in, every number in its base unit. */
export function manifest(scenario: Scenario, circumstances: Circumstances, outcome: Outcome) {
  const { files, overrides, version, started, seconds, lanes, platform } = circumstances
  const { status, error, resumedAt, ticks, fingerprint, history } = outcome
  return {
    name: scenario.name,
    about: scenario.about,
    status,
    ...(error === undefined ? {} : { error }),
    version,
    seed: scenario.seed,
    ticks,
    resumedAt,
    fingerprint: fingerprint ?? null,
    history: history ?? null,
    timing: { started, seconds, ticksPerSecond: seconds > 0 ? (ticks - resumedAt) / seconds : null, lanes },
    platform,
    files,
    overrides,
    scenario,
  }
}
export type Manifest = ReturnType<typeof manifest>
