/** Staking: delegators have names of their own and as many values as there are of them. */
import { type Checks, isList } from './check.ts'

export const stakingChecks: Checks = ({ delegators }, { fault }) => {
  for (const [i, group] of delegators.entries()) {
    const first = delegators.findIndex(({ name }) => name === group.name)
    if (first < i)
      fault(
        ['delegators', i, 'name'],
        `expected a name of its own, got "${group.name}" again (first at delegators[${first}])`,
      )
    for (const key of ['wallet', 'delegated'] as const) {
      const value = group[key]
      if (isList(value) && value.values.length !== group.count)
        fault(['delegators', i, key], `expected ${group.count} values, one a delegator, got ${value.values.length}`)
    }
  }
}
