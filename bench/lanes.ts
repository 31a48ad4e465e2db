/** One lane against two: the same market on this thread alone and with another, tick by tick in turn. */
import { start } from '../sim/economy/run.ts'
import { crew } from '../workers/node/crew.ts'
import type { Part, Report } from './part.ts'
import { NOWHERE, race, raceMarket } from './race-market.ts'
import { figureTable, whole, withInterval } from './table.ts'
import { alternate, figure, type Protocol, ratios } from './timing.ts'
import { verdict } from './verdict.ts'

export const lanesPart: Part = {
  name: 'lanes',
  about: 'one lane and two on a market of 100 nodes',
  run(protocol) {
    const reports = (protocol.quick ? [10_000, 100_000] : [10_000, 1_000_000]).map(customers =>
      compareLanes(customers, protocol),
    )
    return { text: reports.map(({ text }) => text).join('\n\n'), figures: reports.flatMap(({ figures }) => figures) }
  },
}

/** Throws an Error where two lanes come to other bits than one. */
export function compareLanes(customers: number, protocol: Protocol): Report {
  const market = raceMarket({ customers, operators: 100 })
  const ticks = Math.max(1, Math.round((protocol.quick ? 200_000 : 1_000_000) / customers))
  const hands = crew(2, market, [])
  try {
    const one = start(market, [], NOWHERE)
    const two = start(market, [], NOWHERE, hands)
    const name = `${whole(customers)} customers`
    const series = alternate(
      [
        { name: `${name}, one lane`, run: () => race(one, ticks) },
        { name: `${name}, two lanes`, run: () => race(two, ticks) },
      ],
      protocol,
    )
    if (one.fingerprint() !== two.fingerprint())
      throw new Error(
        `${name}: expected two lanes to end at ${one.fingerprint()} as one does, got ${two.fingerprint()}`,
      )
    const costs = series.map(({ name, count, costs }) => figure(name, 'ns/query', count, costs))
    const speedUp = figure(`${name}, speed-up`, 'times', 0, ratios(series[0], series[1]))
    const said = verdict(costs[1], costs[0])
    const text = `${figureTable([...costs, speedUp])}\n${name}: two lanes ${withInterval(speedUp)} times as fast as one: ${said}`
    return { text, figures: [...costs, { ...speedUp, verdict: said }] }
  } finally {
    hands.end()
  }
}
