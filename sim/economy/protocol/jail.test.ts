import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'

const liar = { name: 'liar', accuracy: 0, servers: 1000, wallet: '500 token' }
const times = Array.from({ length: 100 }, (_, i) => i / 10)
/** Ten queries a tick of 1 s, all raced by an honest operator and, while it is free, a liar. */
const lying = (part: Record<string, unknown>, ticks: number) =>
  trial(
    {
      operators: [{ name: 'honest', servers: 1000 }, liar],
      customers: [traced],
      market: { race: { nodes: 2 } },
      ...part,
    },
    ticks,
    asking(times),
  )
const events = ({ rows }: ReturnType<typeof lying>, ...kinds: string[]) =>
  rows.events.filter(([, kind]) => kinds.includes(String(kind)))
const selected = ({ run }: ReturnType<typeof lying>) => Array.from(run.world.tables.operators.selectedTotal)

test('who is jailed is not selected until its term is over', () => {
  const slashing = { jail: '2 s' }
  expect([1, 2, 3, 4].map(ticks => selected(lying({ slashing }, ticks)))).toEqual([
    [10, 10],
    [20, 10],
    [30, 10],
    [40, 20],
  ])
  expect(events(lying({ slashing }, 4), 'jail', 'release')).toEqual([
    [1, 'jail', 'liar', 'for 2 s'],
    [3, 'release', 'liar', 'may be selected again'],
    [4, 'jail', 'liar', 'for 2 s'],
  ])
})

test('a term that ends within a tick ends at its time', () => {
  const got = lying({ slashing: { jail: '1.75 s' } }, 4)
  expect(events(got, 'release')).toEqual([[2.75, 'release', 'liar', 'may be selected again']])
})

test('without the minimum stake the term goes on until the stake is topped up', () => {
  const operators = [
    { name: 'honest', servers: 1000 },
    { ...liar, wallet: '150 token' },
  ]
  const got = lying({ operators, slashing: { jail: '2 s' } }, 5)
  expect(events(got, 'release')).toEqual([])
  const { tables } = got.run.world
  expect([tables.operators.jailedUntil[1], tables.operators.stake[1]]).toEqual([3, 9800e6])
  tables.operators.wallet[1] += 50e6
  tables.operators.wallet[0] -= 50e6
  got.run.step()
  expect([tables.operators.jailedUntil[1], tables.operators.stake[1]]).toEqual([0, 10_000e6])
})

test('only the offences that are named lead to jail', () => {
  expect(events(lying({ slashing: { jail: '2 s', jailFor: ['downtime'] } }, 3), 'jail')).toEqual([])
  const shocks = [{ kind: 'outage', at: '0.5 s', lasts: '3 s', operator: 'honest' }]
  const slashing = { jail: '2 s', jailFor: ['downtime'], grace: '1 s', wrong: 0 }
  expect(events(lying({ shocks, slashing }, 3), 'jail')).toEqual([[1.5, 'jail', 'honest', 'for 2 s']])
})

test('who is jailed earns no stakers’ reward', () => {
  const fee = { operators: 0, treasury: 0, providers: 0, stakers: 1, burn: 0 }
  const got = lying({ slashing: { jail: '9 s', wrong: 0 }, market: { race: { nodes: 2 }, fee } }, 4)
  const paid = got.rows.flows.filter(row => row[3] === 'stakeReward').map(row => Number(row[4]))
  const { earnedTotal } = got.run.world.tables.operators
  // Half of the first tick's pot, and nothing since.
  expect(earnedTotal[1]).toBe(Math.floor(paid[0] / 2))
  expect(earnedTotal[0]).toBe(paid.reduce((sum, amount) => sum + amount, 0) - earnedTotal[1])
})

test('violations of consensus come at their rate and cost 5 % of the stake each', () => {
  const operators = [{ name: 'careless', count: 200, wallet: '0 token', incidents: { violation: '0.05/s' } }]
  const got = lying(
    { operators, staking: { minimum: '0 token' }, clock: { tick: '1 s', ticks: 20 }, token: { supply: '9e6 token' } },
    20,
  )
  const slashes = events(got, 'slash')
  // 200 operators for 20 s: 200 incidents with a standard deviation of 14.
  expect(Math.abs(slashes.length - 200)).toBeLessThan(4 * 14.2)
  const { stake } = got.run.world.tables.operators
  const most = Math.max(...Array.from(stake))
  expect(most).toBe(10_000e6)
  const [, , name] = slashes[0]
  const o = Number(String(name).split('-')[1]) - 1
  const times = slashes.filter(row => row[2] === name).length
  expect(stake[o] / 1e6).toBeCloseTo(10_000 * 0.95 ** times, 3)
})

test('malice costs 10 % and the operator is out for good as the tick ends', () => {
  const operators = [
    { name: 'honest', servers: 1000 },
    { name: 'villain', servers: 1000, incidents: { malice: '1000/s' } },
  ]
  const got = lying({ operators, staking: { cooldown: '3 s' } }, 6)
  expect(events(got, 'slash').map(row => row[3])).toEqual(['1000 token: malice'])
  expect(events(got, 'exit')).toEqual([[1, 'exit', 'villain', 'tombstoned for malice']])
  const { state, wallet, selectedTotal } = got.run.world.tables.operators
  expect([state[1], selectedTotal[1]]).toEqual([3, 10])
  expect(wallet[1]).toBeGreaterThanOrEqual(9000e6)
})

test('without jail and incidents nothing of either happens', () => {
  const got = lying({ staking: { minimum: '0 token' } }, 6)
  expect(events(got, 'jail', 'release', 'exit')).toEqual([])
  expect(selected(got)).toEqual([60, 60])
})
