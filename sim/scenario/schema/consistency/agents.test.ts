import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

/** Faults of a scenario of a hundred agents with a deadline; `group` replaces what it names. */
function faults(group: Record<string, unknown>, rest: Record<string, unknown> = {}): string[] {
  const { error } = scenario.safeParse({
    name: 'faulty',
    clock: { tick: '1 h' },
    agents: { groups: [{ name: 'swarm', tasks: { rate: '1/h', deadline: 3 }, ...group }] },
    ...rest,
  })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('agents with a deadline, a target and a chance of success are accepted', () => {
  expect(faults({ floor: '1 token', target: '2 token', tasks: { rate: '1/h', deadline: 3, success: 0.5 } })).toEqual([])
})

test.each([
  [
    'a name that a group of customers has',
    { name: 'house' },
    ['agents.groups.0.name: expected a name that no group of customers has, got "house"'],
  ],
  [
    'a region that is not there',
    { regions: ['nrth'] },
    ['agents.groups.0.regions.0: expected a region, got "nrth": did you mean "north"?'],
  ],
  [
    'too few wallets',
    { wallet: [1, 2].map(n => `${n} token`) },
    ['agents.groups.0.wallet: expected 100 values, one an agent, got 2'],
  ],
  [
    'too few rates',
    { tasks: { rate: ['1/h', '2/h'] } },
    ['agents.groups.0.tasks.rate: expected 100 values, one an agent, got 2'],
  ],
  [
    'a target that an agent has when it is ruined',
    { floor: '2 token', target: '2 token' },
    ['agents.groups.0.target: expected more than the floor of 2 token, got 2 token'],
  ],
  [
    'a rate of tasks that are recorded',
    { tasks: { law: { law: 'traced', file: 'requests.csv' }, rate: '1/h' } },
    ['agents.groups.0.tasks.rate: expected none where tasks are traced: they come as they were recorded'],
  ],
  [
    'a chance of success of work in any amounts',
    { tasks: { law: { law: 'normal', deviation: 1 }, rate: '1/h', success: 0.9 } },
    ['agents.groups.0.tasks.success: expected 1 where tasks are normal, of any size, got 0.9'],
  ],
  [
    'more deadlines than memory holds',
    { count: 10_000_000, tasks: { deadline: 99 } },
    [
      'agents.groups.0.tasks.deadline: expected at most 250000000 ticks of all agents up to here (count times deadline + 2), got 1010000000',
    ],
  ],
  [
    'more work than can be counted',
    { tasks: { rate: '1000/h', work: 1_000_000 } },
    [
      'agents.groups.0.tasks.work: expected at most 9000000000 credits of work in a tick (count times rate, tick and work), got 100000000000',
    ],
  ],
])('%s is a fault', (_, group, expected) => {
  expect(faults(group, { regions: [{ name: 'north' }], customers: [{ name: 'house' }] })).toEqual(expected)
})
