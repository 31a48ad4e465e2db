/** Agreements between agents: who serves whom, on which terms, how these are found, watched and enforced. */
import { choice, integer, list, number, optional, quantity, section, text, variants } from '../parameter.ts'

const group = (who: string) => text({ doc: `Name of the group of agents who ${who}.` })
const share = (fallback: number, doc: string) => number({ unit: '1', default: fallback, min: 0, max: 1, doc })
const tokens = (doc: string, fallback = '0 token') =>
  number({ unit: 'micro-token', default: fallback, min: '0 token', doc })
const worth = (doc: string, fallback = '0 token') =>
  quantity({ unit: 'micro-token', default: fallback, min: '0 token', doc })
const discount = quantity({
  unit: '1',
  default: 0.9,
  min: 0.000001,
  max: 0.999999,
  doc: 'What a deal in the next round of offers is worth in this one, with alternating offers.',
})
const outside = worth('What it has of a period without an agreement.')
const rounds = (who: string) =>
  quantity({ unit: '1', default: 20, min: 1, max: 100_000, doc: `Rounds of offers after which a ${who} walks away.` })

const quality = (doc: string, latency: string, accuracy: number) =>
  section(
    {
      latency: number({ unit: 's', default: latency, min: '0.000001 s', doc: 'Latency.' }),
      accuracy: number({
        unit: '1',
        default: accuracy,
        min: 0,
        max: 0.999999999,
        doc: 'Share of answers that are right.',
      }),
    },
    doc,
  )

const buyers = section(
  {
    group: group('buy'),
    value: worth('Value of a period in which all answers are right and come at once.', '1 token'),
    delay: quantity({
      unit: 'micro-token/s',
      default: '0 token/s',
      min: '0 token/s',
      doc: 'What a second of latency takes from the value of a period.',
    }),
    discount,
    outside,
    candidates: integer({
      default: 1,
      min: 1,
      max: 1000,
      doc: 'Sellers at whom a buyer without an agreement looks in a tick.',
    }),
    strikes: optional(
      integer({ min: 1, max: 255, doc: 'Penalties after which a buyer ends the agreement. Absent: none.' }),
    ),
  },
  'Buyers, each of whom seeks one agreement at a time.',
)

const sellers = section(
  {
    group: group('sell'),
    capacity: integer({ default: 1, min: 1, max: 1_000_000, doc: 'Agreements that a seller can keep at a time.' }),
    cost: worth('What a period of service without effort costs.'),
    speed: worth(
      'What effort for speed costs, for each time by which service is faster than without: twice as fast once, three times as fast twice.',
    ),
    nine: worth('What effort for accuracy costs, for each nine more than without: from 90 to 99 % once.'),
    fastest: quantity({ unit: 's', default: '0 s', min: '0 s', doc: 'Lowest latency that it can deliver.' }),
    failure: quantity({
      unit: '1',
      default: 0,
      min: 0,
      max: 1,
      doc: 'Probability that a period of effort ends as one without.',
    }),
    opportunists: share(1, 'Probability that a seller makes no effort where that pays; others always make it.'),
    foresight: number({
      unit: '1',
      default: 0,
      min: 0,
      max: 0.999999,
      doc: 'What an income of the next period is worth to an opportunist in this one, when it thinks of its reputation.',
    }),
    discount,
    outside,
  },
  'Sellers.',
)

const posted = {
  price: tokens('Price of a period.', '0.5 token'),
  level: integer({ default: 1, min: 1, max: 64, doc: 'Quality that is promised: number among the levels.' }),
}

const first = choice(['lot', 'buyer', 'seller'], { default: 'lot', doc: 'Who makes the first offer.' })
const offer = number({ unit: 's', default: '0 s', min: '0 s', doc: 'Time that an offer takes.' })

