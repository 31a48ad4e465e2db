/** Compute credits: what is refused, in one line each. */
import { expect, test } from 'vitest'
import { scenarioOf } from '../../../economy/trial.ts'

const faults = (credits: object, group: object = {}, clock: object = { tick: '1 h', ticks: 1 }) => {
  try {
    scenarioOf({ clock, agents: { credits, groups: [{ name: 'agent', ...group }] } })
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
const sS = (part: object) => ({ buying: { rule: 'sS', ...part } })
const owed = { spot: { open: false }, holding: '1 token/day' }

test('s is below S, and both are given or neither', () => {
  expect(faults({}, sS({ reorder: 4, upTo: 9 }))).toBe('')
  expect(faults({}, sS({ reorder: 9, upTo: 9 }))).toContain('expected s below S (upTo 9), got 9')
  expect(faults({}, sS({ upTo: 9 }))).toContain('expected both s (reorder) and S (upTo), or neither, got one')
})

test('who finds s and S by itself must lose by having too much and by having too little', () => {
  const tasks = { delay: '1 token' }
  expect(faults(owed, { ...sS({}), tasks })).toBe('')
  expect(faults({ ...owed, holding: 0 }, { ...sS({}), tasks })).toContain('expected agents.credits.holding above 0')
  expect(faults(owed, sS({}))).toContain('tasks.delay above 0, got 0')
  expect(faults({ holding: '1 token/day' }, sS({}))).toContain('agents.credits.spot.factor above 1, got 1')
})

test('a life is at least a tick for each vintage', () => {
  expect(faults({ life: '1 day', vintages: 24 })).toBe('')
  expect(faults({ life: '1 day', vintages: 25 })).toContain(
    'expected at least 25 ticks of 3600 s, one a vintage (agents.credits.vintages), got 86400 s',
  )
})

test('a price of congestion needs a capacity, and only prices that move by load are smoothed', () => {
  expect(faults({ pricing: 'congestion', capacity: '1/h', smoothing: '1 h' })).toBe('')
  expect(faults({ pricing: 'congestion' })).toContain(
    'expected a capacity above 0, for a price of congestion, got none',
  )
  expect(faults({ smoothing: '1 h' })).toContain(
    'expected 0 s where the price does not move by load (pricing \\"fixed\\"), got 3600 s',
  )
})

test('quantiles, ratios, prices and times are within their bounds', () => {
  expect(faults({}, { buying: { rule: 'threshold', quantile: 1.1 } })).toContain('expected at most 1')
  expect(faults({}, { buying: { rule: 'newsvendor', ratio: -0.1 } })).toContain('expected at least 0')
  expect(faults({ price: '-1 token' })).toContain('expected at least 0 token')
  expect(faults({ holding: '-1 token/day' })).toContain('expected at least 0 token/day')
  expect(faults({ fee: '-1 token' })).toContain('expected at least 0 token')
  expect(faults({ burn: 2 })).toContain('expected at most 1')
})
