/**
 * Selection weights: every rule is a formula over columns of the menu's nodes, the scenario's own or one of the
 * presets below; the logit adds the outside option as one more member. Only the columns that a formula names are
 * gathered.
 */
import { exp } from '../../engine/numerics.ts'
import { compile, diagnose } from '../../scenario/formula.ts'
import { SELECTION_VARIABLES } from '../../scenario/schema/market.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { stakeBehind } from '../protocol/delegation.ts'
import { nameOf, type World } from '../world.ts'
import { OUTSIDE } from './selection.ts'

type Variable = keyof typeof SELECTION_VARIABLES

/** Weighs the `n` members of a list from row `first` on; returns how many members can be drawn. */
export type Weigh = (world: World, list: number, first: number, n: number) => number

const SEED = '(0.4 * performance + 0.3 * accuracy + 0.2 * uptime + 0.1 * log(stakeScore))'

/** The formula of a selection rule. */
export function selectionFormula(rule: Scenario['market']['selection']): string {
  switch (rule.rule) {
    case 'seed':
      return SEED
    case 'seed-price':
      return `${SEED} * (cheapest / price) ^ ${rule.sensitivity}`
    case 'logit':
      return rule.delay === 0
        ? `exp((cheapest - price) / ${rule.scale})`
        : `exp((cheapest - price) / ${rule.scale} - ${rule.delay} * latency)`
    case 'stake':
      return 'stake'
    case 'formula':
      return rule.formula
    default:
      return '1'
  }
}

/** Value of a variable for node `i` in a list. */
const READ: Readonly<Record<Variable, (world: World, i: number, list: number) => number>> = {
  performance: ({ tables }, i) => tables.nodes.performance[i],
  accuracy: ({ tables }, i) => tables.nodes.accuracyScore[i],
  uptime: ({ tables }, i) => tables.nodes.uptime[i],
  stake: ({ tables }, i) => stakeBehind(tables, tables.nodes.operator[i]),
  stakeScore: ({ tables, scenario }, i) => stakeBehind(tables, tables.nodes.operator[i]) / scenario.market.stakeUnit,
  price: ({ tables }, i) => tables.operators.posted[tables.nodes.operator[i]],
  cheapest: ({ tables }, _, list) => tables.menu.cheapest[list],
  latency: (world, i, list) => world.tables.nodes.latency[i] + distance(world, i, list),
  distance,
  load: ({ tables }, i) => tables.nodes.load[i],
  servers: ({ tables }, i) => tables.nodes.servers[i] - tables.nodes.reserved[i],
  quality: ({ tables }, i) => tables.operators.quality[tables.nodes.operator[i]],
  appeal: ({ tables }, i) => tables.operators.appeal[tables.nodes.operator[i]],
  time: ({ start }) => start,
  bonus: ({ tables, groups, classes, lists }, i, list) =>
    groups[tables.operators.group[tables.nodes.operator[i]]].skills[lists.first[list] % classes].bonus,
}

function distance({ tables, regions, classes, lists }: World, i: number, list: number): number {
  return tables.trips.time[Math.floor(lists.first[list] / classes) * regions + tables.nodes.region[i]]
}

/** Builds the weighing function of a scenario for at most `nodes` nodes. */
export function weighing(scenario: Scenario, nodes: number): Weigh {
  const rule = scenario.market.selection
  const program = compile(selectionFormula(rule), Object.keys(SELECTION_VARIABLES))
  const names = program.names as readonly Variable[]
  const inputs = Object.fromEntries(names.map(name => [name, new Float64Array(nodes)]))
  const out = new Float64Array(nodes)
  const outside = rule.rule === 'logit' ? rule.outside : undefined

  return (world, list, first, n) => {
    const { weight, member } = world.tables.menus
    const override = world.tables.nodes.weight
    for (const name of names) {
      const column = inputs[name]
      const read = READ[name]
      for (let row = 0; row < n; row++) column[row] = read(world, member[first + row], list)
    }
    if (rule.rule === 'cheapest') rankByPrice(world, first, n, out)
    else program.run(inputs, n, out)
    let kept = 0
    for (let row = 0; row < n; row++) {
      const i = member[first + row]
      const value = override[i] >= 0 ? override[i] : out[row]
      if (!(value >= 0 && value < Infinity)) throw new Error(fault(world, i, value, diagnose(program, inputs, row)))
      if (value === 0) continue
      member[first + kept] = i
      weight[first + kept++] = value
    }
    // Without a node there is no choice. The bound keeps the weight finite where it makes the nodes' shares vanish anyway.
    if (outside !== undefined && rule.rule === 'logit' && kept > 0) {
      member[first + kept] = OUTSIDE
      const cheapest =
        world.tables.menu.cheapest[list] + world.tables.classRules.toll[world.lists.first[list] % world.classes]
      weight[first + kept++] = exp(Math.min(600, (cheapest - outside) / rule.scale))
    }
    return kept
  }
}

/**
 * Cheapest first: each rank of price weighs 10^-12 of the one before, so a dearer node is drawn only after all cheaper
 * ones, and equal prices are drawn evenly.
 */
function rankByPrice({ tables }: World, first: number, n: number, out: Float64Array): void {
  const { posted } = tables.operators
  const prices: number[] = []
  for (let row = 0; row < n; row++) prices.push(posted[tables.nodes.operator[tables.menus.member[first + row]]])
  const ranks = [...new Set(prices)].sort((a, b) => a - b)
  const weights = new Map(ranks.map((price, rank) => [price, Number(`1e${-12 * Math.min(rank, 25)}`)]))
  for (let row = 0; row < n; row++) out[row] = weights.get(prices[row])!
}

function fault(world: World, i: number, value: number, reason: string | undefined): string {
  const o = world.tables.nodes.operator[i]
  const node = `operator ${nameOf(world, o)}, node ${i - world.tables.operators.firstNode[o] + 1}`
  const where = world.scenario.market.selection.rule === 'formula' ? 'market.selection.formula' : 'market.selection'
  const got = Number.isFinite(value) ? `${value}` : (reason ?? `${value}`)
  return `${where}: expected a weight that is finite and not negative for ${node} at tick ${world.tick}, got ${got}`
}
