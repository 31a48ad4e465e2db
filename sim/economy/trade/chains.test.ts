import { expect, test } from 'vitest'
import { scenarioOf } from '../trial.ts'
import { NONE, routesOf } from './chains.ts'

const routes = (bridges: readonly Record<string, unknown>[]) =>
  routesOf(scenarioOf({ trade: { chains: [{ name: 'home' }, { name: 'a' }, { name: 'b' }], bridges } }).trade)

test('without bridges nothing but home can be reached', () => {
  const { homeward, keptHomeward, keptOutward } = routes([])
  expect([homeward, keptHomeward, keptOutward]).toEqual([
    [NONE, NONE, NONE],
    [1, 0, 0],
    [1, 0, 0],
  ])
  expect(routesOf(scenarioOf({}).trade).homeward).toEqual([NONE])
})

test('the way home is the one on which shares of fees take the least, of equal ones the fastest', () => {
  const bridges = [
    { name: 'direct', from: 'b', to: 'home', fee: 0.3 },
    { name: 'slow', from: 'b', to: 'a', fee: 0.1, delay: '2 h' },
    { name: 'fast', from: 'b', to: 'a', fee: 0.1, delay: '1 h' },
    { name: 'last', from: 'a', to: 'home', fee: 0.2 },
    { name: 'out', from: 'home', to: 'a', fee: 0.05 },
  ]
  for (const order of [bridges, bridges.toReversed()]) {
    const { homeward, keptHomeward, outward, keptOutward } = routes(order)
    expect(homeward.map(b => order[b]?.name)).toEqual([undefined, 'last', 'fast'])
    expect(keptHomeward[2]).toBeCloseTo(0.72, 12)
    expect(outward.map(b => order[b]?.name)).toEqual([undefined, 'out', undefined])
    expect(keptOutward).toEqual([1, 0.95, 0])
  }
  // Now the direct one is better.
  expect(routes([{ ...bridges[0], fee: 0.2 }, ...bridges.slice(1)]).homeward).toEqual([NONE, 3, 0])
})

test('bridges that lead in a circle lead nowhere', () => {
  const circle = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
  ]
  expect(routes(circle).homeward).toEqual([NONE, NONE, NONE])
})
