import { expect, test } from 'vitest'
import { loadScenario } from '../scenario/load.ts'
import { manifest } from './manifest.ts'

const given = { name: 'x', seed: '7', operators: [{ name: 'o' }], customers: [{ name: 'c' }] }
const scenario = await loadScenario('x.json', async () => JSON.stringify(given))
const circumstances = {
  files: [{ file: 'x.json', sha256: 'ab' }],
  overrides: [{ path: 'seed', value: '7' }],
  version: '1.2.3',
  started: '2026-01-02T03:04:05.000Z',
  seconds: 4,
  lanes: 2,
  platform: { node: 'v24' },
}

test('a manifest names scenario, seed, version and hashes, and counts only the ticks of this process as speed', () => {
  const outcome = { status: 'complete', resumedAt: 700, ticks: 2000, fingerprint: 'f', history: 'h' } as const
  expect(manifest(scenario, circumstances, outcome)).toMatchObject({
    name: 'x',
    status: 'complete',
    version: '1.2.3',
    seed: '7',
    fingerprint: 'f',
    history: 'h',
    timing: { started: '2026-01-02T03:04:05.000Z', seconds: 4, ticksPerSecond: 325, lanes: 2 },
  })
})

test('a manifest tells from which files and settings the run can be repeated', () => {
  const outcome = { status: 'interrupted', resumedAt: 0, ticks: 0 } as const
  expect(manifest(scenario, circumstances, outcome)).toMatchObject({
    status: 'interrupted',
    fingerprint: null,
    history: null,
    files: [{ file: 'x.json', sha256: 'ab' }],
    overrides: [{ path: 'seed', value: '7' }],
  })
})

test('a failure says why in one line', () => {
  const outcome = { status: 'failed', error: 'tick 3, settle: no money', resumedAt: 0, ticks: 3 } as const
  expect(manifest(scenario, { ...circumstances, seconds: 0 }, outcome)).toMatchObject({
    error: 'tick 3, settle: no money',
    timing: { ticksPerSecond: null },
  })
})
