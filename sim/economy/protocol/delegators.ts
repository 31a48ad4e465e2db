/** Delegators: a row each, what they own at the start, and the groups with their compiled choice. */
import { f64, table, u32 } from '../../engine/memory.ts'
import { block, fraction } from '../../engine/random.ts'
import { compile } from '../../scenario/formula.ts'
import type { Program } from '../../scenario/program.ts'
import { draw, type Quantity } from '../../scenario/quantity.ts'
import { DELEGATION_VARIABLES } from '../../scenario/schema/delegators.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { balanceOf, open } from '../ledger.ts'
import { type Drawn, drawnPurpose, PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { drawOperator, NONE, weighOperators } from './delegation.ts'

export const delegatorTables = ({ delegators }: Scenario) => ({
  delegators: table(
    delegators.reduce((total, { count }) => total + count, 0),
    {
      wallet: f64('micro-token', 'tokens at hand'),
      stake: f64('micro-token', 'tokens delegated'),
      freeing: f64('micro-token', 'tokens that wait to be free and can be slashed; never beside a stake'),
      freeAt: f64('s', 'when they are free'),
      operator: u32('1', 'row of the operator to whom stake or waiting tokens were given'),
      chosen: u32('1', 'row of the operator for whom its tokens are made free; NONE: to be chosen'),
      part: f64('1', 'share of its tokens that it delegates'),
      next: f64('s', 'next occasion to choose'),
    },
  ),
})

/** Rows of the table of delegators that are alike. */
export interface DelegatorGroup {
  readonly spec: Scenario['delegators'][number]
  readonly first: number
  readonly count: number
  readonly choice: Program
}

/** What follows from the scenario for delegators, and working space of their choices, by operator. */
export interface Delegation {
  readonly groups: readonly DelegatorGroup[]
  readonly weight: Float64Array
  readonly yield: Float64Array
  readonly slashed: Float64Array
}

export function delegationOf({ delegators }: Scenario, operators: number): Delegation {
  let first = 0
  const groups = delegators.map(spec => {
    const choice = compile(spec.choice, Object.keys(DELEGATION_VARIABLES))
    const group = { spec, first, count: spec.count, choice }
    first += spec.count
    return group
  })
  const rows = groups.length > 0 ? operators : 0
  return {
    groups,
    weight: new Float64Array(rows),
    yield: new Float64Array(rows),
    slashed: new Float64Array(rows),
  }
}

/**
 * Draws the delegators, lets each choose an operator, and opens their accounts with tokens of the outside market. Throws
 * when that has too few.
 */
export function populateDelegators(world: World): void {
  const { tables, key, delegation } = world
  const own = tables.delegators
  const words = new Int32Array(4)
  own.chosen.fill(NONE)
  let wallets = 0
  let stakes = 0
  for (const group of delegation.groups) {
    const { spec, first, count } = group
    const values = (name: Drawn, quantity: Quantity) =>
      draw(quantity, count, { key, purpose: drawnPurpose(name), first })
    own.part.set(values('delegated', spec.delegated), first)
    own.wallet.set(
      values('delegatorWallet', spec.wallet).map(tokens => Math.round(tokens)),
      first,
    )
    const total = weighOperators(world, group)
    for (let d = first; d < first + count; d++) {
      block(words, key, 1, d, 0, PURPOSE.delegate)
      own.next[d] = spec.every * fraction(words[0], words[1])
      const o = drawOperator(delegation.weight, total, fraction(words[2], words[3]))
      if (o >= 0) {
        const amount = Math.floor(own.part[d] * own.wallet[d])
        own.operator[d] = o
        own.stake[d] = amount
        own.wallet[d] -= amount
        tables.operators.delegated[o] += amount
        stakes += amount
      }
      wallets += own.wallet[d]
    }
  }
  const reserve = balanceOf(tables, 'exchange', 'token')
  if (wallets + stakes > reserve)
    throw new Error(
      `token.supply: expected at least the ${(wallets + stakes) / 1e6} token that delegators hold besides the other actors, got ${reserve / 1e6} token`,
    )
  open(tables, 'delegators', 'token', wallets)
  open(tables, 'delegations', 'token', stakes)
  open(tables, 'exchange', 'token', reserve - wallets - stakes)
}
