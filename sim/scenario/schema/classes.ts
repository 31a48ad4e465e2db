/** Kinds of queries, and the specializations of nodes that serve them. */
import { integer, list, number, section, text } from '../parameter.ts'

const queryClass = section(
  {
    name: text({ doc: 'Name of the class.' }),
    price: number({ unit: '1', default: 1, min: 0, max: 1000, doc: 'Fee as a multiple of the posted price.' }),
    work: number({
      unit: '1',
      default: 1,
      min: 0,
      max: 1_000_000,
      doc: 'Service time and query cost as a multiple of the node’s.',
    }),
    sla: number({
      unit: 's',
      default: '1 s',
      min: '0 s',
      doc: 'Latest answer; for a later one the refund share of the fee is returned.',
    }),
    priorityFee: number({
      unit: 'micro-token/query',
      default: '0 token/query',
      min: '0 token/query',
      doc: 'What the customer adds to the fee of a query of size 1 to be served before those who add less; charged, returned and shared out as a part of the fee. More than 0 needs market.discipline "priority".',
    }),
    gas: integer({ default: 1, min: 0, max: 1_000_000, doc: 'Units of the protocol’s base fee that it takes.' }),
    bytes: integer({ default: 1000, min: 0, max: 1_000_000_000, doc: 'Bytes that it draws from the network.' }),
    needs: text({ default: '', doc: 'Specialization that a node must have to serve this class; empty: any node.' }),
  },
  'A query class: what is asked, at which multiple of the price, how fast.',
)

export const classes = list(queryClass, {
  default: [{ name: 'query' }],
  min: 1,
  max: 16,
  doc: 'Query classes.',
})

const specialization = section(
  {
    name: text({ doc: 'Name of the specialization.' }),
    classes: list(text({ doc: 'Name of a query class.' }), { doc: 'Classes at which it is better.' }),
    latency: number({ unit: '1', default: 1, min: 0, max: 100, doc: 'Multiplies the latency of those classes.' }),
    cost: number({ unit: '1', default: 1, min: 0, max: 100, doc: 'Multiplies the query cost of those classes.' }),
    bonus: number({ unit: '1', default: 0, min: 0, max: 100, doc: 'Added to the fee multiple of those classes.' }),
  },
  'A specialization of operators: speed runner, archive, cache optimizer, reconstruction, ...',
)

export const specializations = list(specialization, { default: [], max: 16, doc: 'Specializations of operators.' })
