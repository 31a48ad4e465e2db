/** Forecasts of agents: what they expect at the start and after it, how far off they are, and what an oracle knows. */
import { expect, test } from 'vitest'
import { beginTick } from '../clock.ts'
import { metricsOf } from '../metrics.ts'
import { onLanes } from '../patrons/lanes.ts'
import { type Run, resume } from '../run.ts'
import { scenarioOf, trial } from '../trial.ts'
import { expectedLoad, expectedPrice, loadError } from './forecasts.ts'

const METHODS = {
  naive: 'naive',
  seasonal: { method: 'seasonal-naive', season: '1 day' },
  mean: 'mean',
  ewma: 'ewma',
  winters: { method: 'holt-winters', season: '1 day' },
  ar: { method: 'ar', order: 3 },
  oracle: 'oracle',
}

/** Groups of unequal sizes, one a method, that are given the same tasks on average. */
const groups = (tasks: object, count: number) =>
  Object.entries(METHODS).map(([name, method], g) => ({
    name,
    count: count + g,
    wallet: '100 token',
    tasks,
    forecast: { load: method, price: method },
  }))

/** Agents of all methods in ticks of an hour. */
const economy = (tasks: object, ticks: number, { count = 5, ...part }: Record<string, unknown> = {}) => ({
  operators: [],
  customers: [],
  clock: { tick: '1 h', ticks },
  agents: {
    groups: groups(tasks, count as number),
    credits: { price: '0.001 token', pricing: { rule: 'pattern', pattern: { daily: 0.5, weekend: 0.5 } } },
  },
  ...part,
})

/** Value of a metric in the tick that has run. */
function metric({ world }: Run, name: string): number {
  const found = metricsOf(world.scenario).find(one => one.name === name)!
  return found.numerator(world) / found.denominator(world)
}

/** Columns of the state with a number that is not finite. */
function strange({ world }: Run): string[] {
  const { declaration, tables } = world.memory
  return (['loadForecast', 'loadState', 'loadUnit', 'priceForecast', 'priceState'] as const).flatMap(name =>
    Object.keys(declaration[name].columns).filter(column =>
      (tables[name] as Record<string, Float64Array>)[column].some(value => !Number.isFinite(value)),
    ),
  )
}

test('at the start agents expect what their law gives on average, times what they think they know of it', () => {
  const { world } = trial(
    {
      agents: {
        groups: [
          { name: 'a', count: 3, tasks: { rate: '2/s', work: 0.5 }, forecast: { load: 'ewma', start: 1.5 } },
          { name: 'b', count: 2, tasks: { rate: '7/s', law: { law: 'normal', deviation: 3 } } },
          { name: 'c', count: 4, tasks: { rate: '1/s', law: { law: 'bursty', times: 11, calm: '9 s', burst: '1 s' } } },
          { name: 'd', count: 1, tasks: { rate: '2.5/s', law: 'regular' } },
        ],
      },
    },
    0,
  ).run
  expect(expectedLoad(world, 0, 0)).toBe(1.5e6)
  expect(loadError(world, 0)).toBeCloseTo(Math.sqrt(1e6 * 0.5e6), 6)
  expect(expectedLoad(world, 3, 5)).toBe(7e6)
  expect(loadError(world, 3)).toBeCloseTo(3e6, 6)
  // A tenth of the time at eleven times the rate: a mean of 2, and a variance of 2 and of 10^2 / 10 * 9 / 10.
  expect(expectedLoad(world, 5, 0)).toBeCloseTo(2e6, 6)
  expect(loadError(world, 5)).toBeCloseTo(Math.sqrt(11) * 1e6, 6)
  // Nobody knows that tasks are regular.
  expect(loadError(world, 9)).toBeCloseTo(Math.sqrt(2.5) * 1e6, 6)
  expect(loadError(world, 9, 4)).toBeCloseTo(Math.sqrt(10) * 1e6, 6)
})

test('a trace is known on average, and by an oracle request by request', () => {
  const tasks = { law: { law: 'traced', file: 'requests.csv' }, work: 2 }
  const group = { name: 'a', count: 2, wallet: '100 token', tasks, forecast: { load: 'oracle' } }
  const requests = { time: Float64Array.of(0, 0.5, 1.2, 2.1, 2.2, 4), size: Float64Array.of(1, 2, 3, 4, 5, 1) }
  const { world } = trial({ customers: [], agents: { groups: [group, { ...group, name: 'b', forecast: {} }] } }, 0, [
    requests,
    requests,
  ]).run
  // In turn: the first is given requests 0, 2 and 4, the second the others.
  expect([1, 2, 3].map(ahead => expectedLoad(world, 0, ahead))).toEqual([6e6, 10e6, 0])
  expect([1, 2, 3].map(ahead => expectedLoad(world, 1, ahead))).toEqual([0, 8e6, 0])
  expect(loadError(world, 0, 3)).toBe(0)
  // 16 in 4 s, by two.
  expect(expectedLoad(world, 2, 0)).toBe(4e6)
})

