/** Rules by which groups buy credits ahead, in ticks and compiled. */
import { compile } from '../../../scenario/formula.ts'
import type { Program } from '../../../scenario/program.ts'
import { BUYING_VARIABLES, CREDIT_PRICE_VARIABLES } from '../../../scenario/schema/credits.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { type Lots, lotsOf } from '../lots.ts'

type Buying = Scenario['agents']['groups'][number]['buying']

/** How the agents of a group buy ahead; all times in ticks. */
export interface Buyer {
  readonly rule: Buying
  /** Ticks of posted prices that they remember, at least the running one. */
  readonly memory: number
  /** Ticks that they look ahead, or from one purchase to the next. */
  readonly ticks: number
  /** First row and number of the expected prices by which each plans for itself. */
  readonly firstPlanned: number
  readonly planned: number
  /** Ticks of upkeep that stay in a wallet. */
  readonly reserve: number
  /** Whether they expect the same work of every tick to come. */
  readonly flat: boolean
  /** Whether they expect what their rate gives, always. */
  readonly unlearned: boolean
  readonly program: Program | undefined
}

/** The market for credits as the scenario rules it. */
export interface CreditMarket {
  /** The price as a formula, where it is one. */
  readonly pricing: Program | undefined
  /** By group; undefined: it buys nothing ahead. */
  readonly buyers: readonly (Buyer | undefined)[]
  /** Where credits expire: their lots, and the ticks of a window of vintages. */
  readonly lots: Lots | undefined
  readonly window: number
}

export function creditMarketOf(scenario: Scenario): CreditMarket {
  const formula = pricingFormula(scenario.agents.credits.pricing)
  return {
    pricing: formula === undefined ? undefined : compile(formula, Object.keys(CREDIT_PRICE_VARIABLES)),
    buyers: buyersOf(scenario),
    lots: lotsOfCredits(scenario),
    window: windowOf(scenario),
  }
}

/** The formula of the price of a credit; undefined for a rule that is none. */
function pricingFormula(pricing: Scenario['agents']['credits']['pricing']): string | undefined {
  if (pricing.rule === 'formula') return pricing.formula
  if (pricing.rule === 'congestion') return `base * (1 + ${pricing.slope} * max(load, sold) ^ ${pricing.exponent})`
  return undefined
}

export function buyersOf(scenario: Scenario): (Buyer | undefined)[] {
  const tick = scenario.clock.tick
  const ticks = (time: number) => Math.max(1, Math.round(time / tick))
  let firstPlanned = 0
  return scenario.agents.groups.map(({ buying: rule, reserve, forecast }) => {
    if (rule.rule === 'spot') return undefined
    // Without a fee all agents of a group buy for the same ticks.
    const planned = rule.rule === 'predictive' && scenario.agents.credits.fee > 0 ? ticks(rule.horizon) : 0
    firstPlanned += planned
    return {
      rule,
      memory: 'memory' in rule ? ticks(rule.memory) : 1,
      ticks: ticks(timeOf(rule)),
      firstPlanned: firstPlanned - planned,
      planned,
      reserve: reserve / tick,
      unlearned: forecast.load.method === 'none',
      flat: ['none', 'naive', 'mean', 'ewma'].includes(forecast.load.method),
      program: rule.rule === 'formula' ? compile(rule.formula, Object.keys(BUYING_VARIABLES)) : undefined,
    }
  })
}

function timeOf(rule: Buying): number {
  switch (rule.rule) {
    case 'spot':
      return 0
    case 'threshold':
    case 'formula':
      return rule.cover
    case 'sS':
      return rule.retune
    case 'newsvendor':
      return rule.every
    case 'predictive':
      return rule.horizon
  }
}

/** Ticks of posted prices that somebody remembers. */
export const memoryOf = (buyers: readonly (Buyer | undefined)[]) =>
  buyers.reduce((most, buyer) => Math.max(most, buyer?.memory ?? 0), 1)

/** Whether agents find s and S by themselves. */
export const selfTuned = (rule: Buying) => rule.rule === 'sS' && rule.upTo === undefined

/** Ticks of a window: credits that come in one window expire together. */
const windowOf = ({ agents: { credits }, clock }: Scenario) =>
  credits.life === undefined ? 1 : Math.max(1, Math.round(credits.life / credits.vintages / clock.tick))

/** The credits of all agents as lots; undefined where they do not expire. */
export function lotsOfCredits({ agents: { credits, groups } }: Scenario): Lots | undefined {
  const count = groups.reduce((sum, group) => sum + group.count, 0)
  return lotsOf([{ count, life: credits.life === undefined ? undefined : credits.vintages }])[0]
}
