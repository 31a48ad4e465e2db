/**
 * Self-taxation: what the protocol takes of what operators won, before it is split. Tolls are on top of posted prices and
 * known for every node and class; of the rest the burn rule takes a share, a formula over columns of the operators. Whatever
 * is taken is rounded node by node, so what a node is left with is whole and never negative.
 */
import { f64, table, u8 } from '../../engine/memory.ts'
import { compile, diagnose } from '../../scenario/formula.ts'
import type { Program } from '../../scenario/program.ts'
import { BURN_VARIABLES } from '../../scenario/schema/taxation.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { money, transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { SIZE } from '../queries/tally-tables.ts'
import { nameOf, type World } from '../world.ts'
import { sellTaxes } from './buy-back.ts'

type Variable = keyof typeof BURN_VARIABLES

export const taxTables = ({ protocol, classes }: Scenario, operators: number, nodes: number) => {
  const taxing = protocol.burn.rule !== 'none'
  const metered = protocol.burn.rule === 'base-fee'
  return {
    baseFee: table(1, {
      fee: f64('micro-token', 'base fee of a unit of gas'),
      used: f64('1', 'gas used in the tick'),
      begun: u8('1', '1 once there is a base fee'),
    }),
    minting: table(1, { carried: f64('micro-token', 'minted by formula but less than a micro-token') }),
    classTolls: table(
      metered ? classes.length : 0,
      { amount: f64('micro-token/query', 'toll of a query of size 1') },
      {
        scratch: true,
      },
    ),
    taxes: table(
      taxing ? operators : 0,
      { share: f64('1', 'share of its fees that the protocol takes') },
      {
        scratch: true,
      },
    ),
    nodeTaxes: table(
      taxing ? nodes : 0,
      { kept: f64('micro-token', 'fees of the races won, taxes taken off') },
      {
        scratch: true,
      },
    ),
  }
}

/** What follows from the scenario for taxes. */
export interface Taxation {
  readonly taxing: boolean
  /** Whether gas is counted. */
  readonly metered: boolean
  readonly program: Program | undefined
  readonly inputs: Record<string, Float64Array | number>
}

/** The formula of the share that a burn rule takes; undefined where it takes none. */
function burnFormula({ burn }: Scenario['protocol']): string | undefined {
  if (burn.rule === 'none' || burn.rule === 'base-fee') return undefined
  return burn.rule === 'formula' ? burn.formula : `${burn.share}`
}

export function taxationOf({ protocol }: Scenario): Taxation {
  const source = burnFormula(protocol)
  return {
    taxing: protocol.burn.rule !== 'none',
    metered: protocol.burn.rule === 'base-fee',
    program: source === undefined ? undefined : compile(source, Object.keys(BURN_VARIABLES)),
    inputs: {},
  }
}

/** Share of fees that is known to be taken whatever happens: what an operator expects before it has sold any. */
export const plannedShare = ({ burn }: Scenario['protocol']) => ('share' in burn ? burn.share : 0)

/** Takes tolls and the burn rule's share of what the nodes of operators `from` to before `to` won. */
export function tax(world: World, from: number, to: number): void {
  const { tables, classes, taxation } = world
  const { firstNode, mostNodes } = tables.operators
  const { share } = tables.taxes
  const { kept } = tables.nodeTaxes
  const { tally } = tables
  const { paid } = world.totals.nodeTally
  shares(world, from, to)
  for (let o = from; o < to; o++)
    for (let i = firstNode[o]; i < firstNode[o] + mostNodes[o]; i++) {
      let tolls = 0
      if (taxation.metered) for (let cls = 0; cls < classes; cls++) tolls += tollsOf(world, i, cls)
      const taken = Math.floor((paid[i] - tolls) * share[o])
      kept[i] = paid[i] - tolls - taken
      tally.taxes[0] += tolls + taken
      tally.kept[0] += kept[i]
    }
}

/** Tolls in what node `i` won in queries of class `cls`: their part of the offer’s fee, of what refunds left. */
function tollsOf({ tables, totals, classes }: World, i: number, cls: number): number {
  const row = i * classes + cls
  const fee = tables.offers.fee[row]
  const { sale } = totals.sales
  const net = sale[4 * row + 2] + sale[4 * row + 3]
  return fee === 0 ? 0 : Math.min(net, Math.round((net * tables.classTolls.amount[cls]) / fee))
}

/** Share of each of operators `from` to before `to`; 0 where the rule takes none. */
function shares(world: World, from: number, to: number): void {
  const { tables, taxation } = world
  const { program, inputs } = taxation
  const { state } = tables.operators
  const out = tables.taxes.share.subarray(from, to)
  if (!program) {
    out.fill(0)
    return
  }
  for (const name of program.names as readonly Variable[]) inputs[name] = column(world, name, from, to)
  program.run(inputs, to - from, out)
  for (let o = from; o < to; o++) {
    // Who is not in the market has nothing that a formula could be asked about, and won nothing.
    if (state[o] !== STATE.active) out[o - from] = 0
    else if (!(out[o - from] >= 0 && out[o - from] <= 1)) throw new Error(fault(world, o, from, out[o - from]))
  }
}

function column(world: World, name: Variable, from: number, to: number): Float64Array | number {
  const { tables } = world
  const own = tables.operators
  switch (name) {
    case 'price':
      return own.posted.subarray(from, to)
    case 'cost':
      return own.marginalCost.subarray(from, to)
    case 'share':
      return own.share.subarray(from, to)
    case 'utilisation':
      return own.utilisation.subarray(from, to)
    case 'performance':
      return own.performance.subarray(from, to)
    case 'stake':
      return own.stake.subarray(from, to)
    case 'demand':
      return tables.market.excess[0]
    case 'supply':
      return money(tables, 'token').final
    case 'tokenPrice':
      return tables.token.price[0]
    case 'time':
      return world.start
  }
}

function fault(world: World, o: number, from: number, share: number): string {
  const { program, inputs } = world.taxation
  const got = Number.isFinite(share) ? share : ((program && diagnose(program, inputs, o - from)) ?? share)
  return `protocol.burn.formula: expected a share from 0 to 1 for operator ${nameOf(world, o)} at tick ${world.tick}, got ${got}`
}

/**
 * Part of what was won in the tick that taxes have left; verifiers, who are paid out of the races of others, are taxed by
 * it. A hair less, so that no rounding pays out what is not there.
 */
export function keptPart({ lanes, taxation }: World): number {
  if (!taxation.taxing) return 1
  const taxes = lanes.reduce((sum, { tally }) => sum + tally.taxes[0], 0)
  const kept = lanes.reduce((sum, { tally }) => sum + tally.kept[0], 0)
  return taxes === 0 ? 1 : (kept / (kept + taxes)) * (1 - 1e-15)
}

/** Burns the taxes of the tick, or hands them to the treasury; returns them. Notes the gas that the tick used. */
export function collectTaxes(world: World): number {
  const { tables, scenario, lanes, taxation } = world
  const { burn, burnt } = scenario.protocol
  if (taxation.metered) tables.baseFee.used[0] = Math.floor(tables.tally.gas[0] / SIZE)
  const taxes = lanes.reduce((sum, { tally }) => sum + tally.taxes[0], 0)
  const gone = Math.floor(taxes * burnt)
  if (burn.rule === 'buy-back') {
    transfer(tables, 'tollTreasury', taxes)
    sellTaxes(world, gone)
  } else {
    transfer(tables, 'tollBurn', gone)
    transfer(tables, 'tollTreasury', taxes - gone)
  }
  return taxes
}
