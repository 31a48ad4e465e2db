import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Trial, trial } from '../trial.ts'

const wave = (part: object = {}) => ({
  kind: 'ban-wave',
  operators: 'company',
  at: '1.5 s',
  lasts: '3 s',
  share: 1,
  ...part,
})
const company = { name: 'company', servers: 1000 }
const rivals = (count: number) => ({ name: 'rival', count, servers: 1000 })
const market = (part: Record<string, unknown>) => ({
  operators: [company, rivals(2)],
  terms: { access: 'provider' },
  attacks: [wave()],
  ...part,
})
const metric = ({ run, rows }: Trial, name: string) => {
  const names = Object.keys(run.summary().metrics).filter(key => !/^(selected|won)_/.test(key))
  return rows.ticks.map(row => row[2 + names.indexOf(name)])
}
/** Share of the customers who are barred in tick 0, 1, ... */
const barred = (part: Record<string, unknown>, ticks: number) =>
  Array.from({ length: ticks }, (_, tick) => {
    const { tables, regions } = trial(market(part), tick + 1).run.world
    return tables.customers.region.reduce((sum, place) => sum + (place >= regions ? 1 : 0), 0)
  })

test('it bars in the ticks that start while it lasts', () => {
  expect(barred({}, 7)).toEqual([0, 0, 20, 20, 20, 0, 0])
  // Up to 3.9 s and to 4 s, which is too late for the tick that starts then.
  expect(barred({ attacks: [wave({ lasts: '2.4 s' })] }, 6)).toEqual([0, 0, 20, 20, 0, 0])
  expect(barred({ attacks: [wave({ lasts: '2.5 s' })] }, 6)).toEqual([0, 0, 20, 20, 0, 0])
  // One that is over before a tick starts bars nobody.
  expect(barred({ attacks: [wave({ lasts: '0.3 s' })] }, 4)).toEqual([0, 0, 0, 0])
  expect(trial(market({}), 6).rows.events).toEqual([
    [2, 'attack', 'company', 'ban-wave begins'],
    [5, 'attack', 'company', 'ban-wave ends'],
  ])
})

test('rivals serve the barred, and without rivals nobody does', () => {
  const served = trial(market({}), 7)
  expect(metric(served, 'unserved')).toEqual([0, 0, 0, 0, 0, 0, 0])
  const alone = trial(market({ operators: [company, rivals(0)] }), 7)
  expect(metric(alone, 'unserved')).toEqual([0, 0, 1, 1, 1, 0, 0])
  expect(metric(alone, 'outside')).toEqual([0, 0, 1, 1, 1, 0, 0])
  const { won } = trial(market({}), 3).run.world.tables.nodeTally
  expect(Array.from(won, races => races > 0)).toEqual([false, true, true])
})

test('it bars its share of the group that it names, and waves of two groups their own', () => {
  const customers = [
    { name: 'near', count: 3000, rate: '0.01/s' },
    { name: 'far', count: 5000, rate: '0.01/s' },
  ]
  const shares = (attacks: readonly object[]) => {
    const { tables } = trial(market({ customers, attacks }), 3).run.world
    const count = (from: number, to: number) =>
      tables.customers.region.slice(from, to).filter(place => place > 0).length
    return [count(0, 3000) / 3000, count(3000, 8000) / 5000]
  }
  const [near, far] = shares([wave({ share: 0.3, customers: 'far' })])
  // Binomial: 0.3 +- 4 standard errors of 0.0065.
  expect(near).toBe(0)
  expect(Math.abs(far - 0.3)).toBeLessThan(0.026)
  const both = shares([wave({ share: 0.3, customers: 'far' }), wave({ share: 0.8, customers: 'near' })])
  expect(both[1]).toBe(far)
  expect(Math.abs(both[0] - 0.8)).toBeLessThan(0.03)
  // Of two waves that are independent all but 0.7 · 0.5 are barred.
  const twice = shares([wave({ share: 0.3 }), wave({ share: 0.5 })])[1]
  expect(Math.abs(twice - 0.65)).toBeLessThan(0.027)
})

test('an attack that bars everybody does what the same wave as a shock does', () => {
  const tables = (part: Record<string, unknown>) => trial(market(part)).run.world.tables
  const { operators: _, ...rest } = wave()
  const attack = tables({})
  const shock = tables({ attacks: [], shocks: [{ ...rest, kind: 'ban' }] })
  expect(attack.flows.total).toEqual(shock.flows.total)
  expect(attack.operators.wonTotal).toEqual(shock.operators.wonTotal)
  expect(attack.bans.until).toEqual(shock.bans.until)
})

test('an attack of nobody, or one that never comes, leaves every query as it is', () => {
  const peace = trial(market({ attacks: [] })).run.world.tables
  expect(peace.bans.until.length).toBe(0)
  for (const part of [{ share: 0 }, { at: '1 day' }]) {
    const { flows, operators } = trial(market({ attacks: [wave(part)] })).run.world.tables
    expect(flows.total).toEqual(peace.flows.total)
    expect(operators.wonTotal).toEqual(peace.operators.wonTotal)
  }
})

test('whenever it comes and whatever bans there are besides, all are free again when it is over', () => {
  const seconds = fc.integer({ min: 0, max: 60 }).map(tenths => tenths / 10)
  fc.assert(
    fc.property(seconds, seconds, fc.double({ min: 0, max: 1, noNaN: true }), (at, lasts, share) => {
      const attacks = [wave({ at: `${at} s`, lasts: `${lasts} s`, share })]
      const { run } = trial(market({ clock: { tick: '1 s', ticks: 14 }, attacks }))
      const { region } = run.world.tables.customers
      expect(region.every(place => place === 0)).toBe(true)
      expect(run.world.tables.attacks.stage[0]).toBe(2)
    }),
    { numRuns: 20 },
  )
})
