/** A session as a thread of Node. */
import { expose } from 'comlink'
import { createSession } from '../session.ts'
import { crew } from './crew.ts'
import { parentEndpoint } from './thread.ts'

expose(createSession({ employ: crew }), parentEndpoint())
