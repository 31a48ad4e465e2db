/** The scenario's constants as columns, where kernels read them too. They follow from the scenario alone. */
import { f64, table, u16, u32 } from '../engine/memory.ts'
import { pow } from '../engine/numerics.ts'
import { WORDS } from '../engine/random.ts'
import { EXPONENTIAL_CELLS, exponentialTable } from '../engine/variates.ts'
import type { Scenario } from '../scenario/schema.ts'
import { placesIn } from './orders/bans.ts'
import type { World } from './world.ts'

export const ruleTables = (scenario: Scenario) => {
  const { customers, classes, regions } = scenario
  const steps = customers.reduce((sum, { mix }) => sum + Math.max(1, mix.length), 0)
  return {
    menuLists: table(
      placesIn(scenario) * classes.length,
      { list: u16('1', 'list that the place’s customers see for the class') },
      { scratch: true },
    ),
    mixes: table(customers.length, { first: u32('1', 'first step of the group’s mix of classes') }, { scratch: true }),
    mixSteps: table(
      steps,
      { cut: f64('1', 'random words below this mean the class'), kind: u16('1', 'class') },
      { scratch: true },
    ),
    classRules: table(
      classes.length,
      {
        price: f64('1', 'dearest fee as a multiple of the posted price'),
        sla: f64('s', 'latency that is in time'),
        toll: f64('micro-token/query', 'toll and priority fee on top of the fee, in the unit of posted prices'),
        bytes: f64('byte', 'bytes that a query of size 1 draws from the network'),
      },
      { scratch: true },
    ),
    groupRules: table(
      customers.length,
      { forgetting: f64('1', 'weight of a query in a customer’s satisfaction') },
      { scratch: true },
    ),
    trips: table(
      placesIn(scenario) * regions.length,
      { time: f64('s', 'round trip by place of the customer, then region of the node') },
      { scratch: true },
    ),
    exponentials: table(
      EXPONENTIAL_CELLS,
      { quantile: f64('1', 'exponential variate at the upper end of a cell of its octave') },
      { scratch: true },
    ),
  }
}

/** Fills the tables of rules. */
export function layRules({ tables, scenario, lists, priorities }: World): void {
  tables.menuLists.list.set(lists.of)
  layMixes(tables, scenario)
  for (const [cls, { name, price, sla, bytes }] of scenario.classes.entries()) {
    const bonuses = scenario.specializations.map(({ classes, bonus }) => (classes.includes(name) ? bonus : 0))
    tables.classRules.price[cls] = price * (1 + Math.max(0, ...bonuses))
    tables.classRules.sla[cls] = sla
    tables.classRules.toll[cls] = perPosted(tables.classRules.price[cls], priorities.fee[cls])
    tables.classRules.bytes[cls] = bytes
  }
  for (const [g, { loyalty, represents }] of scenario.customers.entries())
    tables.groupRules.forgetting[g] = forgettingOf(loyalty.memory, scenario.market.sampling / represents)
  tables.trips.time.set(roundTrips(scenario))
  tables.exponentials.quantile.set(exponentialTable())
}

/**
 * `amount` micro-token on top of a fee, in the unit of posted prices, which move the fee by the multiple `price`. Where they do
 * not move it customers have nothing to compare the amount with.
 */
export const perPosted = (price: number, amount: number) => (price > 0 ? amount / price : 0)

/** The mix of classes of every group as thresholds of a random word; a group without one asks for the first class. */
function layMixes({ mixes, mixSteps }: World['tables'], { customers, classes }: Scenario): void {
  let step = 0
  for (const [g, { mix }] of customers.entries()) {
    mixes.first[g] = step
    let sum = 0
    for (const { class: name, share } of mix) {
      sum += share
      mixSteps.cut[step] = sum * WORDS
      mixSteps.kind[step++] = classes.findIndex(item => item.name === name)
    }
    // The last step holds whatever rounding has left of the words.
    if (mix.length === 0) step++
    mixSteps.cut[step - 1] = WORDS
  }
}

/** Seconds of all round trips, by place of the customer (its region, or that of the barred), then region of the node. */
export function roundTrips(scenario: Scenario): Float64Array {
  const { regions, network } = scenario
  const n = regions.length
  return Float64Array.from({ length: placesIn(scenario) * n }, (_, at) => {
    const from = Math.floor(at / n) % n
    const to = at % n
    return network.matrix?.[from][to] ?? (from === to ? network.within : network.between)
  })
}

/**
 * Weight of an experience in an average with a memory of `memory` queries, made by `queries` of a customer's queries at
 * once: 1 - (1 - 1 / memory)^queries. So an agent forgets as fast as each of its customers would, however many it has.
 */
function forgettingOf(memory: number, queries: number): number {
  return queries === 1 ? 1 / memory : 1 - pow(1 - 1 / memory, queries)
}
