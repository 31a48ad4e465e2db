/** Who comes, who goes, and in which phase of the network. */
import { choice, integer, list, number, section, text } from '../parameter.ts'
import { operatorGroup } from './operators.ts'

export const entry = section(
  {
    candidates: list(operatorGroup, {
      default: [],
      doc: 'Groups of operators who wait outside; none: nobody can enter.',
    }),
    every: number({ unit: 's', default: '1 day', min: '1 us', doc: 'Time between occasions to enter or exit.' }),
    limit: integer({ default: 1, min: 1, max: 100_000, doc: 'Most entries at one occasion.' }),
    expectation: choice(['price-taking', 'equilibrium'], {
      default: 'price-taking',
      doc: 'How a candidate foresees its profit after its own entry: price-taking: its share of today’s revenue by selection weight. equilibrium: the logit-Bertrand prices and shares with itself in the market.',
    }),
    cost: number({ unit: 'micro-dollar', default: '0 USD', min: '0 USD', doc: 'Sunk cost of entry.' }),
    horizon: number({
      unit: 's',
      default: '365 days',
      min: '1 s',
      doc: 'Time over which the sunk cost must be earned back.',
    }),
  },
  'Entry: the candidate with the best expected profit after its entry comes first, as long as it is not negative.',
)

export const exit = section(
  {
    patience: number({
      unit: 's',
      default: '30 days',
      min: '0 s',
      doc: 'Time of uninterrupted losses after which an operator leaves.',
    }),
    limit: integer({
      default: 1,
      min: 1,
      max: 100_000,
      doc: 'Most exits for losses at one occasion, the worst first.',
    }),
  },
  'Exit: after sustained losses, or at once when it cannot pay its costs.',
)

const phase = section(
  {
    name: text({ doc: 'Name of the phase.' }),
    from: number({ unit: 's', min: '0 s', doc: 'Its start.' }),
    admission: choice(['whitelist', 'staked', 'permissionless'], {
      doc: 'whitelist: nobody enters. staked: a candidate must have the minimum stake. permissionless: anybody enters.',
    }),
    limit: integer({ default: 100_000, min: 0, max: 100_000, doc: 'Most operators in the market.' }),
  },
  'A phase of the network.',
)

export const phases = list(phase, {
  default: [],
  max: 32,
  doc: 'Phases in the order of time; none: permissionless from the start.',
})
