import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'

const times = Array.from({ length: 40 }, (_, i) => i / 10)
/** Ten queries a tick; the second operator always lies and loses 2 % of its stake of 10,000 token in each. */
const lying = (wallet: string, ticks: number) =>
  trial(
    {
      operators: [
        { name: 'honest', servers: 1000 },
        { name: 'liar', accuracy: 0, servers: 1000, wallet },
      ],
      customers: [traced],
      market: { race: { nodes: 2 } },
    },
    ticks,
    asking(times),
  )

test('a stake below the minimum is topped up from the wallet in the same tick', () => {
  const got = lying('500 token', 2)
  const { stake, wallet } = got.run.world.tables.operators
  expect([stake[1], wallet[1]]).toEqual([10_000e6, 100e6])
  expect(got.rows.events.filter(([, kind]) => kind === 'bond').map(row => row[3])).toEqual([
    '200 token to restore the minimum stake',
    '200 token to restore the minimum stake',
  ])
})

test('one who cannot restore all of it restores nothing, stays, and is not selected', () => {
  const got = lying('500 token', 4)
  const { stake, wallet, state, selectedTotal } = got.run.world.tables.operators
  // The third slash leaves 9800, the wallet 100: from then on only the honest operator races.
  expect([stake[1], wallet[1], state[1]]).toEqual([9800e6, 100e6, 1])
  expect(Array.from(selectedTotal)).toEqual([40, 30])
})

test('a stake above the minimum is left alone', () => {
  const got = trial({ operators: [{ name: 'rich', count: 2, stake: ['10001 token', '10000 token'] }] }, 3)
  expect(Array.from(got.run.world.tables.operators.stake)).toEqual([10_001e6, 10_000e6])
})
