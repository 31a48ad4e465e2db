/**
 * Conduct: operators who cheat when it pays. A cheat gains from outside, may be found out at the end of each period, and is
 * then slashed and expelled; so it weighs the gain against the stake and the income that it would lose.
 */
import { f64, table, u8 } from '../../engine/memory.ts'
import { uniform } from '../../engine/random.ts'
import { criticalSlash } from '../../measure/theory/deterrence.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { transfer } from '../ledger.ts'
import { slash } from '../protocol/slashing.ts'
import { PURPOSE } from '../purposes.ts'
import { happened, hasCome, nameOf, type World } from '../world.ts'
import { leave } from './exit.ts'
import { STATE } from './tables.ts'

type Rule = Exclude<Scenario['operators'][number]['conduct'], { rule: 'honest' }>

/** Whether anybody may cheat. */
export const anyCheats = ({ operators, entry }: Scenario) =>
  [...operators, ...entry.candidates].some(({ conduct }) => conduct.rule !== 'honest')

export const conductTables = (scenario: Scenario, operators: number) => ({
  conduct: table(anyCheats(scenario) ? operators : 0, {
    decided: u8('1', '1 once it has decided whether to cheat'),
    cheats: u8('1', '1 if it cheated in the last period'),
    slash: f64('micro-dollar', 'what being found out would have cost it of its stake, when it decided last'),
    income: f64('micro-dollar', 'what it expected to earn in a period without cheating, when it decided last'),
    gained: f64('micro-dollar', 'what cheating has brought it'),
  }),
})

/** At the end of a group's period its operators decide; those who cheat gain, and some of them are found out. */
export function tempt(world: World): void {
  for (const { spec, first, count } of world.groups) {
    const rule = spec.conduct
    if (rule.rule === 'honest') continue
    // As with entry: the last occasion before the next tick's end may be a bit after this one's.
    const before = Math.floor((world.start + 1e-6 * world.tickLength) / rule.period)
    if (!hasCome(world, (before + 1) * rule.period)) continue
    for (let o = first; o < first + count; o++)
      if (world.tables.operators.state[o] === STATE.active) act(world, o, rule)
  }
}

function act(world: World, o: number, rule: Rule): void {
  const { tables, scenario, key, tick } = world
  const { decided, cheats, slash: fears, income, gained } = tables.conduct
  const { stake, profit, dollars } = tables.operators
  const gain = Math.floor(rule.gain * rule.period)
  const share = rule.slash ?? scenario.slashing.malice
  decided[o] = 1
  fears[o] = stake[o] * Math.min(share, scenario.slashing.limit) * tables.token.price[0]
  income[o] = profit[o] * rule.period
  const pays = rule.rule === 'cheat' || fears[o] < criticalSlash({ ...rule, gain, income: income[o] })
  cheats[o] = Number(pays)
  if (!pays) return
  dollars[o] += gain
  gained[o] += gain
  transfer(tables, 'cheating', gain)
  if (uniform(key, PURPOSE.conduct, tick, o, 0) >= rule.detection) return
  happened(world, 'cheat', nameOf(world, o), `found out after it gained ${gained[o] / 1e6} USD`)
  slash(world, o, share, 'cheating')
  leave(world, o, 'expelled for cheating')
}
