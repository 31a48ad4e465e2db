/** Payment channels: who locks deposits with whom, what the ledger asks for it, what becomes of channels that run out. */
import { choice, flag, integer, list, number, optional, quantity, section, text, variants } from '../parameter.ts'

const group = (doc: string) => text({ doc })

const deposit = (doc: string) => quantity({ unit: 'micro-token', default: '10 token', min: '0 token', doc })

const link = section(
  {
    from: text({ doc: 'Agent at the first end: its group, or its group and number, "group-3".' }),
    to: text({ doc: 'Agent at the other end.' }),
    deposit: optional(
      number({ unit: 'micro-token', min: '0 token', doc: 'Deposit of the first end in this channel.' }),
    ),
    otherDeposit: optional(
      number({ unit: 'micro-token', min: '0 token', doc: 'Deposit of the other end in this channel.' }),
    ),
  },
  'A channel.',
)

const graph = variants(
  'shape',
  {
    none: section({}, 'No channels.'),
    hub: section(
      {
        hubs: group('Group of the hubs, each of which has a channel with every other.'),
        spokes: list(group('Group of agents.'), {
          min: 1,
          max: 100,
          doc: 'Groups whose agents have a channel with one hub each, in turn.',
        }),
        trunk: number({
          unit: 'micro-token',
          default: '100 token',
          min: '0 token',
          doc: 'Deposit of each end of a channel between hubs.',
        }),
      },
      'Hubs and spokes: from agent to agent over one hub or two.',
    ),
    peers: section(
      {
        groups: list(group('Group of agents.'), { min: 1, max: 100, doc: 'Groups of the agents.' }),
        degree: number({ unit: '1', default: 6, min: 0, max: 1000, doc: 'Channels of an agent, on average.' }),
        rewiring: number({
          unit: '1',
          default: 1,
          min: 0,
          max: 1,
          doc: 'Probability with which a channel is not that of a ring, where agents have channels with their next neighbours, but joins two agents at random. 1: a random graph; small: a small world.',
        }),
      },
      'A random graph or a small world.',
    ),
    pairs: section(
      {
        from: group('Group of the first ends.'),
        to: group(
          'Group of the other ends, of as many agents: the first with the first, and so on. The same group: its first with its second, its third with its fourth.',
        ),
      },
      'Channels of two.',
    ),
    list: section({ links: list(link, { min: 1, max: 100_000, doc: 'Channels.' }) }, 'Channels one by one.'),
  },
  { default: 'none', doc: 'Who has channels with whom.' },
)

const closing = section(
  {
    rate: number({
      unit: '1/s',
      default: '0/day',
      min: '0/day',
      doc: 'Closings of one open channel by one of its ends alone per time, as a Poisson process; either end is as likely.',
    }),
    window: number({
      unit: 's',
      default: '1 day',
      min: '0 s',
      doc: 'Time in which the other end may dispute the state that was published.',
    }),
    cheating: variants(
      'rule',
      {
        never: section({}, 'The latest state is published.'),
        chance: section(
          { probability: number({ unit: '1', default: 0.1, min: 0, max: 1, doc: 'Probability of cheating.' }) },
          'With a probability the state is published that was best for the end that closes.',
        ),
        gain: section({}, 'That state is published where it is expected to bring more than the latest.'),
      },
      { default: 'never', doc: 'Which state an end that closes alone publishes.' },
    ),
    watching: number({
      unit: '1',
      default: 1,
      min: 0,
      max: 1,
      doc: 'Probability with which the other end notices a state that is not the latest; it then takes all that the cheater has in the channel.',
    }),
  },
  'Closing by one end alone.',
)

const routing = section(
  {
    base: quantity({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'What an agent asks for passing a payment on.',
    }),
    share: quantity({ unit: '1', default: 0, min: 0, max: 1, doc: 'Share of the payment that it asks besides.' }),
    hops: integer({ default: 8, min: 1, max: 20, doc: 'Most channels that a payment may take.' }),
  },
  'Payments over several channels.',
)

export const channels = section(
  {
    graph,
    deposit: deposit('What the first end of a channel locks when it opens: spokes, in pairs those of `from`.'),
    otherDeposit: deposit('What the other end locks.'),
    reserve: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 0.5,
      doc: 'Share of what a channel holds that each end keeps in it: the last of it cannot be paid away.',
    }),
    fee: number({
      unit: 'micro-token',
      default: '0 token',
      min: '0 token',
      doc: 'Fee of a transaction on the ledger: opening a channel, paid by its first end; closing it, taken from what is paid out; topping up.',
    }),
    burned: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 1,
      doc: 'Share of that fee that is burned; the treasury gets the rest.',
    }),
    delay: number({
      unit: 's',
      default: '0 s',
      min: '0 s',
      doc: 'Time until an opening or a topping up is on the ledger. Channels of the start are open from the start.',
    }),
    exhausted: choice(['fail', 'reopen', 'rebalance', 'top-up'], {
      default: 'fail',
      doc: 'What is done where a side has too little left to pay: nothing; the channel is closed, settled and opened anew with the first deposits; the end pays itself in a circle over other channels; it adds what it lacks of its first deposit from its wallet.',
    }),
    mark: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 1,
      doc: 'Share of its first deposit below which an end tops its side up to it, whenever its wallet can pay.',
    }),
    lifetime: optional(
      number({ unit: 's', min: '1 s', doc: 'Time after which a channel is closed by agreement. Absent: never.' }),
    ),
    renewed: flag({
      default: false,
      doc: 'Whether a channel whose time is up goes on for as long again, for one fee, instead.',
    }),
    reopening: optional(
      number({
        unit: 's',
        min: '0 s',
        doc: 'Time after which a channel that was closed, for whatever reason, is opened anew. Absent: never.',
      }),
    ),
    closing,
    routing,
    capital: number({
      unit: '1/s',
      default: '5 %/year',
      min: '0 %/year',
      doc: 'What locked capital would have earned elsewhere: counted as a cost of payments.',
    }),
  },
  'Payment channels between agents.',
)
