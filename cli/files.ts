/**
 * Files named by people: read whole after a look at their size, and written whole or not at all. An error of reading
 * is the reason alone, since the caller knows what the file was to be; one of writing begins with the file.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

const MEBIBYTE = 1024 * 1024
/** Bytes. A scenario is written by hand; data beside it may be large, but a text must fit into memory. */
const LIMITS: Readonly<Record<'json' | 'data' | 'snapshot', number>> = {
  json: 8 * MEBIBYTE,
  data: 400 * MEBIBYTE,
  snapshot: 16 * 1024 * MEBIBYTE,
}

/**
 * Text of a scenario or of a CSV file that it names; `notice` sees its bytes. Throws when it is missing, no file, too large
 * or not UTF-8.
 */
export async function readText(path: string, notice?: (bytes: Uint8Array) => void): Promise<string> {
  const bytes = await readBytes(path, path.endsWith('.csv') ? 'data' : 'json')
  notice?.(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Error('expected text in UTF-8, got other bytes')
  }
}

/** Content of a file, refused before it is read when it is larger than such a file may be. */
export async function readBytes(path: string, kind: keyof typeof LIMITS): Promise<Uint8Array> {
  try {
    const found = await stat(path)
    if (!found.isFile())
      throw new Error(found.isDirectory() ? 'expected a file, got a folder' : 'expected a regular file')
    if (found.size > LIMITS[kind])
      throw new Error(`expected at most ${LIMITS[kind] / MEBIBYTE} MiB, got ${(found.size / MEBIBYTE).toFixed(1)} MiB`)
    return await readFile(path)
  } catch (error) {
    throw new Error(reason(error), { cause: error })
  }
}

/** Throws when no file can be written at `path`, as far as can be told before it is tried. */
export function expectWritable(path: string): void {
  const probe = temporary(path)
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('expected a file, got a folder')
    closeSync(openSync(probe, 'wx'))
  } catch (error) {
    throw new Error(`${path}: cannot be written: ${reason(error)}`, { cause: error })
  }
  rmSync(probe)
}

/** Writes a file beside its place and moves it there, so that whoever reads it finds the old one or the new one. */
export function writeWhole(path: string, content: Uint8Array): void {
  const beside = temporary(path)
  try {
    writeSynced(beside, content)
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw new Error(`${path}: cannot be written: ${reason(error)}`, { cause: error })
  }
}

/** Writes a new file through to the disk. Throws when there is one already. */
export function writeSynced(path: string, content: Uint8Array | string): void {
  const file = openSync(path, 'wx')
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A name in the folder of `path` that nobody else uses. */
function temporary(path: string): string {
  return `${dirname(path)}/.${process.pid}-${randomBytes(6).toString('hex')}`
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'no permission',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'there is a file in its place',
  ENOSPC: 'no space left on the disk',
}

/** What went wrong with a file, in words. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return `${error}`
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return REASONS[code] ?? error.message
}
