/** Patrons: sovereigns, who buy guarantees at auction, and prosumers, who pay by validating. */
import { integer, list, number, optional, quantity, section, text } from '../parameter.ts'

const sovereign = section(
  {
    name: text({ doc: 'Name of the group; a sovereign is called name-1, name-2, ...' }),
    count: integer({ default: 1, min: 1, max: 10_000, doc: 'Number of sovereigns.' }),
    regions: list(text({ doc: 'Name of a region.' }), {
      default: [],
      doc: 'Home regions, in turn; empty: all regions.',
    }),
    redundancy: integer({
      default: 1,
      min: 1,
      max: 64,
      doc: 'Regions in which it wants each of its slots: its home, then the next in the order of the regions.',
    }),
    slots: integer({ default: 1, min: 0, max: 10_000, doc: 'Servers that it wants in each of these regions.' }),
    value: quantity({
      unit: 'micro-dollar/s',
      default: '0 USD/month',
      min: '0 USD/month',
      doc: 'What its first slot is worth to it in each region, per time.',
    }),
    taper: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 1,
      doc: 'Share by which each further slot is worth less than the one before.',
    }),
    bandwidth: number({
      unit: 'byte/s',
      default: '0 byte/s',
      min: '0 byte/s',
      doc: 'Dedicated bandwidth that it wants in each of these regions.',
    }),
    bandwidthValue: quantity({
      unit: 'micro-dollar/byte',
      default: '0 USD/GB',
      min: '0 USD/GB',
      doc: 'What the bandwidth is worth to it: dollars per byte that it could carry.',
    }),
    budget: optional(
      number({
        unit: 'micro-dollar/s',
        min: '0 USD/month',
        doc: 'Most that its bids may come to, slots before bandwidth. Absent: no limit.',
      }),
    ),
  },
  'A group of sovereigns: enterprises, research bodies and states that buy guaranteed capacity.',
)

export const sovereigns = list(sovereign, { default: [], max: 100, doc: 'Sovereigns.' })

export const auction = section(
  {
    every: number({ unit: 's', default: '30 days', min: '1 us', doc: 'Length of a period; a whole number of ticks.' }),
    ahead: number({
      unit: 's',
      default: '0 s',
      min: '0 s',
      doc: 'Time before its period at which an auction is held, at most one period; the first is held at the start.',
    }),
    slots: integer({
      default: 0,
      min: 0,
      max: 1_000_000,
      doc: 'Slots offered in each region and period: servers of its nodes that the open market does without.',
    }),
    reserve: number({
      unit: 'micro-dollar/s',
      default: '0 USD/month',
      min: '0 USD/month',
      doc: 'Least price of a slot per time.',
    }),
    bandwidth: number({
      unit: 'byte/s',
      default: '0 byte/s',
      min: '0 byte/s',
      doc: 'Dedicated bandwidth offered in each region and period.',
    }),
    bandwidthReserve: number({
      unit: 'micro-dollar/byte',
      default: '0 USD/GB',
      min: '0 USD/GB',
      doc: 'Least price of bandwidth: dollars per byte that it could carry.',
    }),
    compensation: number({
      unit: '1',
      default: 2,
      min: 0,
      max: 1000,
      doc: 'What a broken guarantee costs the operators who broke it, as a multiple of its price over the broken time.',
    }),
    use: number({
      unit: '1',
      default: 0.5,
      min: 0,
      max: 1,
      doc: 'Share of its time that a reserved server works, which costs its operator.',
    }),
  },
  'The auction of guaranteed slots and dedicated bandwidth: one uniform price a region.',
)

export const reciprocity = section(
  {
    capacity: quantity({
      unit: 'byte/s',
      default: '0 byte/s',
      min: '0 byte/s',
      doc: 'What the customer’s machine validates while idle; 0: it only takes.',
    }),
    idle: section(
      {
        from: number({ unit: 's', default: '0 h', min: '0 h', max: '24 h', doc: 'Time of day at which it begins.' }),
        to: number({
          unit: 's',
          default: '24 h',
          min: '0 h',
          max: '24 h',
          doc: 'Time of day at which it ends; not after its begin: on the next day.',
        }),
      },
      'When the machine is idle.',
    ),
    most: optional(
      number({
        unit: 'micro-token',
        min: '0 token',
        doc: 'Tokens in the wallet above which a customer sells. Absent: it keeps all.',
      }),
    ),
  },
  'Customers who pay their queries by validating in idle hours: bytes for bytes.',
)
