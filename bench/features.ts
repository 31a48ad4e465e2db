/** What features cost: the race market with all of them off against the same with one on, or with all on, in turn. */
import { start } from '../sim/economy/run.ts'
import { EVERYTHING, FEATURE_NAMES, type FeatureName, featureMarket } from './feature-market.ts'
import type { Part, Report } from './part.ts'
import { NOWHERE, race, type Size } from './race-market.ts'
import { align, whole, withInterval } from './table.ts'
import { alternate, figure, type Protocol, ratios } from './timing.ts'

const CUSTOMERS = 100_000

/** What is turned on, line by line of the table. */
const LINES: Readonly<Record<string, readonly FeatureName[]>> = {
  ...Object.fromEntries(FEATURE_NAMES.map(name => [name, [name]])),
  ...EVERYTHING,
}

export const featuresPart: Part = {
  name: 'features',
  about: `features one by one and together against the same market without, ${whole(CUSTOMERS)} customers`,
  run(protocol) {
    const sizes = protocol.quick ? [100] : [100, 10_000]
    const reports = sizes.map(operators => compareFeatures({ customers: CUSTOMERS, operators }, protocol))
    return { text: reports.map(({ text }) => text).join('\n\n'), figures: reports.flatMap(({ figures }) => figures) }
  },
}

/** Costs of a raced query in nanoseconds, off and on, and how many times off is on. */
export function compareFeatures(size: Size, protocol: Protocol): Report {
  const place = `${whole(size.operators)} nodes`
  const lines = Object.entries(LINES).map(([name, features]) => ({ name, ...compare(name, features, size, protocol) }))
  const text = align([
    [place, 'off, ns/query', 'on, ns/query', 'times'],
    ...lines.map(({ name, off, on, ratio }) => [name, withInterval(off), withInterval(on), withInterval(ratio)]),
  ])
  return { text, figures: lines.flatMap(({ off, on, ratio }) => [off, on, ratio]) }
}

/** Each line has a market of its own to be held against, so that the two are as old and run next to each other. */
function compare(name: string, features: readonly FeatureName[], size: Size, protocol: Protocol) {
  const ticks = Math.max(1, Math.round((protocol.quick ? 100_000 : 200_000) / size.customers))
  const work = (what: string, turnedOn: readonly FeatureName[]) => {
    const run = start(featureMarket(size, turnedOn), [], NOWHERE)
    return { name: `${whole(size.operators)} nodes, ${name}: ${what}`, run: () => race(run, ticks) }
  }
  const [off, on] = alternate([work('off', []), work('on', features)], protocol)
  return {
    off: figure(off.name, 'ns/query', off.count, off.costs),
    on: figure(on.name, 'ns/query', on.count, on.costs),
    ratio: figure(`${on.name} over off`, 'times', 0, ratios(on, off)),
  }
}
