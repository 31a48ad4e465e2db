/** Attacks: which of the scenario's are in force, and what happens as they begin and end. */
import { f64, table, u8 } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { happened, type World } from '../world.ts'
import { wash } from './wash.ts'
import { buyStake } from './whale.ts'

/** What an attack is now. */
export const STAGE = { coming: 0, on: 1, over: 2 } as const

export type Attack = Scenario['attacks'][number]
/** The attacks of one kind. */
export type AttackOf<K extends Attack['kind']> = Extract<Attack, { kind: K }>

export const attackTables = ({ attacks }: Scenario, nodes: number) => ({
  attacks: table(attacks.length, {
    stage: u8('1', '0 to come, 1 in force, 2 over'),
    base: f64('micro-token/query', 'mean posted price as it began; 0 before'),
    bought: f64('micro-dollar', 'what the attackers have paid for tokens outside'),
  }),
  conspirators: table(
    attacks.some(({ kind }) => kind === 'collusion') ? nodes : 0,
    { ring: u8('1', 'number of the collusion in force that the node takes part in, from 1; 0: none') },
    { scratch: true },
  ),
})

/** Moves every attack to its stage of the tick that begins. */
export function advanceAttacks(world: World): void {
  const { stage } = world.tables.attacks
  for (const [a, attack] of world.scenario.attacks.entries()) {
    const now = stageAt(world, attack, world.start)
    // One that is shorter than a tick begins and ends in it.
    while (stage[a] < now) {
      stage[a]++
      const begins = stage[a] === STAGE.on
      happened(world, 'attack', attack.operators, `${attack.kind} ${begins ? 'begins' : 'ends'}`)
      if (attack.kind === 'wash') wash(world, attack, begins)
      if (attack.kind === 'whale') buyStake(world, attack, a)
    }
  }
}

/** Stage of an attack at `time` (s), which may be a rounded product (see `hasCome`). */
export function stageAt({ tickLength }: World, attack: Attack, time: number): number {
  const now = time + 1e-6 * tickLength
  if (attack.kind === 'sybil') return STAGE.on
  if (now < attack.at) return STAGE.coming
  return attack.kind === 'whale' || now < attack.at + attack.lasts ? STAGE.on : STAGE.over
}

/** Whether operator `o` is one of the attackers. */
export function attacks({ groups, tables }: World, { operators }: Attack, o: number): boolean {
  return groups[tables.operators.group[o]].name === operators
}
