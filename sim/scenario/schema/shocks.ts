/** What happens to the economy from outside, at a time. */
import { list, number, section, text, variants } from '../parameter.ts'

const at = number({ unit: 's', min: '0 s', doc: 'When it begins.' })
const lasts = number({ unit: 's', default: '1 h', min: '0 s', doc: 'How long it lasts.' })

const shock = variants(
  'kind',
  {
    outage: section(
      {
        at,
        lasts,
        region: text({ default: '', doc: 'Region whose nodes fail; empty: any.' }),
        site: text({ default: '', doc: 'Site whose nodes fail; empty: any.' }),
        operator: text({ default: '', doc: 'Operator whose nodes fail, by name or group; empty: any.' }),
        node: number({
          unit: '1',
          default: 0,
          min: 0,
          max: 1000,
          doc: 'Number of the node (1 is the first) of each such operator; 0: all.',
        }),
      },
      'Nodes fail together.',
    ),
    demand: section(
      {
        at,
        lasts,
        factor: number({ unit: '1', min: 0, max: 1_000_000, doc: 'Demand while it lasts, as a multiple.' }),
        customers: text({ default: '', doc: 'Group of customers or of agents; empty: all.' }),
      },
      'A surge or fall of demand.',
    ),
    cost: section(
      {
        at,
        lasts,
        factor: number({ unit: '1', min: 0, max: 1_000_000, doc: 'Costs while it lasts, as a multiple.' }),
        operators: text({ default: '', doc: 'Group of operators; empty: all.' }),
      },
      'A rise or fall of the operators’ costs.',
    ),
    price: section(
      {
        at,
        factor: number({ unit: '1', min: 0.000001, max: 1_000_000, doc: 'Price from then on, as a multiple.' }),
      },
      'A lasting jump of the price of the token; of the price outside where it has one of its own.',
    ),
    ban: section(
      {
        at,
        lasts,
        share: number({ unit: '1', min: 0, max: 1, doc: 'Share of the customers that is barred.' }),
        operators: text({
          default: '',
          doc: 'Operator or group of operators that bars them, the same for all bans; empty: the first group.',
        }),
        customers: text({ default: '', doc: 'Group of customers; empty: all.' }),
      },
      'A wave of bans: nodes of the operators that bar a customer do not serve it.',
    ),
  },
  { doc: 'A shock.' },
)

export const shocks = list(shock, { default: [], max: 1000, doc: 'Shocks.' })
