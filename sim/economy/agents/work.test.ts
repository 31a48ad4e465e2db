/** What agents do with their tasks, and what becomes of their wallets, by hand. */
import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

/** State of the only agent after each of `ticks` ticks of a second; a token is a dollar. */
function lifeOf(group: object, ticks: number, credits: object = { capacity: '0/s' }) {
  const agents = { groups: [{ name: 'robot', count: 1, ...group }], credits }
  const { run, rows } = trial({ operators: [], customers: [], agents, clock: { tick: '1 s', ticks } }, 0)
  const life = Array.from({ length: ticks }, () => {
    run.step()
    const { agents: own, agentTotals } = run.world.tables
    const [wallet, waiting, state, since] = [own.wallet[0] / 1e6, own.waiting[0] / 1e6, own.state[0], own.since[0]]
    const of = (column: 'lost' | 'finished' | 'up' | 'fallen') => agentTotals[column][0]
    return {
      wallet,
      waiting,
      state,
      since,
      lost: of('lost') / 1e6,
      finished: of('finished') / 1e6,
      up: of('up'),
      fallen: of('fallen'),
    }
  })
  return { life, rows, run, column: (name: keyof (typeof life)[number]) => life.map(tick => tick[name]) }
}

const twice = { law: 'regular', rate: '2/s', reward: '3 token', penalty: '1 token' }

test('two tasks a tick of which one can be done, and a deadline of one tick: the older first, and from tick 2 on one is lost', () => {
  const { column } = lifeOf({ wallet: '10 token', capacity: '1/s', tasks: { ...twice, deadline: 1 } }, 5)
  expect(column('waiting')).toEqual([1, 2, 2, 2, 2])
  expect(column('lost')).toEqual([0, 0, 1, 1, 1])
  expect(column('finished')).toEqual([1, 1, 1, 1, 1])
  expect(column('wallet')).toEqual([13, 16, 18, 20, 22])
  // With a deadline, work is due when it ends.
  expect(column('up')).toEqual([1, 1, 0, 0, 0])
})

test('without a deadline tasks wait for ever, and an agent is up when none does', () => {
  const { column } = lifeOf({ capacity: '1/s', tasks: twice }, 3)
  expect(column('waiting')).toEqual([1, 2, 3])
  expect(column('up')).toEqual([0, 0, 0])
})

test('a task that is done in part when its time is over is lost whole and not paid', () => {
  const tasks = { law: 'regular', rate: '1/s', reward: '3 token', penalty: '2 token', deadline: 0 }
  const { column } = lifeOf({ wallet: '10 token', capacity: '0.6/s', tasks }, 3)
  expect(column('wallet')).toEqual([8, 6, 4])
  expect(column('lost')).toEqual([1, 1, 1])
  expect(column('finished')).toEqual([0, 0, 0])
})

test('a task of work 2.5 takes three ticks of a machine that does one a tick, and is paid when it is finished', () => {
  const { column } = lifeOf(
    { capacity: '1/s', tasks: { law: 'regular', rate: '1/s', work: 2.5, reward: '5 token' } },
    5,
  )
  expect(column('wallet')).toEqual([0, 0, 5, 5, 10])
})

test('work in any amounts is paid and fined by what is done and lost of it', () => {
  const tasks = {
    law: { law: 'normal', deviation: 0 },
    rate: '3/s',
    reward: '2 token',
    penalty: '1 token',
    deadline: 0,
  }
  const { column } = lifeOf({ wallet: '1 token', capacity: '2.5/s', tasks }, 2)
  expect(column('wallet')).toEqual([1 + 5 - 0.5, 1 + 10 - 1])
})

test('tasks that are never done well are fined as far as the wallet reaches', () => {
  const { column, run } = lifeOf({ wallet: '1.5 token', capacity: '2/s', tasks: { ...twice, success: 0 } }, 2)
  expect(column('wallet')).toEqual([0, 0])
  expect(run.summary().flows.find(({ purpose }) => purpose === 'taskPenalty')?.amount).toBe('1500000')
})

