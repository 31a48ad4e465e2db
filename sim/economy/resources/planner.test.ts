import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Value } from '../../measure/output.ts'
import { loadSolver } from '../../planner/highs.ts'
import { violationOf, welfareOf } from '../../planner/welfare.ts'
import { loadScenario } from '../../scenario/load.ts'
import { resume, start } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'
import { instanceOf, marketAllocation } from './window.ts'

await loadSolver()

const RESOURCES = {
  goods: [
    { name: 'energy', unit: 'MWh' },
    { name: 'compute', unit: 'GPU-hour' },
  ],
  demand: [
    {
      name: 'homes',
      good: 'energy',
      pattern: { daily: 0.4 },
      curve: { law: 'linear', quantity: '100/h', from: '100 USD', to: '0 USD' },
    },
    { name: 'hospital', good: 'energy', regions: ['north'], curve: { law: 'must', quantity: '5/h' } },
    {
      name: 'training',
      good: 'compute',
      regions: ['south'],
      curve: {
        law: 'steps',
        steps: [
          { quantity: '50/h', price: '8 USD' },
          { quantity: '80/h', price: '3 USD' },
        ],
      },
    },
  ],
  supply: [
    {
      name: 'wind',
      good: 'energy',
      regions: ['north'],
      pattern: { daily: 0.2 },
      curve: { law: 'linear', quantity: '100/h', from: '10 USD', to: '110 USD' },
    },
    { name: 'gas', good: 'energy', curve: { law: 'linear', quantity: '100/h', from: '40 USD', to: '140 USD' } },
  ],
  stores: [
    {
      name: 'battery',
      good: 'energy',
      regions: ['north'],
      capacity: 40,
      charge: '10/h',
      chargeYield: 0.9,
      loss: '1 %/h',
    },
  ],
  ways: [
    { kind: 'link', name: 'line', good: 'energy', capacity: '10/h', cost: '1 USD', congestion: '2 USD', yield: 0.95 },
    { kind: 'conversion', name: 'servers', from: 'energy', to: 'compute', yield: 20, capacity: '4/h' },
  ],
}

const ISLANDS = {
  clock: { tick: '1 h', ticks: 48 },
  regions: [{ name: 'north' }, { name: 'south' }, { name: 'west' }],
  customers: [{ name: 'nobody', count: 1, rate: '0/h' }],
}

/** The trial scenario with a planner of windows of `every` ticks. */
function planned(every: number, rest: Record<string, unknown> = {}, ticks?: number): Trial {
  return trial({ ...ISLANDS, resources: { ...RESOURCES, planner: { every }, ...rest } }, ticks)
}

const FEW_ROUNDS = { rule: 'tatonnement', rounds: 3 }
const AUCTION = { rule: 'auction', traders: 8, activations: 40 }

test.each([
  [1, {}],
  [4, {}],
  [24, {}],
  [4, FEW_ROUNDS],
  [4, AUCTION],
])('what markets do in %i ticks can be in the window, and is worth no more than the plan (%o)', (every, clearing) => {
  const { run } = planned(every, { clearing }, 0)
  let windows = 0
  while (!run.done) {
    run.step()
    if (run.ticks % every !== 0) continue
    const { world } = run
    const { reached, possible } = world.tables.planTally
    const instance = instanceOf(world)
    const allocation = marketAllocation(world)
    expect(violationOf(instance, allocation)).toBeLessThan(1e-9)
    expect(welfareOf(instance, allocation) * 1e6).toBeLessThanOrEqual(possible[0] * (1 + 1e-9))
    expect(reached[0]).toBeLessThanOrEqual(welfareOf(instance, allocation) * 1e6 * (1 + 1e-9))
    windows++
  }
  expect(windows).toBe(48 / every)
})

