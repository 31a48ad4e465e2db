/** Proposals, what has become of votes so far, and public quality. */
import { f64, table, u8, u32 } from '../../../engine/memory.ts'
import { readParameter, unitAt } from '../../../scenario/changeable.ts'
import { compile } from '../../../scenario/formula.ts'
import type { Program } from '../../../scenario/program.ts'
import { GOVERNANCE_VARIABLES } from '../../../scenario/schema/governance.ts'
import { type Scenario, scenario as schema } from '../../../scenario/schema.ts'
import type { Unit } from '../../../scenario/units.ts'

/** Where a proposal stands. */
export const STAGE = { waiting: 0, voting: 1, passed: 2 } as const

export const governanceTables = ({ governance }: Scenario) => ({
  proposals: table(governance.proposals.length, {
    stage: u8('1', '0 waiting to be put to the vote, 1 voted on, 2 passed and not yet in effect'),
    due: f64('s', 'time of its next step; infinite: none'),
    round: u32('1', 'how often it has been put to the vote'),
    conviction: f64('micro-token', 'conviction that it has gathered'),
  }),
  ballots: table(1, {
    passed: u32('1', 'votes passed since the start'),
    counted: u32('1', 'votes counted since the start'),
    turnout: f64('1', 'share of all stake that took part in the last vote'),
  }),
  publicQuality: table(1, { stock: f64('1', 'public quality, built by grants') }),
})

/** A parameter that a proposal sets: its row among the rulings, and its new value in its base unit. */
export interface Change {
  readonly row: number
  readonly value: number
  readonly unit: Unit
}

/** What follows from the scenario for votes, and working space for one, by operator. */
export interface Governance {
  /** By proposal. */
  readonly support: readonly Program[]
  readonly changes: readonly (readonly Change[])[]
  readonly luck: Float64Array
  readonly power: Float64Array
  readonly opinion: Float64Array
}

export function governanceOf(scenario: Scenario, operators: number): Governance {
  const { proposals, votable } = scenario.governance
  const rows = proposals.length > 0 ? operators : 0
  return {
    support: proposals.map(({ support }) => compile(support, Object.keys(GOVERNANCE_VARIABLES))),
    changes: proposals.map(proposal =>
      proposal.kind === 'grant'
        ? []
        : proposal.set.map(({ parameter, value }) => ({
            row: votable.indexOf(parameter),
            value: readParameter(schema, scenario, parameter, value),
            unit: unitAt(schema, scenario, parameter),
          })),
    ),
    luck: new Float64Array(rows),
    power: new Float64Array(rows),
    opinion: new Float64Array(rows),
  }
}
