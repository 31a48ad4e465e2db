/** A hand as a thread of Node. */
import { expose } from 'comlink'
import { createHand } from '../hand.ts'
import { parentEndpoint } from './thread.ts'

expose(createHand(), parentEndpoint())
