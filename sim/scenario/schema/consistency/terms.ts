/** Terms: one operator behind a subscription, bans by providers only, and by the same ones. */
import { pathText } from '../../fault.ts'
import { type Checks, names, type Path, sellerNames } from './check.ts'

export const termChecks: Checks = (scenario, { fault, known }) => {
  const { terms, shocks, attacks, operators, entry, customers } = scenario
  const bans: { readonly path: Path; readonly operators: string }[] = [
    ...(terms.bans ? [{ path: ['terms', 'bans'], operators: terms.bans.operators }] : []),
    ...shocks.flatMap((shock, i) =>
      shock.kind === 'ban' ? [{ path: ['shocks', i], operators: shock.operators }] : [],
    ),
  ]
  for (const { path, operators: who } of bans) known([...path, 'operators'], 'an operator', who, sellerNames(scenario))
  for (const [a, attack] of attacks.entries())
    if (attack.kind === 'ban-wave') bans.push({ path: ['attacks', a], operators: attack.operators })
  const meant = (who: string) => who || operators[0]?.name
  for (const { path, operators: who } of bans) {
    if (terms.access === 'protocol')
      fault(
        ['terms', 'access'],
        `expected "provider" where customers are barred, got "protocol" (see ${pathText(path)})`,
      )
    if (meant(who) !== meant(bans[0].operators))
      fault([...path, 'operators'], `expected "${bans[0].operators}", which bars customers already, got "${who}"`)
  }
  for (const [i, shock] of shocks.entries())
    if (shock.kind === 'ban')
      known(['shocks', i, 'customers'], 'a group of customers', shock.customers, names(customers))

  if (terms.plan.rule === 'metered') return
  const sellers = [...operators, ...entry.candidates].reduce((sum, { count }) => sum + count, 0)
  if (sellers !== 1)
    fault(['terms', 'plan'], `expected a single operator and no candidates with a subscription, got ${sellers}`)
  if (terms.refunds.rule === 'ticket')
    fault(['terms', 'refunds'], 'expected "automatic" with a subscription, which has no fees to refund, got "ticket"')
  for (const [i, { trace, budget }] of customers.entries()) {
    if (trace) fault(['customers', i, 'trace'], 'expected a rate with a subscription, which is priced by it')
    if (budget) fault(['customers', i, 'budget'], 'expected no budget with a subscription, which is paid in dollars')
  }
}
