/** Operators who make compute for agents: what they offer, are paid and pay. */
import { expect, test } from 'vitest'
import { moved } from '../../ledger.ts'
import { trial } from '../../trial.ts'

const node = { name: 'node', servers: 2, wallet: '100 token', latency: { law: 'deterministic', value: '1 s' } }
/** Two operators with 2 and 4 idle servers, and agents with `rate` tasks an hour whose compute is 60 queries each. */
const economy = (rate: number, ticks: number, part: object = {}) =>
  trial(
    {
      clock: { tick: '1 h', ticks },
      operators: [
        { ...node, name: 'small', queryCost: '0.0001 USD/query' },
        { ...node, name: 'node', nodes: 2, count: 2, queryCost: '0.0001 USD/query' },
      ],
      customers: [{ name: 'customer', count: 1, rate: '0/h' }],
      agents: {
        credits: { price: '0.01 token', operators: { group: 'node', work: 60 } },
        groups: [{ name: 'agent', count: 1, wallet: '1000 token', tasks: { rate: `${rate}/h`, law: 'regular' } }],
      },
      ...part,
    },
    0,
  ).run

test('compute is what the servers of the group could do besides: no more can be used', () => {
  // Two operators with two nodes of two servers, each 3600 queries an hour: 480 credits.
  const run = economy(600, 1)
  run.step()
  const { creditMarket, agentTotals } = run.world.tables
  expect(creditMarket.capacity[0]).toBe(480e6)
  expect(agentTotals.spot[0]).toBe(480e6)
  expect(agentTotals.waiting[0]).toBe(120e6)
})

test('operators are paid for what they offered, it is income, and costs what queries cost', () => {
  const run = economy(100, 1)
  run.step()
  const { tables } = run.world
  expect(moved(tables, 'computeSale')).toBe(1e6)
  expect([...tables.operators.earned]).toEqual([0, 500_000, 500_000])
  // 3000 queries each.
  expect([...tables.operators.spent]).toEqual([0, 300_000, 300_000])
  expect(moved(tables, 'issuerSale')).toBe(0)
})

test('who is down offers nothing', () => {
  const shocks = [{ kind: 'outage', at: '0 h', lasts: '10 h', operator: 'node-1' }]
  const run = economy(100, 3, { shocks })
  while (!run.done) run.step()
  expect([...run.world.tables.operators.earned]).toEqual([0, 0, 1e6])
})

test('a group of operators must be there, and sells its capacity once', () => {
  const credits = (group: string) => ({ agents: { credits: { operators: { group } }, groups: [{ name: 'agent' }] } })
  expect(() => economy(1, 1, credits('nod'))).toThrow('did you mean')
  const resources = {
    goods: [{ name: 'compute' }],
    supply: [{ name: 'spare', good: 'compute', curve: { law: 'operators', group: 'node' } }],
  }
  expect(() => economy(1, 1, { ...credits('node'), resources })).toThrow('sell their spare capacity once')
})