test('an agent buys nothing on the spot that costs more than its reservation price', () => {
  const group = { wallet: '9 token', reservation: '2 token', tasks: { law: 'regular', rate: '1/s' } }
  expect(lifeOf(group, 3, { price: '2 token' }).column('wallet')).toEqual([7, 5, 3])
  expect(lifeOf(group, 3, { price: '2.000001 token' }).column('waiting')).toEqual([1, 2, 3])
})

test('what is short on the spot goes to tasks that are begun: 0.75 credits a tick do three tasks in four ticks', () => {
  const { column } = lifeOf({ wallet: '1 token', tasks: { law: 'regular', rate: '1/s' } }, 4, { capacity: '0.75/s' })
  expect(column('finished')).toEqual([0, 1, 1, 1])
  expect(column('waiting')).toEqual([0.25, 0.5, 0.75, 1])
})

test('an agent that went dormant wakes with what it wants for waking, not with what a tick costs', () => {
  const { column } = lifeOf({ wallet: '1 token', income: '0.5 USD/s', upkeep: '1 USD/s', wake: '2 token' }, 9)
  expect(column('wallet')).toEqual([0.5, 0, 0.5, 1, 1.5, 1, 0.5, 0, 0.5])
  expect(column('state')).toEqual([1, 1, 2, 2, 2, 1, 1, 1, 2])
  expect(column('since')).toEqual([0, 0, 2, 2, 2, 5, 5, 5, 8])
  expect(column('fallen')).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 1])
})

test('work that waits while its agent is dormant is lost at its deadline, and fined', () => {
  const tasks = { law: 'regular', rate: '1/s', penalty: '0.25 token', deadline: 3 }
  const { column } = lifeOf({ wallet: '2 token', upkeep: '1 USD/s', tasks }, 7)
  expect(column('state')).toEqual([1, 1, 2, 2, 2, 2, 2])
  expect(column('waiting')).toEqual([1, 2, 2, 1, 0, 0, 0])
  // What comes to a dormant agent is lost at once, without a fine.
  expect(column('lost')).toEqual([0, 0, 1, 2, 2, 1, 1])
})

test('an agent that has its target retires with it: no stipend, no upkeep, no tasks', () => {
  const group = { wallet: '1 token', income: '0.5 USD/s', capacity: '1/s', target: '4 token' }
  const { column, rows } = lifeOf({ ...group, tasks: { law: 'regular', rate: '1/s', reward: '1 token' } }, 5)
  expect(column('wallet')).toEqual([2.5, 4, 4.5, 4.5, 4.5])
  expect(column('state')).toEqual([1, 1, 3, 3, 3])
  expect(column('lost')).toEqual([0, 0, 1, 0, 0])
  const names = ['awake', 'dormant', 'retired', 'wallet']
  expect(rows.agents.map(row => row.slice(3, 3 + names.length))).toEqual([
    [1, 0, 0, 2.5],
    [1, 0, 0, 4],
    [0, 0, 1, 4.5],
    [0, 0, 1, 4.5],
    [0, 0, 1, 4.5],
  ])
})

test('parts of a micro-token in fees and limits are rounded: wallets stay whole', () => {
  const { wallet } = trial({
    operators: [],
    customers: [],
    clock: { tick: '1 h', ticks: 6 },
    agents: {
      groups: [
        {
          name: 'saver',
          count: 3,
          wallet: '1 token',
          income: '24 USD/day',
          most: '1.0000004 token',
          tasks: { rate: '3/h' },
          buying: { rule: 'newsvendor', ratio: 0.9 },
        },
      ],
      credits: { price: '0.01 token', fee: '0.0000017 token' },
    },
  }).run.world.tables.agents
  expect(Array.from(wallet, tokens => tokens % 1)).toEqual([0, 0, 0])
  expect(Math.max(...wallet)).toBeLessThanOrEqual(1_000_000)
})
