/** How operators set their prices: the rules and what every rule shares. */
import { formula, integer, number, section, variants } from '../parameter.ts'

/** What a pricing formula may read, one value per operator; prices and costs in micro-token per query. */
export const PRICING_VARIABLES = {
  price: 'own price now, micro-token/query',
  initial: 'own price at entry, micro-token/query',
  cost: 'own marginal cost of one paid query (work of lost races included) over what it yields per unit of price, micro-token/query',
  unitCost:
    'own full cost of one paid query (fixed cost included) over what it yields per unit of price, micro-token/query',
  paid: 'own paid queries per second, smoothed',
  utilisation: 'share of own capacity in use, smoothed',
  demand: 'demand over supply of the whole market: work over capacity, smoothed',
  share: 'own share of paid queries, smoothed',
  cheapest: 'lowest price of the other operators, micro-token/query',
  mean: 'mean price of the operators, micro-token/query',
  performance: 'own performance score, 0 to 1',
  stake: 'own stake, micro-token',
  operators: 'number of operators in the market',
  parity: 'price of the token at the start over its price now',
  time: 'seconds since the start',
} as const

const scale = number({
  unit: 'micro-token/query',
  default: '0.00025 token/query',
  min: '0.000001 token/query',
  doc: 'Perceived logit scale mu: how much dearer an operator must be to lose a factor e of its customers.',
})

export const pricing = variants(
  'rule',
  {
    fixed: section({}, 'The price never moves.'),
    pegged: section({}, 'The price never moves in dollars: in tokens it follows the price of the token.'),
    'cost-plus': section(
      {
        markup: number({ unit: '1', default: 0.2, min: -1, max: 100, doc: 'Markup on the full cost of a paid query.' }),
      },
      'Full cost of a paid query plus a markup.',
    ),
    tatonnement: section(
      {
        target: number({
          unit: '1',
          default: 0.7,
          min: 0,
          max: 1,
          doc: 'Utilisation at which the price stands still.',
        }),
        speed: number({
          unit: '1',
          default: 0.1,
          min: 0,
          max: 10,
          doc: 'Log price change per unit of excess utilisation at each repricing.',
        }),
      },
      'The price rises while utilisation is above target and falls while it is below.',
    ),
    gradient: section(
      {
        scale,
        step: number({
          unit: '1',
          default: 0.1,
          min: 0,
          max: 10,
          doc: 'Price change over the logit scale, per unit of relative profit slope.',
        }),
      },
      'A step up the slope of own profit on perceived logit demand.',
    ),
    'best-response': section(
      { scale },
      'The profit-maximising price against the others’ posted prices on perceived logit demand.',
    ),
    undercut: section(
      {
        step: number({
          unit: '1',
          default: 0.01,
          min: 0,
          max: 0.5,
          doc: 'Share by which the cheapest other operator is undercut.',
        }),
        ceiling: number({
          unit: 'micro-token/query',
          default: '0.002 token/query',
          min: '0 token/query',
          doc: 'Price to return to when undercutting would sell below marginal cost (Edgeworth).',
        }),
      },
      'Undercut the cheapest rival; return to the ceiling when that would lose money.',
    ),
    surge: section(
      {
        low: number({ unit: '1', default: 0.6, min: 0, max: 1, doc: 'Least multiple of the initial price.' }),
        high: number({ unit: '1', default: 1.5, min: 1, max: 100, doc: 'Greatest multiple of the initial price.' }),
      },
      'Initial price times demand over supply, clamped.',
    ),
    monopoly: section(
      {
        period: number({
          unit: 's',
          default: '1 day',
          min: '1 us',
          doc: 'Time for which each price is tried, in place of repricing.every; whole days where demand has a daily pattern.',
        }),
        spread: number({
          unit: '1',
          default: 0.05,
          min: 0.001,
          max: 0.5,
          doc: 'How far the prices tried are below and above the base price, as a share of it.',
        }),
        memory: number({
          unit: '1',
          default: 32,
          min: 2,
          max: 1_000_000,
          doc: 'Experiments of four periods after which an older one counts 1/e.',
        }),
      },
      'The most profitable price, found from own sales alone by trying prices around a base price.',
    ),
    'q-learning': section(
      {
        prices: integer({ default: 15, min: 2, max: 100, doc: 'Prices to choose from, evenly spaced.' }),
        low: number({
          unit: 'micro-token/query',
          default: '0.0005 token/query',
          min: '0 token/query',
          doc: 'Lowest of them.',
        }),
        high: number({
          unit: 'micro-token/query',
          default: '0.002 token/query',
          min: '0 token/query',
          doc: 'Highest of them.',
        }),
        rate: number({
          unit: '1',
          default: 0.15,
          min: 0,
          max: 1,
          doc: 'Learning rate alpha: weight of what a period earned in the value of its price.',
        }),
        beta: number({
          unit: '1',
          default: 4e-6,
          min: 0,
          max: 1,
          doc: 'Exploration: after t prices the next is any of them with probability e^(-beta t).',
        }),
        discount: number({
          unit: '1',
          default: 0.95,
          min: 0,
          max: 0.9999,
          doc: 'Weight of the profit of the next period relative to that of this one.',
        }),
      },
      'Learning by doing what each price earns, given the own last price and the cheapest rival’s (Calvano et al. 2020).',
    ),
    formula: section(
      { formula: formula({ variables: PRICING_VARIABLES, doc: 'New price, micro-token per query.' }) },
      'A formula of your own.',
    ),
  },
  { default: 'fixed', doc: 'Rule by which an operator moves its posted price.' },
)

export const repricing = section(
  {
    every: number({
      unit: 's',
      default: '0 s',
      min: '0 s',
      doc: 'Time between an operator’s repricings; 0: every tick.',
    }),
    chance: number({
      unit: '1',
      default: 1,
      min: 0,
      max: 1,
      doc: 'Probability that an operator uses an occasion to reprice.',
    }),
    inertia: number({ unit: '1', default: 0, min: 0, max: 1, doc: 'Weight of the old price in the new one.' }),
    floor: number({
      unit: 'micro-token/query',
      default: '0.000001 token/query',
      min: '0 token/query',
      doc: 'Lowest price.',
    }),
    ceiling: number({
      unit: 'micro-token/query',
      default: '1000000 token/query',
      min: '0 token/query',
      doc: 'Highest price.',
    }),
  },
  'When operators reprice, and between which bounds.',
)
