/** Collusion: nodes of a group make answers up, which costs less, and vouch for each other. */
import { WORDS } from '../../engine/random.ts'
import { transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'
import { attacks, STAGE } from './attacks.ts'

/** Sets how often the nodes of colluding groups are right in this tick, and what an answer costs them. */
export function collude(world: World): void {
  const { tables, scenario, classes } = world
  const { operator, accuracy, rightBelow, spread } = tables.nodes
  const { ring } = tables.conspirators
  if (ring.length === 0) return
  ring.fill(0)
  for (const [a, attack] of scenario.attacks.entries()) {
    if (attack.kind !== 'collusion') continue
    const on = tables.attacks.stage[a] === STAGE.on
    const lies = on ? attack.lies : 0
    for (let i = 0; i < operator.length; i++) {
      if (!attacks(world, attack, operator[i])) continue
      const right = accuracy[i] * (1 - lies)
      rightBelow[i] = right * WORDS
      spread[i] = 1 / right
      if (!on) continue
      ring[i] = a + 1
      for (let cls = 0; cls < classes; cls++) tables.offers.effort[i * classes + cls] *= 1 - lies * (1 - attack.effort)
    }
  }
}

/**
 * Whether copy `k` of query `q`, which is wrong, passes because its verifiers are of its own ring: of the racers of other
 * operators, those drawn first sit in judgement, and one outsider among them is enough to tell.
 */
export function vouched({ tables, racers: K, verifiers }: World, q: number, k: number): boolean {
  const { ring } = tables.conspirators
  if (ring.length === 0) return false
  const { node } = tables.copies
  const { operator } = tables.nodes
  const own = node[q * K + k]
  if (ring[own] === 0) return false
  let seats = verifiers
  for (let copy = q * K; seats > 0 && copy < q * K + tables.queries.racers[q]; copy++) {
    const i = node[copy]
    if (operator[i] === operator[own]) continue
    if (ring[i] !== ring[own]) return false
    seats--
  }
  return seats < verifiers
}

/** Pays colluders from outside what their answers that nobody caught are worth there. */
export function sellLies(world: World): void {
  const { tables, scenario } = world
  const { state, dollars, firstNode, mostNodes } = tables.operators
  const { passed } = tables.nodeTally
  for (const [a, attack] of scenario.attacks.entries()) {
    if (attack.kind !== 'collusion' || attack.worth === 0 || tables.attacks.stage[a] !== STAGE.on) continue
    for (let o = 0; o < state.length; o++) {
      if (state[o] !== STATE.active || !attacks(world, attack, o)) continue
      let lies = 0
      for (let i = firstNode[o]; i < firstNode[o] + mostNodes[o]; i++) lies += passed[i]
      const gain = Math.floor(lies * attack.worth)
      dollars[o] += gain
      transfer(tables, 'cheating', gain)
    }
  }
}
