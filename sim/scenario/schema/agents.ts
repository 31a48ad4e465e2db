/** Agents: autonomous wallets that are given tasks, buy the compute these take, and deal with each other. */
import { integer, list, number, optional, quantity, section, series, text } from '../parameter.ts'
import { buying, credits } from './credits.ts'
import { channels } from './channels.ts'
import { pattern } from './customers.ts'
import { forecast } from './forecast.ts'
import { ledger, payments, reciprocity } from './payments.ts'

const tasks = section(
  {
    rate: quantity({
      unit: '1/s',
      default: '0/day',
      min: '0/day',
      doc: 'Tasks given to one agent per time, as a Poisson process.',
    }),
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
      doc: 'What the principal pays for a task that is done.',
    }),
    delay: number({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'What a task that waits costs the agent in each tick, paid to the principal.',
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
    capacity: quantity({
      unit: '1/s',
      default: '0/h',
      min: '0/h',
      doc: 'Compute of its own machine, credits per time: used before credits are.',
    }),
    credits: quantity({ unit: '1', default: 0, min: 0, doc: 'Credits at the start.' }),
    tasks,
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
  },
  'Agents: autonomous wallets.',
)
