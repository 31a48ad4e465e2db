/** Delegators: who lends tokens to operators' stakes for a part of the stakers' rewards. */
import { formula, integer, list, number, quantity, section, text } from '../parameter.ts'

/** What a choice formula may read, one value per operator. */
export const DELEGATION_VARIABLES = {
  commission: 'share of its delegators’ rewards that the operator keeps',
  yield: 'rewards of a delegated token per year, commission taken off, smoothed',
  best: 'highest such yield in the market',
  stake: 'operator’s own stake, micro-token',
  delegated: 'tokens delegated to it, micro-token',
  slashed: 'own stake slashed since the start over what it has had: slashed / (slashed + stake)',
  share: 'operator’s share of paid queries, smoothed',
  performance: 'performance score, 0 to 1',
  operators: 'number of operators that can be chosen',
  time: 'seconds since the start',
} as const

const delegatorGroup = section(
  {
    name: text({ doc: 'Name of the group.' }),
    count: integer({ default: 1, min: 0, max: 10_000_000, doc: 'Number of delegators.' }),
    wallet: quantity({
      unit: 'micro-token',
      default: '1000 token',
      min: '0 token',
      doc: 'Tokens at the start, those delegated included.',
    }),
    delegated: quantity({
      unit: '1',
      default: 1,
      min: 0,
      max: 1,
      doc: 'Share of its tokens that a delegator delegates, at the start and whenever it chooses.',
    }),
    every: number({
      unit: 's',
      default: '30 days',
      min: '1 s',
      doc: 'Time between a delegator’s occasions to choose.',
    }),
    chance: number({
      unit: '1',
      default: 0.1,
      min: 0,
      max: 1,
      doc: 'Probability that it uses an occasion to choose anew; otherwise it adds its rewards where it is.',
    }),
    choice: formula({
      variables: DELEGATION_VARIABLES,
      default: 'exp(20 * (yield - best))',
      doc: 'Weight of an operator; one is drawn in proportion. Negative or not finite is an error.',
    }),
  },
  'A group of delegators.',
)

export const delegators = list(delegatorGroup, { default: [], max: 100, doc: 'Delegators.' })
