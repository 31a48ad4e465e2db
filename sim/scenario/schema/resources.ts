/** Resources: goods that regions make, use, store and carry to each other, at prices of their own. */
import { flag, integer, list, number, optional, section, series, text, variants } from '../parameter.ts'
import { pattern } from './customers.ts'

const name = (of: string) => text({ doc: `Name of ${of}.`, pattern: /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/ })
const good = text({ doc: 'Name of a good.' })
const regions = list(text({ doc: 'Name of a region.' }), { default: [], doc: 'Regions, each alike; empty: all.' })
const rate = (doc: string) => number({ unit: '1/s', min: '0/h', doc })
const price = (doc: string) => number({ unit: 'micro-dollar', doc })

const goods = section(
  {
    name: name('the good'),
    unit: text({
      default: 'unit',
      doc: 'What one of it is, in words: MWh, GPU-hour. Prices and quantities are of it.',
    }),
  },
  'A good.',
)

const steps = (worth: string) =>
  section(
    {
      steps: list(
        section(
          { quantity: rate('Units per time.'), price: price(`${worth} of each, USD a unit.`) },
          'Units that are alike.',
        ),
        { min: 1, max: 64, doc: 'Steps, in any order.' },
      ),
    },
    'Steps.',
  )

const linear = (worth: string) =>
  section(
    {
      quantity: rate('Most units per time.'),
      from: price(`${worth} of the first, USD a unit.`),
      to: price(`${worth} of the last, USD a unit; evenly in between.`),
    },
    'A straight line.',
  )

const participant = {
  name: name('it'),
  good,
  regions,
  pattern,
  prices: optional(series({ unit: 'micro-dollar', doc: 'Recorded prices, on which those of the curve come on top.' })),
  quantities: optional(
    series({ unit: '1', doc: 'Recorded multiples of the quantities of the curve; negative ones count as 0.' }),
  ),
}

const ofAgents = section(
  { group: text({ doc: 'Name of a group of agents with a stock of the good.' }) },
  'What the agents of a group bid, by what they hold.',
)

const demand = section(
  {
    ...participant,
    curve: variants(
      'law',
      {
        linear: linear('Worth'),
        steps: steps('Worth'),
        must: section({ quantity: rate('Units per time.') }, 'What must be served, at the highest price if need be.'),
        agents: ofAgents,
      },
      { doc: 'What more of the good is worth.' },
    ),
  },
  'Consumers of a good, in each of their regions.',
)

const supply = section(
  {
    ...participant,
    curve: variants(
      'law',
      {
        linear: linear('Cost'),
        steps: steps('Cost'),
        operators: section(
          {
            group: text({ doc: 'Name of a group of operators.' }),
            work: number({
              unit: '1',
              default: 1,
              min: 0.000001,
              max: 1_000_000_000,
              doc: 'Queries of work 1 that a server could serve in place of one unit of the good.',
            }),
          },
          'Spare capacity: servers that were neither reserved nor busy in this tick, at what serving costs their operators.',
        ),
        agents: ofAgents,
      },
      { doc: 'What more of the good costs to make.' },
    ),
  },
  'Producers of a good, in each of their regions.',
)

const share = (doc: string) => number({ unit: '1', default: 1, min: 0.000001, max: 1, doc })
const quantile = (doc: string, fallback: number) => number({ unit: '1', default: fallback, min: 0, max: 1, doc })

const store = section(
  {
    name: name('the store'),
    good,
    regions,
    capacity: number({ unit: '1', min: 0, doc: 'Units that it holds.' }),
    level: number({ unit: '1', default: 0, min: 0, max: 1, doc: 'Share of it that is full at the start.' }),
    charge: rate('Most units per time that may go in.'),
    discharge: optional(rate('Most units per time that may come out. Absent: as in.')),
    chargeYield: share('Share of what goes in that is stored.'),
    dischargeYield: share('Share of what is taken that comes out.'),
    loss: number({ unit: '1/s', default: '0/day', min: '0/day', doc: 'Share of the level that is lost per time.' }),
    memory: number({
      unit: 's',
      default: '1 day',
      min: '1 s',
      doc: 'Time over which its keeper looks back at local prices.',
    }),
    buy: quantile('Quantile of these prices up to which its keeper buys.', 0.25),
    sell: quantile('Quantile of these prices from which its keeper sells, if that makes up for the losses.', 0.75),
  },
  'A store of a good in each of its regions, whose keeper buys low and sells high.',
)

