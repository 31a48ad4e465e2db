/** A hand as a Web Worker; it says when it has come up. */
import { expose } from 'comlink'
import { createHand } from '../hand.ts'

expose(createHand())
postMessage('up')
