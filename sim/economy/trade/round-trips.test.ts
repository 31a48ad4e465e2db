import { expect, test } from 'vitest'
import { type Trial, trial } from '../trial.ts'

const bots = ({ run }: Trial) => {
  const { wallet, dollars } = run.world.tables.bots
  return Array.from(wallet, (tokens, b) => [tokens / 1e6, dollars[b] / 1e6])
}

const two = [
  { name: 'cheap', tokens: '1000 token', dollars: '1000 USD', fee: 0.003 },
  { name: 'dear', tokens: '1000 token', dollars: '1200 USD', fee: 0.003 },
]
const round = { name: 'round', venue: 'pools', wallet: '10 token', dollars: '1000 USD' }

test('T10c: between pools of 1000 and 1000, 1000 and 1200 a bot pays 46.287475 USD and has 4.265797 more', () => {
  for (const pools of [two, two.toReversed()]) {
    const got = trial({ trade: { pools, bots: [round], blocks: { every: '1 s' } } }, 3)
    const { tables } = got.run.world
    const cheap = pools.indexOf(two[0])
    expect(tables.pools.dollars[cheap]).toBe(1000e6 + 46.287475e6)
    // Two divisions round by less than a millionth of a dollar each.
    expect(Math.abs(bots(got)[0][1] - 1004.265797)).toBeLessThan(2.1e-6)
    expect(bots(got)[0][0]).toBe(10)
    expect(tables.pools.tokens[0] + tables.pools.tokens[1]).toBe(2000e6)
  }
})

test('who trades from pool to pool needs no tokens, and goes as far as its dollars', () => {
  const got = trial(
    { trade: { pools: two, bots: [{ ...round, wallet: '0 token', dollars: '20 USD' }], blocks: { every: '1 s' } } },
    1,
  )
  const { tables } = got.run.world
  // It is first in either pool: 20 USD bring 22.942636, and those are paid too.
  expect(tables.pools.dollars[0]).toBe(1042.942635e6)
  expect(bots(got)[0][0]).toBe(0)
  expect(bots(got)[0][1]).toBeGreaterThan(24)
})

test('bots of both kinds compete for the same first place, and pools of any fees are compared', () => {
  // Where a token costs 1.1 USD outside both pools are off by a tenth; a round trip is worth less than a trade with the dear one alone.
  const pools = [
    { ...two[0], fee: 0 },
    { ...two[1], fee: 0.01 },
  ]
  const token = { price: '1.1 USD/token', supply: '1000000 token' }
  const rivals = [round, { name: 'outside', wallet: '1000 token', dollars: '1000 USD' }]
  const got = trial({ trade: { pools, bots: rivals, blocks: { every: '1 s' } }, token, record: { trades: true } }, 4)
  const told = got.rows.events
    .filter(([, kind]) => kind === 'trade')
    .map(([time, , bot, detail]) => [time, bot, detail])
  expect(told.length).toBeGreaterThanOrEqual(2)
  expect(told.some(([, bot]) => bot === 'outside')).toBe(true)
  const { dollars, tokens } = got.run.world.tables.pools
  for (const p of [0, 1])
    expect(Math.abs(Math.log(dollars[p] / tokens[p] / 1.1))).toBeLessThanOrEqual(-Math.log1p(-pools[p].fee) + 1e-6)
})
