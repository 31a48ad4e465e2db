/** Compute credits: rules of buying that contradict themselves or the market. */
import { type Checks, names } from './check.ts'

export const creditChecks: Checks = (
  { agents: { credits, groups }, clock, operators, resources },
  { fault, known },
) => {
  const path = ['agents', 'credits'] as const
  if (credits.life !== undefined && credits.life < credits.vintages * clock.tick)
    fault(
      [...path, 'life'],
      `expected at least ${credits.vintages} ticks of ${clock.tick} s, one a vintage (agents.credits.vintages), got ${credits.life} s`,
    )
  const byLoad = credits.pricing.rule === 'congestion' || credits.pricing.rule === 'formula'
  if (credits.pricing.rule === 'congestion' && !credits.operators && !((credits.capacity ?? 0) > 0))
    fault([...path, 'capacity'], 'expected a capacity above 0, for a price of congestion, got none')
  if (credits.operators) {
    const { group } = credits.operators
    known([...path, 'operators', 'group'], 'a group of operators', group, names(operators))
    const seller = resources.supply.find(({ curve }) => curve.law === 'operators' && curve.group === group)
    if (seller)
      fault(
        [...path, 'operators', 'group'],
        `expected operators that sell their spare capacity once, got "${group}", who sell it by resources.supply "${seller.name}" too`,
      )
  }
  if (credits.smoothing > 0 && !byLoad)
    fault(
      [...path, 'smoothing'],
      `expected 0 s where the price does not move by load (pricing "${credits.pricing.rule}"), got ${credits.smoothing} s`,
    )
  for (const [i, { buying, tasks }] of groups.entries()) {
    if (buying.rule !== 'sS') continue
    const at = ['agents', 'groups', i, 'buying'] as const
    const { reorder, upTo } = buying
    if ((reorder === undefined) !== (upTo === undefined))
      fault(
        [...at, reorder === undefined ? 'reorder' : 'upTo'],
        'expected both s (reorder) and S (upTo), or neither, got one',
      )
    else if (reorder !== undefined && upTo !== undefined) {
      if (!(reorder < upTo)) fault([...at, 'reorder'], `expected s below S (upTo ${upTo}), got ${reorder}`)
    } else if (credits.holding === 0)
      fault(at, 'expected agents.credits.holding above 0, without which there is no best s and S, got 0')
    else if (credits.spot.open ? credits.spot.factor <= 1 : tasks.delay === 0)
      fault(
        at,
        `expected lacking credits to cost something, without which there is no best s and S: ${credits.spot.open ? `agents.credits.spot.factor above 1, got ${credits.spot.factor}` : 'tasks.delay above 0, got 0'}`,
      )
  }
}
