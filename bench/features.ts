/** What features cost: the race market with all of them off against the same with one on, and with all on, in turn. */
import { start } from '../sim/economy/run.ts'
import { EVERYTHING, featureMarket, NAMES } from './feature-market.ts'
import type { Part, Report } from './part.ts'
import { NOWHERE, race, type Size } from './race-market.ts'
import { align, digits, whole, withInterval } from './table.ts'
import { alternate, figure, type Protocol, ratios } from './timing.ts'

const CUSTOMERS = 100_000

export const featuresPart: Part = {
  name: 'features',
  about: `features one by one and together against the same market without, ${whole(CUSTOMERS)} customers`,
  run(protocol) {
    const reports = [100, 10_000].map(operators => compareFeatures({ customers: CUSTOMERS, operators }, protocol))
    return { text: reports.map(({ text }) => text).join('\n\n'), figures: reports.flatMap(({ figures }) => figures) }
  },
}

/** Costs of a raced query off and on, and their ratio. */
export function compareFeatures(size: Size, protocol: Protocol): Report {
  const ticks = Math.max(1, Math.round((protocol.quick ? 100_000 : 500_000) / size.customers))
  const markets = [['off', []], ...NAMES.map(name => [name, [name]] as const), ...Object.entries(EVERYTHING)] as const
  const works = markets.map(([name, features]) => {
    const run = start(featureMarket(size, features), [], NOWHERE)
    return { name, run: () => race(run, ticks) }
  })
  const place = `${whole(size.customers)} customers, ${whole(size.operators)} nodes`
  const [off, ...on] = alternate(works, protocol)
  const rows = [off, ...on].map(series => ({
    name: series.name,
    cost: figure(`${place}: ${series.name}`, 'ns/query', series.count, series.costs),
    ratio: figure(`${place}: ${series.name} over off`, 'times', 0, ratios(series, off)),
  }))
  const text = align([
    [`${whole(size.operators)} nodes`, 'ns/query (interval)', 'times off (interval)'],
    ...rows.map(({ name, cost, ratio }) => [
      name,
      withInterval(cost),
      name === 'off' ? digits(1) : withInterval(ratio),
    ]),
  ])
  return { text, figures: rows.flatMap(({ name, cost, ratio }) => (name === 'off' ? [cost] : [cost, ratio])) }
}
