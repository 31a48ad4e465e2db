/** Payments between agents, the ledger that settles them, and reciprocity without money. */
import { choice, flag, integer, list, number, optional, quantity, section, text, variants } from '../parameter.ts'

const amount = number({ unit: 'micro-token', default: '0.001 token', min: '0.000001 token', doc: 'One payment.' })

const stream = section(
  {
    name: text({ doc: 'Name of the stream.' }),
    from: text({ doc: 'Group of agents who pay.', pattern: /./ }),
    to: text({ doc: 'Group of agents who are paid.', pattern: /./ }),
    when: variants(
      'rule',
      {
        random: section(
          {
            rate: number({ unit: '1/s', default: '1/h', min: '0/h', doc: 'Payments of each payer per time.' }),
            amount,
          },
          'A Poisson process of each payer.',
        ),
        task: section(
          {
            units: number({
              unit: '1',
              default: 1,
              min: 0,
              max: 1_000_000,
              doc: 'Units of data that a task takes: as many payments a task done, what is left of a whole one carried over.',
            }),
            amount,
            essential: flag({
              default: false,
              doc: 'Whether work without its data is worth nothing: the principal takes back its part of the reward.',
            }),
          },
          'By the work that the payer has done in the tick.',
        ),
        continuous: section(
          {
            rate: number({
              unit: 'micro-token/s',
              default: '0.001 token/h',
              min: '0 token/h',
              doc: 'Tokens per time, settled in each tick; what is left of a whole micro-token is carried over.',
            }),
          },
          'Without end, second by second.',
        ),
      },
      { doc: 'When a payer pays, and how much.' },
    ),
    partner: choice(['random', 'fixed', 'nearest'], {
      default: 'random',
      doc: 'Who is paid: any other agent of the group by lot, anew each time; always the same, at the payer’s own place in the group or, within a group, at the next; or any by lot of those in the nearest region that has some.',
    }),
    settlement: choice(['ledger', 'channel'], {
      default: 'ledger',
      doc: 'Whether each payment is a transaction of the ledger, or goes over payment channels.',
    }),
  },
  'A stream of payments from agents to agents.',
)

export const payments = list(stream, { default: [], max: 100, doc: 'Payments between agents.' })

export const ledger = section(
  {
    fee: number({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'What a transaction costs who pays, on top of the payment.',
    }),
    burned: number({ unit: '1', default: 0, min: 0, max: 1, doc: 'Share of fees burned; the rest is the treasury’s.' }),
    capacity: optional(
      number({
        unit: '1/s',
        min: '0/s',
        doc: 'Most transactions per time, the earliest of a tick first. Absent: any number.',
      }),
    ),
    queue: integer({
      default: 0,
      min: 0,
      max: 1_000_000,
      doc: 'Payments of each payer and stream that wait for the next tick where there is no room; those beyond fail.',
    }),
  },
  'The ledger on which agents pay each other.',
)

export const reciprocity = section(
  {
    groups: list(text({ doc: 'Name of a group of agents.' }), {
      default: [],
      doc: 'Groups that take part; empty: all.',
    }),
    unit: number({
      unit: '1',
      default: 1,
      min: 0.000001,
      max: 1_000_000,
      doc: 'Compute that one does for another at a time, in credits.',
    }),
    books: variants(
      'rule',
      {
        scrip: section(
          {
            initial: quantity({
              unit: '1',
              default: 2,
              min: 0,
              max: 1_000_000,
              whole: true,
              doc: 'Scrip at the start.',
            }),
            threshold: integer({
              default: 4,
              min: 1,
              max: 1_000_000,
              doc: 'Scrip from which an agent does no more for others.',
            }),
          },
          'A common scrip: a unit of it for a unit of compute, from anybody to anybody.',
        ),
        bilateral: section(
          {
            partners: integer({ default: 16, min: 2, max: 1000, doc: 'Partners of an agent; an even number.' }),
            limit: integer({
              default: 4,
              min: 1,
              max: 1_000_000,
              doc: 'Units that an agent may owe each of them.',
            }),
          },
          'Debts between partners, bytes for bytes.',
        ),
      },
      { default: 'scrip', doc: 'How what was given is remembered.' },
    ),
  },
  'Reciprocity without money: agents do on their idle machines what others have no room for, and take it back later.',
)
