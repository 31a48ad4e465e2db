/** A session as a Web Worker. Its runs have other threads where the page may share memory with them. */
import { expose } from 'comlink'
import { createSession } from '../session.ts'
import { crew } from './crew.ts'

expose(
  createSession(globalThis.crossOriginIsolated ? { employ: crew } : { none: 'the page is not cross-origin isolated' }),
)
