/**
 * The results folder of a run. Rows are collected in memory up to 64 KiB a table and appended to files in a hidden
 * folder beside the target; at the end the folder takes the target's place. Whoever looks into `results/<name>/` finds a
 * run that ended, whatever happens to this one: killed, it leaves the earlier results untouched.
 */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { OutputTables, Sink, TableName, Value } from '../sim/measure/output.ts'
import { csvRow } from '../sim/report/csv.ts'
import { reason, writeSynced } from './files.ts'

const CHUNK = 65536
const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/
/** Other runs of the same name may finish in the same moment; each attempt moves one of theirs aside. */
const ATTEMPTS = 10

/** Receives a run's rows. */
export interface Output extends Sink {
  /** Where the results will be. */
  readonly folder: string
  /** Writes the rows left and `documents`, by file name (texts as they are, all else as JSON), and puts the folder in its place. */
  finish(documents: Readonly<Record<string, unknown>>): void
  /** Takes back what was written: the folder that is there stays. */
  discard(): void
}

/** Opens the output of run `name` in the folder `out`, which is made if need be. Throws when it cannot be written. */
export function openOutput(out: string, name: string, tables: Partial<OutputTables>): Output {
  if (!SLUG.test(name))
    throw new RangeError(
      `${out}: expected a name of lower-case letters, digits and hyphens, got ${JSON.stringify(name)}`,
    )
  const folder = join(out, name)
  const hidden = join(out, `.${name}-${process.pid}-${randomBytes(6).toString('hex')}`)
  const files: Record<string, File> = {}
  try {
    mkdirSync(out, { recursive: true })
    mkdirSync(hidden)
    for (const [table, { fields }] of Object.entries(tables)) {
      const header = csvRow(fields.map(field => field.name))
      files[table] = { descriptor: openSync(join(hidden, `${table}.csv`), 'ax'), pending: header }
    }
  } catch (error) {
    throw new Error(`${out}: cannot be written: ${reason(error)}`, { cause: error })
  }
  const attempt = (write: () => void) => {
    try {
      write()
    } catch (error) {
      throw new Error(`${folder}: cannot be written: ${reason(error)}; what was recorded is in ${hidden}`, {
        cause: error,
      })
    }
  }
  return {
    folder,
    row(table: TableName, values: readonly Value[]) {
      const file = files[table]
      file.pending += csvRow(values)
      if (file.pending.length < CHUNK) return
      attempt(() => flush(file))
    },
    finish(documents) {
      attempt(() => {
        for (const file of Object.values(files)) {
          flush(file)
          fsyncSync(file.descriptor)
          closeSync(file.descriptor)
        }
        for (const [file, content] of Object.entries(documents)) writeSynced(join(hidden, file), textOf(content))
        replace(folder, hidden)
      })
    },
    discard() {
      for (const file of Object.values(files)) closeSync(file.descriptor)
      rmSync(hidden, { recursive: true })
    },
  }
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`
}

interface File {
  readonly descriptor: number
  /** Rows that are not in the file yet. */
  pending: string
}

/** Appends what is pending, all or nothing: a full disk leaves no half row for a later attempt to double. */
function flush(file: File): void {
  const { size } = fstatSync(file.descriptor)
  try {
    writeFileSync(file.descriptor, file.pending)
  } catch (error) {
    ftruncateSync(file.descriptor, size)
    throw error
  }
  file.pending = ''
}

/** Puts the folder `fresh` in the place of `folder`; what was there is moved aside first and deleted after. */
function replace(folder: string, fresh: string): void {
  for (let attempt = 1; ; attempt++) {
    const aside = `${fresh}-before-${attempt}`
    const moved = moveAside(folder, aside)
    try {
      renameSync(fresh, folder)
      rmSync(aside, { recursive: true, force: true })
      return
    } catch (error) {
      if (moved) putBack(folder, aside)
      if (attempt === ATTEMPTS) throw error
    }
  }
}

function moveAside(folder: string, aside: string): boolean {
  try {
    renameSync(folder, aside)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

function putBack(folder: string, aside: string): void {
  try {
    renameSync(aside, folder)
  } catch {
    // Another run's results are in the place already, newer than these.
    rmSync(aside, { recursive: true, force: true })
  }
}