const negotiation = variants(
  'rule',
  {
    none: section(posted, 'A posted price, a promise, and nothing that enforces it.'),
    fixed: section(
      { ...posted, penalty: tokens('Penalty of a period in which the terms are broken.') },
      'Posted terms, to take or leave.',
    ),
    nash: section(
      {
        power: share(0.5, 'Bargaining power of the buyer: its share of what both gain over what they have outside.'),
      },
      'The Nash bargaining solution over the contract that is worth most to both.',
    ),
    alternating: section(
      {
        first,
        offer,
        deadline: optional(
          integer({ min: 1, max: 100_000, doc: 'Offers after which there is no deal. Absent: any number.' }),
        ),
      },
      'Offers in turn over the contract that is worth most to both, who know each other.',
    ),
    concession: section(
      {
        first,
        offer,
        opening: number({
          unit: '1',
          default: 0.5,
          min: 0.01,
          max: 1,
          doc: 'First bid over the highest price that the buyer would pay, and lowest price of the seller over its first.',
        }),
        buyerExponent: number({
          unit: '1',
          default: 1,
          min: 0.01,
          max: 100,
          doc: 'How a buyer concedes: late below 1 (boulware), early above (conceder).',
        }),
        sellerExponent: number({ unit: '1', default: 1, min: 0.01, max: 100, doc: 'How a seller concedes.' }),
        buyerPatience: rounds('buyer'),
        sellerPatience: rounds('seller'),
      },
      'Bids and asks in turn by those who do not know each other’s limits, and give way as their time runs out.',
    ),
  },
  { default: 'alternating', doc: 'How terms are found.' },
)

const reputation = variants(
  'rule',
  {
    none: section({}, 'Buyers trust every promise.'),
    beta: section(
      {
        fading: number({
          unit: '1',
          default: 0.98,
          min: 0,
          max: 1,
          doc: 'Share of what was counted before a tick that still counts after it.',
        }),
      },
      'Kept and broken periods are counted: (kept + 1) / (all + 2).',
    ),
    exponential: section(
      {
        smoothing: number({ unit: '1', default: 0.05, min: 0.000001, max: 1, doc: 'Weight of a tick.' }),
        start: share(0.5, 'Score of a seller of whom nothing is known.'),
      },
      'The share of periods kept, smoothed exponentially.',
    ),
  },
  { default: 'none', doc: 'What buyers know of sellers.' },
)

const market = section(
  {
    name: text({ doc: 'Name of the market.', pattern: /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/ }),
    buyers,
    sellers,
    effortless: quality('What is delivered without effort.', '1 s', 0.9),
    levels: list(quality('A quality that can be promised.', '1 s', 0.99), {
      default: [{}],
      min: 1,
      max: 64,
      doc: 'Qualities that can be promised: bounds of latency and accuracy.',
    }),
    penalties: list(tokens('Penalty of a period in which the terms are broken.'), {
      default: ['0 token'],
      min: 1,
      max: 64,
      doc: 'Penalties that can be agreed on, where terms are negotiated.',
    }),
    negotiation,
    duration: number({
      unit: 's',
      default: '1 day',
      min: '0.001 s',
      doc: 'How long an agreement lasts, in whole ticks; a tick is a period of it.',
    }),
    stake: tokens('What a seller locks for an agreement with a penalty; penalties and lost bonds are taken from it.'),
    monitoring: section(
      {
        detection: share(1, 'Probability that the buyer sees that a period was broken.'),
        falseAlarms: share(0, 'Probability that it sees one broken that was kept.'),
      },
      'How buyers watch.',
    ),
    disputes: section(
      {
        bond: tokens('Bond of a claim. The loser pays as much to the treasury for the judgement.'),
        jury: integer({ default: 1, min: 1, max: 1001, doc: 'Judges, who decide by majority; an odd number.' }),
        falsePositives: share(0, 'Probability that a judge takes kept terms for broken.'),
        falseNegatives: share(0, 'Probability that a judge takes broken terms for kept.'),
        time: number({ unit: 's', default: '0 s', min: '0 s', doc: 'Time to the verdict, in whole ticks.' }),
        treasury: share(0, 'Share of a penalty that goes to the treasury.'),
        burn: share(0, 'Share of a penalty that is burned.'),
      },
      'How claims are judged.',
    ),
    reputation,
  },
  'A market of agreements: buyers and sellers of one service.',
)

export const agreements = list(market, { default: [], max: 100, doc: 'Markets of agreements between agents.' })
