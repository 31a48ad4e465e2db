/** Chains: where pools, customers and bots are, the coins of chains, and the bridges that tokens cross between them. */
import type { z } from 'zod'
import { choice, list, number, optional, section, series, text, variants } from '../parameter.ts'

const coin = <M extends Readonly<Record<string, z.ZodType>>>(movements: M) =>
  section(
    {
      name: text({
        doc: 'Name of the coin, as the record calls it.',
        pattern: /^(?!(token|dollar|USD)$)[A-Za-z][A-Za-z0-9]{0,15}$/,
      }),
      price: number({
        unit: 'USD/coin',
        min: '0.000001 USD/coin',
        max: '1000000 USD/coin',
        doc: 'Dollars that the outside market pays or asks for one coin, any number of them; where it moves, at the start.',
      }),
      reference: variants(
        'law',
        {
          fixed: section({}, 'It stays as it is.'),
          ...movements,
          trace: section(
            { price: series({ unit: 'USD/coin', doc: 'Recorded prices; between two rows the earlier one holds.' }) },
            'It moves as prices recorded in a CSV file did, from what it is at the start.',
          ),
        },
        { default: 'fixed', doc: 'How the price of the coin moves, as a multiple of what it is at the start.' },
      ),
    },
    'A coin of the chain’s own.',
  )

/** The chains of a scenario; prices of coins move in one of the ways of `movements`. */
export const chainsOf = <M extends Readonly<Record<string, z.ZodType>>>(movements: M) =>
  list(
    section(
      {
        name: text({ doc: 'Name of the chain.', pattern: /^[a-z0-9][a-z0-9-]{0,63}$/ }),
        coin: optional(coin(movements)),
      },
      'A chain. The token is on every one.',
    ),
    { default: [], max: 16, doc: 'Chains; the first is home, where fees are paid. None: there is no other than home.' },
  )

export const bridges = list(
  section(
    {
      name: text({
        default: '',
        doc: 'Name of the bridge; empty: those of its chains with a dash between.',
        pattern: /^([a-z0-9][a-z0-9-]{0,127})?$/,
      }),
      from: text({ doc: 'Name of the chain where tokens go in.' }),
      to: text({ doc: 'Name of the chain where they come out.' }),
      delay: number({
        unit: 's',
        default: '15 min',
        min: '0 s',
        max: '365 days',
        doc: 'Time that tokens are under way. They leave as a tick ends.',
      }),
      fee: number({ unit: '1', default: 0, min: 0, max: 0.999, doc: 'Share of the tokens that is kept.' }),
      fixed: number({
        unit: 'micro-token',
        default: '0 token',
        min: '0 token',
        max: '1e6 token',
        doc: 'Tokens that are kept of each transfer besides. A transfer that its fees would use up waits.',
      }),
      capacity: optional(
        number({
          unit: 'micro-token/s',
          min: '0.001 token/day',
          doc: 'Tokens that it takes per time, its fee among them; what is not used in a tick is lost. Absent: any number.',
        }),
      ),
      receiver: choice(['relayers', 'treasury'], { default: 'relayers', doc: 'Who gets its fees.' }),
    },
    'A bridge, one way.',
  ),
  { default: [], max: 64, doc: 'Bridges between chains.' },
)

/** Where a pool is, and what it holds besides tokens. */
export const place = {
  chain: text({ default: '', doc: 'Name of its chain; empty: home.' }),
  quote: choice(['dollars', 'coin'], {
    default: 'dollars',
    doc: 'What it holds besides tokens: dollars, or the coin of its chain.',
  }),
  coins: optional(
    number({
      unit: 'micro-coin',
      min: '0.001 coin',
      max: '8e9 coin',
      doc: 'Coins in it at the start, if these are its quote. Absent: as many as its tokens are worth outside.',
    }),
  ),
}

/** What bots have on other chains than home. */
export const abroad = {
  abroad: list(
    section(
      {
        chain: text({ doc: 'Name of a chain other than home.' }),
        tokens: number({
          unit: 'micro-token',
          min: '0 token',
          max: '8e9 token',
          doc: 'Tokens that each has there at the start, and wants to have.',
        }),
      },
      'Tokens on a chain.',
    ),
    { default: [], max: 16, doc: 'Tokens on other chains. Bots trade only where they have some.' },
  ),
  rebalance: number({
    unit: '1',
    default: 0.25,
    min: 0,
    max: 1,
    doc: 'Share of the tokens that it wants to have on a chain by which it may be off before it sends some over a bridge.',
  }),
}
