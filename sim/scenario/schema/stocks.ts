/** Stocks: goods that agents make, hold and use up, and what a unit more of them is worth to them. */
import { flag, number, optional, quantity, section, series, text } from '../parameter.ts'
import { pattern } from './customers.ts'

const worthOf = (when: string) =>
  number({ unit: 'micro-dollar', default: '0 USD', min: '0 USD', doc: `When its stock is ${when}, USD a unit.` })

export const stock = section(
  {
    good: text({ doc: 'Name of a good.' }),
    compute: flag({
      default: false,
      doc: 'Whether the good is compute, a unit a credit: an agent offers what its own machine did not use in the tick, buys for work that is more than its machine can do in the next, and has the use of it then only.',
    }),
    level: quantity({ unit: '1', default: 0, min: 0, doc: 'Units at the start, at most its capacity.' }),
    capacity: quantity({
      unit: '1',
      default: 0,
      min: 0,
      doc: 'Units that it can keep (a battery, a disk). What is more and is not sold is lost as the tick ends.',
    }),
    target: quantity({
      unit: '1',
      default: 0,
      min: 0,
      doc: 'Units that it means to hold, at most its capacity: below it buys, above it sells.',
    }),
    targetPattern: pattern,
    production: quantity({ unit: '1/s', default: '0/h', min: '0/h', doc: 'Units made per time.' }),
    pattern,
    multiples: optional(series({ unit: '1', doc: 'Recorded multiples of production; negative ones count as 0.' })),
    perWork: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 1_000_000,
      doc: 'Units that a credit of its work takes, wherever it is computed. Without them work waits.',
    }),
    standing: number({
      unit: '1/s',
      default: '0/h',
      min: '0/h',
      doc: 'Units used per time while it is awake, work or not. What is there goes there before it goes into work.',
    }),
    loss: number({ unit: '1/s', default: '0/day', min: '0/day', doc: 'Share of the level that is lost per time.' }),
    worth: section(
      { empty: worthOf('empty'), target: worthOf('at its target'), full: worthOf('full') },
      'What a unit more is worth to it, evenly in between: up to this it buys, from this on it sells.',
    ),
  },
  'A stock of a good.',
)
