import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

test.each([
  [
    'priority without queues',
    { market: { discipline: 'priority' } },
    ['market.discipline: expected market.service "queue" with "priority", got "utilisation"'],
  ],
  [
    'a fee that buys nothing',
    { classes: [{ name: 'query', priorityFee: '0.001 token/query' }], market: { service: 'queue' } },
    [
      'classes.0.priorityFee: expected 0 with market.discipline "arrival", where it buys nothing, got 1000 micro-token/query',
    ],
  ],
  [
    'a budget that would be spent ticks later',
    { customers: [{ name: 'c', budget: '1 USD/day' }], market: { service: 'queue', discipline: 'priority' } },
    [
      'customers.0.budget: expected no budget with market.discipline "priority": a race is paid when it ends, ticks later',
    ],
  ],
])('%s is refused', (_, part, expected) => {
  const { error } = scenario.safeParse({
    name: 'trial',
    operators: [{ name: 'node' }],
    customers: [{ name: 'c' }],
    ...part,
  })
  expect(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual(expected)
})