test('rows of both are written for each tick of a window as it ends', () => {
  const { rows } = planned(4, {}, 10)
  expect(rows.regions).toHaveLength(2 * 4 * 6)
  expect(rows.ways).toHaveLength(2 * 4 * 9)
  expect([...new Set(rows.regions.map(([tick]) => tick))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  const [tick, region, good, price, plan] = rows.regions[0]
  expect([tick, region, good]).toEqual([0, 'north', 'energy'])
  expect(Math.abs(Number(price) / Number(plan) - 1)).toBeLessThan(0.05)
  expect(rows.ways.find(([, name]) => name === 'servers')!.slice(2, 6)).toEqual(['north', 'energy', 'north', 'compute'])
})

test('a window may be the last part of the ticks between plans', () => {
  const { rows } = planned(24, { planner: { every: 24, ticks: 2 } })
  expect([...new Set(rows.regions.map(([tick]) => tick))]).toEqual([22, 23, 46, 47])
})

test('without a planner there are neither rows nor metrics, and the run is the same', () => {
  const markets = trial({ ...ISLANDS, resources: RESOURCES })
  const beside = planned(4)
  expect(markets.rows.regions).toEqual([])
  expect(markets.run.summary().metrics.welfare_share).toBeUndefined()
  expect([...markets.run.world.tables.places.price]).toEqual([...beside.run.world.tables.places.price])
})

test('a run that goes on from the middle of a window ends in the same bits', () => {
  const sink = { row: () => undefined }
  const scenario = scenarioOf({ ...ISLANDS, resources: { ...RESOURCES, planner: { every: 5 } } })
  const whole = start(scenario, [], sink)
  for (let tick = 0; tick < 12; tick++) whole.step()
  const rest = resume(scenario, [], whole.snapshot(), sink)
  for (const run of [whole, rest]) while (!run.done) run.step()
  const [one, other] = [whole.summary(), rest.summary()]
  expect([other.fingerprint, other.history]).toEqual([one.fingerprint, one.history])
  expect(other.resources).toEqual(one.resources)
})

test('the map has the means of all windows', () => {
  const { run, rows } = planned(4)
  const [north] = run.summary().resources!.places
  const mean = (column: number) => {
    const values = rows.regions.filter(([, region, good]) => region === 'north' && good === 'energy')
    return values.reduce((sum, row) => sum + Number(row[column]), 0) / values.length
  }
  expect(north).toMatchObject({ region: 'north', good: 'energy' })
  expect(north.price.market).toBeCloseTo(mean(3), 9)
  expect(north.price.planner).toBeCloseTo(mean(4), 9)
  expect(north.consumed.planner * 3600).toBeCloseTo(mean(6), 9)
})

test('demand that no plan can meet stops the run with what is missing', () => {
  const demand = [{ name: 'hospital', good: 'energy', regions: ['west'], pattern: { daily: 1 }, curve: must('40/h') }]
  const supply = [{ name: 'wind', good: 'energy', regions: ['north'], curve: line('100/h', '10 USD', '110 USD') }]
  const ways = [{ name: 'line', good: 'energy', from: ['north'], to: ['west'], capacity: '60/h' }]
  const scarce = { goods: RESOURCES.goods, demand, supply, ways, stores: [] }
  expect(() => trial({ ...ISLANDS, resources: { ...scarce, planner: { every: 12 } } })).toThrow(
    /^tick \d+, plan resources: resources.planner: expected demand that can be met, got [\d.]+ MWh too little of energy in west in tick \d+, and there are \d+ more such shortages$/,
  )
})

test('demand that could be met only above the ceiling stops the run', () => {
  const demand = [{ name: 'hospital', good: 'energy', regions: ['west'], curve: must('40/h') }]
  const supply = [{ name: 'diesel', good: 'energy', regions: ['west'], curve: line('100/h', '10 USD', '110 USD') }]
  const dear = { goods: RESOURCES.goods, demand, supply, ways: [], stores: [], ceiling: '45 USD' }
  expect(() => trial({ ...ISLANDS, resources: { ...dear, planner: {} } })).toThrow(
    /got (49\.99|50)[\d.]* USD for energy in west in tick 0$/,
  )
})

test('T13e: Dantzig’s plants and markets cost the planner 153.675, at his prices, which are the local ones too', async () => {
  const scenario = await loadScenario('scenarios/laws/t13e-transport.json', path => readFile(path, 'utf8'))
  const regions: Value[][] = []
  const run = start(scenario, [], { row: (table, values) => table === 'regions' && regions.push([...values]) })
  while (regions.length === 0) run.step()
  // Each of 900 cases is worth a dollar.
  expect(900 - run.world.tables.planTally.possible[0] / 1e6).toBeCloseTo(153.675, 6)
  for (const [i, price] of [0.225, 0.153, 0.126].entries()) {
    const [local, planned] = regions[2 + i].slice(3, 5).map(Number)
    expect(planned).toBeCloseTo(price, 6)
    expect(local).toBeCloseTo(price, 5)
  }
})

const must = (quantity: string) => ({ law: 'must', quantity })
const line = (quantity: string, from: string, to: string) => ({ law: 'linear', quantity, from, to })
