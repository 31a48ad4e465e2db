/** Agreements: groups that exist, terms that can be kept and enforced, values for each agent where they are listed. */
import type { ScenarioShape } from '../../schema.ts'
import { type Check, type Checks, isList, names, type Path } from './check.ts'

type Market = ScenarioShape['agents']['agreements'][number]

export const agreementChecks: Checks = ({ agents: { agreements, groups } }, check) => {
  for (const [m, market] of agreements.entries()) {
    const path = ['agents', 'agreements', m] as const
    const first = agreements.findIndex(({ name }) => name === market.name)
    if (first < m)
      check.fault(
        [...path, 'name'],
        `expected a name of its own, got "${market.name}" again (first at agents.agreements[${first}])`,
      )
    for (const side of ['buyers', 'sellers'] as const) {
      check.known([...path, side, 'group'], 'a group of agents', market[side].group, names(groups))
      const count = groups.find(({ name }) => name === market[side].group)?.count
      for (const [key, value] of Object.entries(market[side]))
        if (count !== undefined && isList(value) && value.values.length !== count)
          check.fault([...path, side, key], `expected ${count} values, one an agent, got ${value.values.length}`)
    }
    if (market.sellers.group === market.buyers.group)
      check.fault([...path, 'sellers', 'group'], `expected another group than the buyers, got "${market.buyers.group}"`)
    checkQuality(market, path, check)
    checkMoney(market, path, check)
  }
}

function checkQuality({ levels, effortless, negotiation }: Market, path: Path, { fault }: Check): void {
  for (const [l, { latency, accuracy }] of levels.entries()) {
    if (latency > effortless.latency)
      fault(
        [...path, 'levels', l, 'latency'],
        `expected at most the ${effortless.latency} s that come without effort, got ${latency} s`,
      )
    if (accuracy < effortless.accuracy)
      fault(
        [...path, 'levels', l, 'accuracy'],
        `expected at least the ${effortless.accuracy} that comes without effort, got ${accuracy}`,
      )
  }
  if ('level' in negotiation && negotiation.level > levels.length)
    fault([...path, 'negotiation', 'level'], `expected one of the ${levels.length} levels, got ${negotiation.level}`)
}

function checkMoney({ negotiation, penalties, stake, disputes }: Market, path: Path, { fault }: Check): void {
  const { bond, treasury, burn, jury } = disputes
  const most = (stake - bond) / 1e6
  const posted = negotiation.rule === 'fixed'
  const listed = posted ? [negotiation.penalty] : negotiation.rule === 'none' ? [] : penalties
  for (const [p, penalty] of listed.entries())
    if (penalty > 0 && penalty + bond > stake)
      fault(
        posted ? [...path, 'negotiation', 'penalty'] : [...path, 'penalties', p],
        `expected at most ${Math.max(0, most)} token, the stake less a bond, got ${penalty / 1e6} token`,
      )
  if (treasury + burn > 1)
    fault([...path, 'disputes', 'burn'], `expected at most ${1 - treasury}, what the treasury leaves, got ${burn}`)
  if (jury % 2 === 0) fault([...path, 'disputes', 'jury'], `expected an odd number of judges, got ${jury}`)
}
