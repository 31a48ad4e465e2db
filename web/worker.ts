/** The worker of the dashboard: a session that the page calls. */
import { expose } from 'comlink'
import { createSession } from '../workers/session.ts'

expose(createSession())
