/** Markets of agreements: their members' rows, and what follows of their terms from the scenario alone. */
import { log } from '../../../engine/numerics.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { majorityError } from './juries.ts'

type Spec = Scenario['agents']['agreements'][number]

/** One side of a market: rows in its table, and the first of its agents. */
interface Side {
  readonly first: number
  readonly count: number
  readonly agents: number
}

/** A quality, with the effort that it takes. */
interface Level {
  /** s */
  readonly latency: number
  readonly accuracy: number
  /** How many times faster than without effort, less 1. */
  readonly speed: number
  /** Nines of accuracy more than without effort. */
  readonly nines: number
}

export interface AgreementMarket {
  readonly spec: Spec
  readonly buyers: Side
  readonly sellers: Side
  /** Number 0 is what comes without effort, the others are those of the scenario. */
  readonly levels: readonly Level[]
  /** What an agreement may promise: numbers of levels, and penalties from the lowest on, micro-token. */
  readonly promises: readonly number[]
  readonly penalties: readonly number[]
  /** Probability that a claim is upheld, where the terms were broken and where they were kept. */
  readonly upheldBroken: number
  readonly upheldKept: number
  /** Share of a penalty that the buyer gets. */
  readonly damages: number
  /** Ticks that an agreement lasts, and from a claim to its verdict. */
  readonly duration: number
  readonly judging: number
}

export function agreementMarkets({ agents, clock }: Pick<Scenario, 'agents' | 'clock'>): AgreementMarket[] {
  let buyers = 0
  let sellers = 0
  const sideOf = (name: string, first: number): Side => {
    const g = agents.groups.findIndex(group => group.name === name)
    const before = agents.groups.slice(0, g).reduce((sum, { count }) => sum + count, 0)
    return { first, count: agents.groups[g].count, agents: before }
  }
  return agents.agreements.map(spec => {
    const { levels, effortless, negotiation, disputes } = spec
    const market: AgreementMarket = {
      spec,
      buyers: sideOf(spec.buyers.group, buyers),
      sellers: sideOf(spec.sellers.group, sellers),
      levels: [effortless, ...levels].map(({ latency, accuracy }) => ({
        latency,
        accuracy,
        speed: effortless.latency / latency - 1,
        nines: nines(accuracy) - nines(effortless.accuracy),
      })),
      promises: 'level' in negotiation ? [negotiation.level] : levels.map((_, l) => l + 1),
      penalties: penaltiesOf(spec),
      upheldBroken: 1 - majorityError(disputes.jury, disputes.falseNegatives),
      upheldKept: majorityError(disputes.jury, disputes.falsePositives),
      damages: 1 - disputes.treasury - disputes.burn,
      duration: Math.max(1, Math.ceil(spec.duration / clock.tick - 1e-6)),
      judging: Math.ceil(disputes.time / clock.tick - 1e-6),
    }
    buyers += market.buyers.count
    sellers += market.sellers.count
    return market
  })
}

const nines = (accuracy: number) => -log(1 - accuracy) / Math.LN10

function penaltiesOf({ negotiation, penalties }: Spec): readonly number[] {
  if (negotiation.rule === 'none') return [0]
  const listed = negotiation.rule === 'fixed' ? [negotiation.penalty] : penalties
  return listed.map(Math.round).toSorted((a, b) => a - b)
}

/** Agent in row `row` of a side. */
export const agentOf = ({ agents, first }: Side, row: number) => agents + row - first

/** What a seller locks for an agreement, micro-token. */
export const stakeOf = ({ spec }: AgreementMarket) => (spec.negotiation.rule === 'none' ? 0 : Math.round(spec.stake))

/** Whether terms are posted, not bargained for, and the price that is. */
export const isPosted = ({ spec }: AgreementMarket) => 'price' in spec.negotiation
export const postedPrice = ({ spec }: AgreementMarket) => ('price' in spec.negotiation ? spec.negotiation.price : 0)
