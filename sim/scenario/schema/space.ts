/** Regions, the sites in them, and the time a message takes between them. */
import { list, number, optional, section, text } from '../parameter.ts'

const region = section(
  {
    name: text({ doc: 'Name of the region.' }),
    longitude: optional(
      number({ unit: '1', min: -180, max: 180, doc: 'Degrees east, for maps. Absent: regions stand in a ring.' }),
    ),
    latitude: optional(number({ unit: '1', min: -90, max: 90, doc: 'Degrees north, for maps.' })),
    bandwidth: optional(
      number({
        unit: 'byte/s',
        min: '1 byte/s',
        doc: 'What its link carries; a busy link lengthens round trips. Absent: no limit.',
      }),
    ),
  },
  'A region: where nodes stand and customers live.',
)

export const regions = list(region, {
  default: [{ name: 'world' }],
  min: 1,
  max: 64,
  doc: 'Regions; the first is the default of everybody.',
})

const site = section(
  { name: text({ doc: 'Name of the site.' }), region: text({ doc: 'Name of the region in which it stands.' }) },
  'A site: a data centre, whose nodes fail together.',
)

export const sites = list(site, {
  default: [],
  max: 1000,
  doc: 'Sites; none: each region is one site, of its name.',
})

export const network = section(
  {
    within: number({ unit: 's', default: '0 s', min: '0 s', doc: 'Round trip inside a region.' }),
    between: number({ unit: 's', default: '0 s', min: '0 s', doc: 'Round trip between two regions.' }),
    matrix: optional(
      list(
        list(number({ unit: 's', min: '0 s', doc: 'Round trip to the column’s region.' }), {
          doc: 'Round trips from one region, in the order of the regions.',
        }),
        { doc: 'Round trips row by row (from, to); in place of within and between.' },
      ),
    ),
  },
  'Network latency: added to the time in which a node answers.',
)
