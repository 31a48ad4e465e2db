/** Customers: how much they ask, of what, at which price, and when they leave. */
import { file, formula, integer, list, number, optional, quantity, section, text } from '../parameter.ts'
import { reciprocity } from './patrons.ts'

export const pattern = section(
  {
    daily: number({ unit: '1', default: 0, min: 0, max: 1, doc: 'Amplitude of the daily sine wave of demand.' }),
    peak: number({ unit: 's', default: '14 h', min: '0 h', max: '24 h', doc: 'Time of day of the peak.' }),
    weekend: number({
      unit: '1',
      default: 1,
      min: 0,
      max: 100,
      doc: 'Demand on days six and seven as a multiple of the others.',
    }),
    growth: number({ unit: '1/s', default: '0/year', doc: 'Exponential growth rate of demand.' }),
  },
  'How demand moves over day, week and years.',
)

const share = section(
  {
    class: text({ doc: 'Name of a query class.' }),
    share: number({ unit: '1', min: 0, max: 1, doc: 'Share of the group’s queries.' }),
  },
  'One class of a mix.',
)

/** What a trace formula may read: the numeric columns `a` to `d` named in the trace. */
export const TRACE_VARIABLES = {
  a: 'the number in the column that columns.a names',
  b: 'the number in the column that columns.b names',
  c: 'the number in the column that columns.c names',
  d: 'the number in the column that columns.d names',
} as const

export const trace = section(
  {
    file: file({ doc: 'CSV file with one row a query.' }),
    time: text({ default: 'timestamp', doc: 'Column of the time: a timestamp, or seconds.' }),
    where: optional(
      section(
        { column: text({ doc: 'Name of a column.' }), value: text({ doc: 'Text that the column must hold.' }) },
        'Only these rows.',
      ),
    ),
    columns: section(
      {
        a: text({ default: '', doc: 'Column read as a.' }),
        b: text({ default: '', doc: 'Column read as b.' }),
        c: text({ default: '', doc: 'Column read as c.' }),
        d: text({ default: '', doc: 'Column read as d.' }),
      },
      'Numeric columns that the size formula reads.',
    ),
    size: formula({
      variables: TRACE_VARIABLES,
      default: '1',
      doc: 'Size of the query: multiplies its work and its fee.',
    }),
    speed: number({
      unit: '1',
      default: 1,
      min: 0.000001,
      max: 1_000_000,
      doc: 'How much faster than recorded the trace is played.',
    }),
  },
  'Demand request by request, from a recorded trace; in place of the Poisson rate.',
)

const loyalty = section(
  {
    memory: number({
      unit: '1',
      default: 50,
      min: 1,
      max: 1_000_000,
      doc: 'Queries over which a customer averages its satisfaction.',
    }),
    patience: quantity({
      unit: '1',
      default: 0,
      min: 0,
      max: 1,
      doc: 'Satisfaction (share of queries answered rightly and in time) below which a customer leaves; 0: never.',
    }),
    comeback: number({ unit: '1/s', default: '0/day', min: '0/day', doc: 'Rate at which one who left tries again.' }),
  },
  'When customers leave for the outside option and come back.',
)

export const customerGroup = section(
  {
    name: text({ doc: 'Name of the group.' }),
    count: integer({ default: 1000, min: 1, max: 10_000_000_000, doc: 'Number of customers.' }),
    represents: integer({
      default: 1,
      min: 1,
      max: 10_000_000_000,
      doc: 'Identical customers that one agent stands for; divides the count. Every quantity of the group is drawn once an agent and holds for each of its customers.',
    }),
    regions: list(text({ doc: 'Name of a region.' }), {
      default: [],
      doc: 'Regions where they live, in turn; empty: all regions.',
    }),
    rate: quantity({ unit: '1/s', default: '100/day', min: '0/day', doc: 'Queries of one customer per time.' }),
    pattern,
    elasticity: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 100,
      doc: 'Demand falls as (mean price / reference)^-elasticity.',
    }),
    reference: number({
      unit: 'micro-token/query',
      default: '0.001 token/query',
      min: '0.000001 token/query',
      doc: 'Price at which the rate above holds.',
    }),
    reservation: optional(
      quantity({
        unit: 'micro-token/query',
        min: '0 token/query',
        doc: 'Highest posted price that a customer accepts. Absent: any.',
      }),
    ),
    wallet: quantity({ unit: 'micro-token', default: '0 token', min: '0 token', doc: 'Tokens at the start.' }),
    budget: optional(
      quantity({
        unit: 'micro-dollar/s',
        min: '0 USD/day',
        doc: 'Income spent on tokens as it comes; a customer asks only what its wallet can pay. Absent: tokens are bought as they are spent.',
      }),
    ),
    chain: text({
      default: '',
      doc: 'Name of the chain where they live; empty: home. On another they buy tokens of a pool there with their budget, coins or dollars as the pool wants, and send them home over bridges; what arrives is their income. In a shock of demand they spend as many times as much.',
    }),
    mix: list(share, {
      default: [],
      max: 16,
      doc: 'Classes that are asked for; empty: the first class only. Shares must sum to 1.',
    }),
    loyalty,
    reciprocity: optional(reciprocity),
    trace: optional(trace),
  },
  'A group of customers.',
)

export const legacy = section(
  {
    price: number({
      unit: 'micro-dollar/query',
      default: '0.0002 USD/query',
      min: '0 USD/query',
      doc: 'Price of a query.',
    }),
  },
  'The legacy provider: the outside option of customers who find no acceptable node or have left.',
)
