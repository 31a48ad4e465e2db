/** Agents: autonomous wallets that are given tasks, buy the compute these take, and deal with each other. */
import { integer, list, number, optional, quantity, section, series, text, variants } from '../parameter.ts'
import { agreements } from './agreements.ts'
import { channels } from './channels.ts'
import { buying, credits } from './credits.ts'
import { pattern, trace } from './customers.ts'
import { forecast } from './forecast.ts'
import { ledger, payments, reciprocity } from './payments.ts'
import { stock } from './stocks.ts'

const law = variants(
  'law',
  {
    poisson: section({}, 'Tasks come at random, independently of each other.'),
    bursty: section(
      {
        times: number({ unit: '1', default: 10, min: 0, max: 1_000_000, doc: 'Rate in a burst, as a multiple.' }),
        calm: number({ unit: 's', default: '1 day', min: '1 s', doc: 'Mean time between bursts, exponential.' }),
        burst: number({ unit: 's', default: '1 h', min: '1 s', doc: 'Mean length of a burst, exponential.' }),
      },
      'A Poisson process at the rate, which each agent’s own bursts multiply.',
    ),
    regular: section(
      {},
      'Tasks come at equal distances; where the rate is a whole number per tick, as many in each tick.',
    ),
    normal: section(
      {
        deviation: number({
          unit: '1',
          default: 0,
          min: 0,
          max: 1_000_000_000,
          doc: 'Standard deviation of the tasks of a tick.',
        }),
      },
      'The amount of work of a tick is normally distributed about what the rate gives; none comes where it is negative. Work is in any amounts, not in whole tasks.',
    ),
    traced: trace,
  },
  { default: 'poisson', doc: 'How tasks come.' },
)

const tasks = section(
  {
    rate: quantity({
      unit: '1/s',
      default: '0/day',
      min: '0/day',
      doc: 'Tasks given to one agent per time.',
    }),
    law,
    pattern,
    multiples: optional(series({ unit: '1', doc: 'Recorded multiples of the rate; negative ones count as 0.' })),
    work: number({
      unit: '1',
      default: 1,
      min: 0.000001,
      max: 1_000_000,
      doc: 'Compute that a task takes, in credits.',
    }),
    reward: number({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'What the principal pays for a task that is done well.',
    }),
    delay: number({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'What a task that waits costs the agent in each tick, paid to the principal.',
    }),
    deadline: optional(
      integer({
        min: 0,
        max: 100_000,
        doc: 'Ticks after the one in which it comes by whose end a task must be done, or it is lost. Absent: it waits for ever.',
      }),
    ),
    success: number({
      unit: '1',
      default: 1,
      min: 0,
      max: 1,
      doc: 'Probability that a task that is done is done well; only then is the reward paid.',
    }),
    penalty: number({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'What the agent pays the principal for a task that is lost after its deadline or not done well.',
    }),
  },
  'Tasks.',
)

const agentGroup = section(
  {
    name: text({ doc: 'Name of the group.' }),
    count: integer({ default: 100, min: 1, max: 10_000_000, doc: 'Number of agents.' }),
    regions: list(text({ doc: 'Name of a region.' }), {
      default: [],
      doc: 'Regions where they are, in turn; empty: all regions.',
    }),
    wallet: quantity({ unit: 'micro-token', default: '0 token', min: '0 token', doc: 'Tokens at the start.' }),
    income: quantity({
      unit: 'micro-dollar/s',
      default: '0 USD/day',
      min: '0 USD/day',
      doc: 'Stipend of the principal, paid in tokens at the price of the tick.',
    }),
    upkeep: quantity({
      unit: 'micro-dollar/s',
      default: '0 USD/day',
      min: '0 USD/day',
      doc: 'What staying awake costs, paid in tokens that are sold. An agent that cannot pay it is dormant: it works at nothing, and tasks that come are lost.',
    }),
    floor: number({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'Tokens without which it is dormant, whatever its upkeep.',
    }),
    wake: number({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'Tokens with which a dormant agent wakes, if these are more than it needs to stay awake.',
    }),
    target: optional(
      number({
        unit: 'micro-token',
        min: '0 token',
        doc: 'Tokens with which it retires: it keeps its wallet, gets no stipend and takes no more tasks. Absent: never.',
      }),
    ),
    most: optional(
      number({
        unit: 'micro-token',
        min: '0 token',
        doc: 'Tokens that it keeps: what it has more of as a tick begins goes to its principal. Absent: all.',
      }),
    ),
    capacity: quantity({
      unit: '1/s',
      default: '0/h',
      min: '0/h',
      doc: 'Compute of its own machine, credits per time: used before credits are.',
    }),
    credits: quantity({ unit: '1', default: 0, min: 0, doc: 'Credits at the start.' }),
    tasks,
    reservation: optional(
      number({
        unit: 'micro-token',
        min: '0 token',
        doc: 'Price of a credit above which it buys no compute on the spot. Absent: it buys at any price that it can pay.',
      }),
    ),
    stocks: list(stock, { default: [], max: 16, doc: 'Stocks of goods, which it pays for in this order.' }),
    forecast,
    buying,
    reserve: number({
      unit: 's',
      default: '1 day',
      min: '0 s',
      doc: 'Time of upkeep that it keeps in its wallet when it buys credits ahead.',
    }),
  },
  'A group of agents.',
)

export const agents = section(
  {
    groups: list(agentGroup, { default: [], max: 100, doc: 'Agents.' }),
    credits,
    payments,
    ledger,
    reciprocity: optional(reciprocity),
    channels,
    agreements,
  },
  'Agents: autonomous wallets.',
)
