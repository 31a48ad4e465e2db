/** Terms: what customers agree to, by which a company differs from a market under a protocol. */
import { choice, number, optional, section, text, variants } from '../parameter.ts'

const refunds = variants(
  'rule',
  {
    automatic: section({}, 'What is due is returned as the query is settled.'),
    ticket: section(
      {
        probability: number({
          unit: '1',
          default: 0.3,
          min: 0,
          max: 1,
          doc: 'Share of what is due that is asked for and granted.',
        }),
        delay: number({ unit: 's', default: '14 days', min: '0 s', doc: 'Time from the miss to the payment.' }),
      },
      'Fees are charged in full; the operators pay a part of what is due back later, out of their wallets.',
    ),
  },
  { default: 'automatic', doc: 'How customers get back what is due to them when no accepted answer comes in time.' },
)

const plan = variants(
  'rule',
  {
    metered: section({}, 'Every query pays its fee.'),
    subscription: section(
      {
        included: number({
          unit: 'query/s',
          default: '1000 query/day',
          min: '0 query/day',
          doc: 'Queries per time that the plan is priced for: it costs so many times the posted price.',
        }),
        every: number({
          unit: 's',
          default: '30 days',
          min: '0 s',
          doc: 'Time between decisions to subscribe or to give notice; 0: every tick.',
        }),
        notice: number({
          unit: 's',
          default: '0 s',
          min: '0 s',
          doc: 'Time for which one who gives notice, or has left for the legacy provider, goes on paying.',
        }),
      },
      'A price per time in dollars and none per query, for customers to whom their queries are worth it.',
    ),
  },
  { default: 'metered', doc: 'What customers pay for.' },
)

const attention = section(
  {
    value: number({
      unit: 'micro-dollar/query',
      min: '0 USD/query',
      doc: 'What advertisers and buyers of data pay the winner for an answered query.',
    }),
    nuisance: number({
      unit: 'micro-token/query',
      default: '0 token/query',
      min: '0 token/query',
      doc: 'What it takes off the reservation prices of customers.',
    }),
  },
  'Customers’ attention and data are sold.',
)

const bans = section(
  {
    rate: number({ unit: '1/s', min: '0/year', doc: 'Rate at which a customer is barred.' }),
    lasts: number({ unit: 's', default: '1 year', min: '0 s', doc: 'How long it stays barred.' }),
    operators: text({
      default: '',
      doc: 'Operator or group of operators that bars customers, the same for all bans; empty: the first group.',
    }),
  },
  'Customers are barred now and then: the nodes of those who bar them do not serve them.',
)

export const terms = section(
  {
    access: choice(['protocol', 'provider'], {
      default: 'protocol',
      doc: 'protocol: nobody can be barred. provider: operators may bar customers.',
    }),
    refunds,
    plan,
    attention: optional(attention),
    bans: optional(bans),
  },
  'Terms: access, refunds, plan, and what else customers give.',
)
