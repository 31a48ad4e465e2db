/**
 * Voting: every operator in the market votes with the stake behind it, its delegators' included. Who is in jail does not
 * vote and does not count.
 */

import { uniform } from '../../../engine/random.ts'
import { diagnose } from '../../../scenario/formula.ts'
import type { GOVERNANCE_VARIABLES } from '../../../scenario/schema/governance.ts'
import { MICRO } from '../../accounts.ts'
import { balanceOf } from '../../ledger.ts'
import { STATE } from '../../operators/tables.ts'
import { PURPOSE } from '../../purposes.ts'
import { nameOf, type World } from '../../world.ts'
import { atLarge, stakeBehind } from '../delegation.ts'

/** Votes: weights for and against, a millionth of tokens or of their square roots; stake that took part and that there is, micro-token. */
export interface Tally {
  readonly yes: number
  readonly no: number
  readonly voted: number
  readonly all: number
}

/**
 * Counts the votes on proposal `p` as the voters think now. Quadratic votes weigh sqrt(stake), all others the stake
 * [Lalley and Weyl 2018]. Throws when somebody's support is not finite, naming the operator.
 */
export function count(world: World, p: number): Tally {
  const { tables, scenario, governance, key } = world
  const { turnout, rule } = scenario.governance
  const round = tables.proposals.round[p]
  const { opinion } = governance
  ask(world, p)
  let yes = 0
  let no = 0
  let voted = 0
  let all = 0
  for (let o = 0; o < opinion.length; o++) {
    if (!atLarge(tables, o)) continue
    const stake = stakeBehind(tables, o)
    all += stake
    if (turnout < 1 && uniform(key, PURPOSE.turnout, round, o, p) >= turnout) continue
    voted += stake
    const weight = rule.rule === 'quadratic' ? Math.sqrt(stake / MICRO) * MICRO : stake
    if (opinion[o] > 0.5) yes += weight
    else no += weight
  }
  return { yes, no, voted, all }
}

/** Asks the voters: the support of each for proposal `p`. */
function ask(world: World, p: number): void {
  const { tables, governance, key } = world
  const { stake, delegated, share, profit, posted, performance, utilisation, state } = tables.operators
  const { luck, power, opinion } = governance
  const program = governance.support[p]
  let operators = 0
  let all = 0
  for (let o = 0; o < opinion.length; o++) {
    if (state[o] === STATE.active) operators++
    if (atLarge(tables, o)) all += stakeBehind(tables, o)
  }
  for (let o = 0; o < opinion.length; o++) power[o] = all > 0 && atLarge(tables, o) ? stakeBehind(tables, o) / all : 0
  if (program.names.includes('luck')) {
    const round = tables.proposals.round[p]
    for (let o = 0; o < luck.length; o++) luck[o] = uniform(key, PURPOSE.vote, round, o, p)
  }
  const values: Record<keyof typeof GOVERNANCE_VARIABLES, Float64Array | number> = {
    stake,
    delegated,
    power,
    share,
    profit,
    price: posted,
    performance,
    utilisation,
    operators,
    treasury: balanceOf(tables, 'treasury', 'token'),
    tokenPrice: tables.token.price[0],
    luck,
    time: world.calendar.now,
  }
  program.run(values, opinion.length, opinion)
  for (let o = 0; o < opinion.length; o++) {
    if (Number.isFinite(opinion[o]) || !atLarge(tables, o)) continue
    throw new Error(
      `governance.proposals[${p}].support: expected a finite number for operator ${nameOf(world, o)}, got ${diagnose(program, values, o) ?? opinion[o]}`,
    )
  }
}