test('smoothing and the mean square of its errors, worked by hand', () => {
  const forecast = { load: { method: 'ewma', smoothing: 0.5 }, start: 2, fading: 0.25 }
  const tasks = { rate: '2/s', law: 'regular' }
  const group = { name: 'a', count: 1, wallet: '9 token', tasks, forecast }
  const { run } = trial({ clock: { tick: '1 s', ticks: 3 }, agents: { groups: [group] } }, 2)
  // 4 were expected and 2 came, then 3 and 2; at the start the variance is that of Poisson tasks.
  expect(expectedLoad(run.world, 0, 0)).toBe(2.5e6)
  expect(loadError(run.world, 0)).toBeCloseTo(1e6 * Math.sqrt(0.75 * (0.75 * 2 + 0.25 * 2 ** 2) + 0.25 * 1 ** 2), 6)
  expect(metric(run, 'forecast_error_a')).toBe(0.5)
  expect(metric(run, 'forecast_bias_a')).toBe(0.5)
  expect(metric(run, 'forecast_dispersion_a')).toBeCloseTo(0.5, 9)
})

test('nobody looks back in time', () => {
  const { world } = trial(economy({ rate: '5/h' }, 3), 1).run
  expect(() => expectedLoad(world, 0, -1)).toThrow('expected a forecast of 0 ticks ahead or more, got -1')
  expect(() => expectedPrice(world, 0, -1)).toThrow('expected a forecast of 0 ticks ahead or more, got -1')
})

test('metrics are those of what agents expected and what came', () => {
  const { run } = trial(economy({ rate: '5/h', work: 0.3, pattern: { daily: 0.9 } }, 60), 0)
  const { world } = run
  const said = new Map<number, number>()
  while (!run.done) {
    beginTick(world)
    const expected = Array.from(world.tables.agents.group, (_, i) => expectedLoad(world, i, 0))
    run.step()
    for (const [g, { spec, first, count }] of world.agents.entries()) {
      const { name } = spec
      const price = expectedPrice(world, g, 0)
      const before = said.get(g) ?? price
      said.set(g, expectedPrice(world, g, 1))
      expect(metric(run, `price_bias_${name}`) * price).toBeCloseTo(before - price, 6)
      expect(metric(run, `price_error_${name}`) * price).toBeCloseTo(Math.abs(before - price), 6)
      const came = world.tables.agentWork.given.slice(first, first + count)
      const total = came.reduce((sum, work) => sum + work, 0)
      if (total === 0 || name === 'oracle') continue
      const errors = Array.from(came, (work, k) => expected[first + k] - work)
      const sum = errors.reduce((all, error) => all + error, 0)
      const squares = errors.reduce((all, error) => all + error * error, 0)
      // Counted in micro-credits and in parts of a square.
      expect(Math.abs(metric(run, `forecast_bias_${name}`) * total - sum)).toBeLessThan(count)
      expect(metric(run, `forecast_error_${name}`) * total).toBeCloseTo(Math.sqrt(squares * count), -3)
      if (name === 'naive' && run.ticks > 1) expect(metric(run, 'forecast_mase_naive')).toBe(1)
    }
  }
})

test.each([
  { law: 'poisson' },
  { law: 'bursty', times: 9, calm: '5 h', burst: '90 min' },
  { law: 'normal', deviation: 4 },
  { law: 'regular' },
])('an oracle knows what comes in the running tick and changes nothing of it: %j', law => {
  const tasks = { rate: { uniform: ['0/h', '20/h'] }, law, pattern: { daily: 0.5, peak: '3 h' } }
  const shocks = [{ kind: 'demand', customers: 'oracle', at: '5 h', lasts: '6 h', factor: 3 }]
  const { run } = trial(economy(tasks, 30, { shocks }), 0)
  while (!run.done) {
    run.step()
    expect(run.world.tables.forecastTally.sizes[6]).toBe(0)
  }
  const blind = economy(tasks, 30, { shocks })
  for (const group of blind.agents.groups) group.forecast = { load: 'naive', price: 'naive' }
  const given = trial(blind).run.world.tables.agentWork.given
  expect(Array.from(run.world.tables.agentWork.given)).toEqual(Array.from(given))
})

