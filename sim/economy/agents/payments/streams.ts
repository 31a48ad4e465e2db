/** Streams of payments between groups of agents: who pays, and among whom he finds whom he pays. */
import type { Scenario } from '../../../scenario/schema.ts'
import { roundTrips } from '../../rules.ts'
import { type AgentRows, agentRows } from '../groups.ts'

type Spec = Scenario['agents']['payments'][number]

export interface PaymentStream {
  readonly spec: Spec
  readonly from: AgentRows
  readonly to: AgentRows
  /** First of its rows in the table of payers, one for each agent of `from`. */
  readonly first: number
  /** Whether payers are paid by each other. */
  readonly within: boolean
  /** By region of the payer those in the nearest region, for the partner `nearest`. */
  readonly nearest: readonly Neighbours[]
}

interface Neighbours {
  /** Places in the group, upwards. */
  readonly places: Uint32Array
  /** Whether a payer of the region is one of them. */
  readonly among: boolean
}

export function paymentStreams(scenario: Scenario): PaymentStream[] {
  const groups = agentRows(scenario)
  const named = (name: string) => groups.find(({ spec }) => spec.name === name)!
  let first = 0
  return scenario.agents.payments.map(spec => {
    const from = named(spec.from)
    const to = named(spec.to)
    const within = from === to
    const nearest = spec.partner === 'nearest' ? nearestOf(scenario, to, within) : []
    first += from.count
    return { spec, from, to, first: first - from.count, within, nearest }
  })
}

/** By region the agents of `group` in the nearest region where a payer finds another than itself; its own comes first. */
function nearestOf(scenario: Scenario, group: AgentRows, within: boolean): Neighbours[] {
  const trips = roundTrips(scenario)
  const regions = scenario.regions.length
  const members = membersByRegion(scenario, group)
  return members.map((own, region) => {
    if (own.length > Number(within)) return { places: Uint32Array.from(own), among: within }
    const others = members.flatMap((places, other) =>
      places.length > 0 && other !== region ? [{ places, trip: trips[region * regions + other] }] : [],
    )
    const least = others.reduce((least, { trip }) => Math.min(least, trip), Infinity)
    const near = others.filter(({ trip }) => trip === least).flatMap(({ places }) => places)
    return { places: Uint32Array.from(near).sort(), among: false }
  })
}

/** Places in the group of the agents in each region, who are there in turn. */
function membersByRegion(scenario: Scenario, { spec, count }: AgentRows): number[][] {
  const names = spec.regions.length > 0 ? spec.regions : scenario.regions.map(({ name }) => name)
  const members: number[][] = scenario.regions.map(() => [])
  const places = names.map(name => members[scenario.regions.findIndex(region => region.name === name)])
  for (let k = 0; k < count; k++) places[k % places.length].push(k)
  return members
}