const transport = {
  name: name('the way'),
  capacity: optional(rate('Most units per time that may enter. Absent: any.')),
  cost: number({ unit: 'micro-dollar', default: '0 USD', min: '0 USD', doc: 'Cost of a unit that enters.' }),
  congestion: number({
    unit: 'micro-dollar',
    default: '0 USD',
    min: '0 USD',
    doc: 'Cost of a unit on top of that when as many enter as may; in proportion where less do.',
  }),
  toll: flag({
    default: false,
    doc: 'Whether carriers pay the treasury what they cost the others on the way by congestion.',
  }),
}

const way = variants(
  'kind',
  {
    link: section(
      {
        ...transport,
        good,
        from: list(text({ doc: 'Name of a region.' }), { default: [], doc: 'Regions; empty: all.' }),
        to: list(text({ doc: 'Name of a region.' }), {
          default: [],
          doc: 'Regions, from each of the others a way; empty: all.',
        }),
        yield: number({ unit: '1', default: 1, min: 0.000001, max: 1, doc: 'Units that arrive for one that enters.' }),
      },
      'Ways of a good between regions.',
    ),
    conversion: section(
      {
        ...transport,
        from: text({ doc: 'Name of the good that is used up.' }),
        to: text({ doc: 'Name of the good that is made of it.' }),
        regions,
        yield: number({
          unit: '1',
          default: 1,
          min: 0.000001,
          max: 1_000_000,
          doc: 'Units made of one that is used up.',
        }),
      },
      'Ways from a good to another in each of the regions.',
    ),
  },
  { default: 'link', doc: 'Ways between regions, or between goods.' },
)

const clearing = variants(
  'rule',
  {
    tatonnement: section(
      {
        rounds: integer({ default: 200, min: 1, max: 1_000_000, doc: 'Most rounds of prices a tick.' }),
        tolerance: number({
          unit: '1',
          default: 0.000001,
          min: 0,
          max: 1,
          doc: 'Largest excess over what could be traded in its place, and largest gain left to carriers over the usual price, at which prices rest.',
        }),
      },
      'Prices move by excess demand, carriers by differences of prices, until both rest.',
    ),
    auction: section(
      {
        traders: integer({ default: 10, min: 1, max: 1000, doc: 'Traders into which each piece of a curve is cut.' }),
        lots: integer({
          default: 1,
          min: 1,
          max: 1000,
          doc: 'Lots that each of them deals in, one after the other, the best first.',
        }),
        activations: number({
          unit: '1',
          default: 150,
          min: 0,
          max: 10_000,
          doc: 'Mean number of times that a trader is activated in a tick.',
        }),
        prices: integer({
          default: 200,
          min: 1,
          max: 1_000_000,
          doc: 'Prices that a quote may have: that many even steps up to the highest.',
        }),
        highest: optional(
          number({
            unit: 'micro-dollar',
            min: '0.000001 USD',
            doc: 'Highest price of a quote, USD a unit. Absent: twice the dearest that is bid for the good in the tick.',
          }),
        ),
        constrained: flag({
          default: true,
          doc: 'Whether traders know their limits, and never bid above their worth or ask below their cost.',
        }),
        cleared: flag({ default: true, doc: 'Whether a trade clears the order book of its place.' }),
      },
      'A continuous double auction in each place: traders quote at random, carriers take what pays between places.',
    ),
  },
  { default: 'tatonnement', doc: 'How local prices are found.' },
)

const planner = section(
  {
    every: integer({
      default: 1,
      min: 1,
      max: 1_000_000,
      doc: 'Ticks from one plan to the next.',
    }),
    ticks: optional(
      integer({
        min: 1,
        max: 1000,
        doc: 'Last of these ticks, which it plans as one, with what stores hold before the first and after the last. Absent: all.',
      }),
    ),
  },
  'A central planner beside the markets, who knows all demand, supply, ways and stores. Absent: none.',
)

export const resources = section(
  {
    goods: list(goods, { default: [], max: 16, doc: 'Goods; none: no resource markets.' }),
    demand: list(demand, { default: [], max: 1000, doc: 'Consumers.' }),
    supply: list(supply, { default: [], max: 1000, doc: 'Producers.' }),
    stores: list(store, { default: [], max: 1000, doc: 'Stores.' }),
    ways: list(way, { default: [], max: 10_000, doc: 'Ways.' }),
    ceiling: number({
      unit: 'micro-dollar',
      default: '10000 USD',
      min: '0.000001 USD',
      doc: 'Highest price of a unit: what is lost with each that must be served and is not.',
    }),
    clearing,
    planner: optional(planner),
  },
  'Resource markets: one for each good in each region.',
)
