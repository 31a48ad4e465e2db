/** Attacks: what a group of operators does to the others, and the parameter that is meant to make it a loss. */
import { integer, list, number, optional, section, text, variants } from '../parameter.ts'

const at = number({ unit: 's', default: '0 s', min: '0 s', doc: 'When it begins: in the first tick that starts then.' })
const lasts = number({ unit: 's', default: '36500 days', min: '0 s', doc: 'How long it lasts.' })
const operators = text({ doc: 'Group of operators who attack.' })
const deterrent = optional(
  section(
    {
      parameter: text({ doc: 'Path of a parameter of the scenario, such as slashing.wrong.' }),
      values: list(text({ doc: 'Value, as --set takes it.' }), { min: 1, max: 100, doc: 'Values to try.' }),
    },
    'What `catallaxy attack` varies to find where the attack stops to pay.',
  ),
)

const attack = variants(
  'kind',
  {
    sybil: section(
      {
        operators,
        identities: integer({ default: 5, min: 1, max: 1000, doc: 'Operators as which each of them appears.' }),
        cost: number({
          unit: 'micro-dollar/s',
          default: '0 USD/month',
          min: '0 USD/month',
          doc: 'Cost of an identity per time.',
        }),
        deterrent,
      },
      'Each operator of the group appears as several, from the start on: they share its stake, money, nodes and costs.',
    ),
    collusion: section(
      {
        at,
        lasts,
        operators,
        lies: number({
          unit: '1',
          default: 1,
          min: 0,
          max: 1,
          doc: 'Probability that an answer is made up, and so wrong.',
        }),
        effort: number({
          unit: '1',
          default: 0,
          min: 0,
          max: 1,
          doc: 'Cost of an answer that is made up, as a share of an honest one.',
        }),
        worth: number({
          unit: 'micro-dollar/query',
          default: '0 USD/query',
          min: '0 USD/query',
          doc: 'What a made-up answer that nobody catches is worth to them outside.',
        }),
        deterrent,
      },
      'The group’s nodes make answers up and vouch for each other: where all verifiers of an answer are of the group, it passes.',
    ),
    wash: section(
      {
        at,
        lasts,
        operators,
        customers: text({ doc: 'Group of customers who are the attackers themselves; it needs a budget.' }),
        rate: number({ unit: '1/s', min: '0/day', doc: 'Queries that the group asks per time, beside its own rate.' }),
        deterrent,
      },
      'The attackers ask queries of their own, pay the fees and get a part of them back as operators.',
    ),
    whale: section(
      {
        at,
        operators,
        stake: number({
          unit: 'micro-token',
          min: '0 token',
          doc: 'Tokens that each of them buys outside and stakes at once.',
        }),
        deterrent,
      },
      'Operators buy stake, to be selected more often and to be heard in votes.',
    ),
    undercut: section(
      {
        at,
        lasts,
        operators,
        low: number({
          unit: '1',
          default: 0.3,
          min: 0,
          max: 1,
          doc: 'Posted price while rivals are left, as a multiple of the mean price when the attack began.',
        }),
        high: number({
          unit: '1',
          default: 2,
          min: 0,
          max: 1000,
          doc: 'Posted price when they have gone, as a multiple of the same.',
        }),
        until: integer({ default: 0, min: 0, max: 100_000, doc: 'Rivals at which the price is raised.' }),
        deterrent,
      },
      'Predation: a price below cost as long as there are rivals, a high one once they have left.',
    ),
    'ban-wave': section(
      {
        at,
        lasts,
        operators,
        share: number({ unit: '1', min: 0, max: 1, doc: 'Share of the customers that is barred.' }),
        customers: text({ default: '', doc: 'Group of customers; empty: all.' }),
        deterrent,
      },
      'The group bars customers: its nodes do not serve them. As of all bans, `terms.access` is "provider" then.',
    ),
  },
  { doc: 'An attack.' },
)

export const attacks = list(attack, { default: [], max: 16, doc: 'Attacks.' })
