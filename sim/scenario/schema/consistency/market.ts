/** The service market: shares that must sum to one, rules that exclude each other, classes and specializations that exist. */
import { type Checks, names, round } from './check.ts'

export const marketChecks: Checks = ({ market, classes, specializations }, { fault, known }) => {
  const shares = Object.values(market.fee).reduce((sum, share) => sum + share, 0)
  if (Math.abs(shares - 1) > 1e-9) fault(['market', 'fee'], `expected shares that sum to 1, got ${round(shares)}`)
  if (market.race.losers === 'cancel' && market.service !== 'queue')
    fault(['market', 'race', 'losers'], 'expected market.service "queue" with "cancel", got "utilisation"')
  if (market.discipline === 'priority' && market.service !== 'queue')
    fault(['market', 'discipline'], 'expected market.service "queue" with "priority", got "utilisation"')

  if (market.sampling > 1 && market.service === 'queue')
    fault(
      ['market', 'sampling'],
      `expected 1 with market.service "queue": a sample of the queries would hardly wait, got ${market.sampling}`,
    )
  if (market.sampling > 1 && market.race.losers === 'cancel')
    fault(
      ['market', 'sampling'],
      `expected 1 with market.race.losers "cancel": what a cancelled race leaves of the load does not scale, got ${market.sampling}`,
    )

  if (market.race.losers === 'cancel' && market.verification.verifiers > 0)
    fault(
      ['market', 'verification', 'verifiers'],
      `expected 0 with market.race.losers "cancel", which leaves nobody to verify, got ${market.verification.verifiers}`,
    )

  for (const [i, { priorityFee }] of classes.entries())
    if (priorityFee > 0 && market.discipline === 'arrival')
      fault(
        ['classes', i, 'priorityFee'],
        `expected 0 with market.discipline "arrival", where it buys nothing, got ${priorityFee} micro-token/query`,
      )
  for (const [i, item] of classes.entries())
    known(['classes', i, 'needs'], 'a specialization', item.needs, names(specializations))
  for (const [i, item] of specializations.entries())
    for (const [j, name] of item.classes.entries())
      known(['specializations', i, 'classes', j], 'a query class', name, names(classes))
}
