import { expect, test } from 'vitest'
import { fingerprint } from '../sim/engine/fingerprint.ts'
import { clockedRun } from './phases.ts'
import { race, raceMarket, raceRun } from './race-market.ts'

const size = { customers: 700, operators: 13, perTick: 2 }

test('a run with a clock around each phase comes to the same bits as one without', () => {
  const plain = raceRun(size)
  const clocked = clockedRun(raceMarket(size))
  expect(race(clocked, 5)).toBe(race(plain, 5))
  expect(fingerprint(clocked.world.memory)).toBe(plain.fingerprint())
})

test('the phases take no longer than the whole, and the race takes most of it', () => {
  const run = clockedRun(raceMarket({ ...size, customers: 30_000 }))
  const begun = performance.now()
  race(run, 5)
  const whole = performance.now() - begun
  const sum = run.spent.reduce((total, time) => total + time, 0)
  expect(sum).toBeLessThanOrEqual(whole)
  expect(run.phases.at(-1)).toBe('record')
  expect(run.spent[run.phases.indexOf('race')]).toBeGreaterThan(sum / 2)
})
