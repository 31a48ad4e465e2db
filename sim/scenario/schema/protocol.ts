/** Stakes and what is taken from them. */
import { choice, list, number, section } from '../parameter.ts'

export const staking = section(
  {
    minimum: number({
      unit: 'micro-token',
      default: '10000 token',
      min: '0 token',
      doc: 'Least stake of an operator; one that falls below and cannot restore it is not selected.',
    }),
    cooldown: number({ unit: 's', default: '7 days', min: '0 s', doc: 'Time from leaving until the stake is free.' }),
    unbonding: number({
      unit: 's',
      default: '7 days',
      min: '0 s',
      doc: 'Time that a delegator’s tokens wait, without reward but open to slashing, when it leaves an operator.',
    }),
  },
  'Staking.',
)

export const slashing = section(
  {
    wrong: number({ unit: '1', default: 0.02, min: 0, max: 1, doc: 'Share of the stake taken for wrong answers.' }),
    tolerance: number({
      unit: '1',
      default: 0.05,
      min: 0,
      max: 1,
      doc: 'Share of a node’s answers in a tick that may be wrong; more is one incident.',
    }),
    least: number({
      unit: '1',
      default: 3,
      min: 1,
      doc: 'Wrong answers in a tick below which there is no incident; where queries are sampled, simulated ones.',
    }),
    downtime: number({
      unit: '1',
      default: 0.005,
      min: 0,
      max: 1,
      doc: 'Share of the stake taken for a node that is down too long.',
    }),
    violation: number({
      unit: '1',
      default: 0.05,
      min: 0,
      max: 1,
      doc: 'Share of the stake taken for a violation of consensus.',
    }),
    malice: number({
      unit: '1',
      default: 0.1,
      min: 0,
      max: 1,
      doc: 'Share of the stake taken for malice, after which the operator is out for good.',
    }),
    grace: number({ unit: 's', default: '1 h', min: '0 s', doc: 'Down time of a node that is not punished.' }),
    limit: number({ unit: '1', default: 0.1, min: 0, max: 1, doc: 'Most that one incident takes.' }),
    to: choice(['burn', 'treasury'], { default: 'burn', doc: 'Where slashed stake goes.' }),
    jail: number({
      unit: 's',
      default: '0 s',
      min: '0 s',
      doc: 'Time after an offence in which an operator is not selected and earns no stakers’ reward; 0: no jail.',
    }),
    jailFor: list(choice(['wrong', 'downtime', 'violation'], { doc: 'An offence.' }), {
      default: ['wrong', 'downtime', 'violation'],
      doc: 'Offences that lead to jail.',
    }),
  },
  'Slashing.',
)