test('an oracle knows rates and prices to come: pattern, shocks', () => {
  const shocks = [{ kind: 'demand', customers: 'oracle', at: '8 h', lasts: '1 h', factor: 10 }]
  const { world } = trial(economy({ rate: '5/h', pattern: { daily: 1, peak: '6 h' } }, 10, { shocks }), 3).run
  const last = world.agents[6].first
  world.tick = 3
  // Of the tick from 5 to 6, whose middle is half an hour before the peak; and of the one from 8 to 9.
  expect(expectedLoad(world, last, 2) / 5e6).toBeCloseTo(1 + Math.cos(Math.PI / 24), 9)
  expect(expectedLoad(world, last, 5) / 50e6).toBeCloseTo(1 + Math.cos((5 * Math.PI) / 24), 9)
  expect(loadError(world, last)).toBe(0)
  // Of prices per credit the peak is at 14 h, and 200 hours from now is a Saturday.
  expect(expectedPrice(world, 6, 8) / 1000).toBeCloseTo(1 + 0.5 * Math.cos((2.5 * Math.PI) / 12), 9)
  expect(expectedPrice(world, 6, 130) / 500).toBeCloseTo(1 + 0.5 * Math.cos((0.5 * Math.PI) / 12), 9)
})

test('no method beats the oracle, or on steady tasks one who knows the rate; nor are the good far from it', () => {
  const { run } = trial(
    economy({ rate: '9/h' }, 500, { count: 40, clock: { tick: '1 h', ticks: 500, warmup: '10 days' } }),
  )
  const { metrics } = run.summary()
  const of = (name: string) => metrics[`forecast_dispersion_${name}`].mean
  expect(of('oracle')).toBe(0)
  for (const name of Object.keys(METHODS).slice(0, -1)) expect(of(name)).toBeGreaterThan(0.95)
  // 11,000 forecasts or so have a standard error of 1.4 %.
  expect(of('mean')).toBeLessThan(1.06)
  expect(Math.abs(of('ewma') - 2 / 1.9)).toBeLessThan(0.06)
  expect(Math.abs(of('naive') - 2)).toBeLessThan(0.12)
  expect(Math.abs(of('seasonal') - 2)).toBeLessThan(0.12)
  expect(of('ar')).toBeLessThan(1.08)
  expect(of('winters')).toBeLessThan(1.4)
})

test('all have the same bits on any number of lanes and over a snapshot, and every number is one', () => {
  const part = economy({ rate: '3/h', pattern: { daily: 0.8, weekend: 0.1 } }, 70, {
    shocks: [{ kind: 'demand', at: '30 h', lasts: '3 h', factor: 100_000 }],
  })
  const alone = onLanes(part, 1, 1000)
  const { history, fingerprint } = alone.summary()
  for (const [lanes, range] of [
    [2, 7],
    [3, 4],
  ])
    expect(onLanes(part, lanes, range).summary()).toMatchObject({ history, fingerprint })
  for (const ticks of [1, 24, 50]) {
    const second = resume(scenarioOf(part), [], trial(part, ticks).run.snapshot(), { row: () => undefined })
    while (!second.done) second.step()
    expect(second.summary()).toMatchObject({ history, fingerprint })
  }
  expect(strange(alone)).toEqual([])
})

test('agents that are never given a task expect none, and every number is one', () => {
  const { run } = trial(economy({ rate: '0/h' }, 60))
  for (let i = 0; i < run.world.tables.agents.group.length; i++) expect(expectedLoad(run.world, i, 3)).toBe(0)
  expect(strange(run)).toEqual([])
})

test('a season that is not a whole number of ticks is refused, and smoothing of 0', () => {
  const seasonal = (season: string) =>
    economy({}, 1, {
      agents: { groups: [{ name: 'a', forecast: { price: { method: 'holt-winters', season } } }] },
    })
  expect(() => scenarioOf(seasonal('90 min'))).toThrow('expected a whole number of ticks, at least 2, got 1.5')
  expect(() => scenarioOf(seasonal('1 h'))).toThrow('expected a whole number of ticks, at least 2, got 1')
  expect(() => scenarioOf(seasonal('2 h'))).not.toThrow()
  const smooth = { name: 'a', forecast: { load: { method: 'ewma', smoothing: 0 } } }
  expect(() => scenarioOf({ agents: { groups: [smooth] } })).toThrow('got 0')
})
