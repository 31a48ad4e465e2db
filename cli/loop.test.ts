import { expect, test } from 'vitest'
import { runTicks } from './loop.ts'

function counting(total: number, onStep: (ticks: number) => void = () => {}) {
  let ticks = 0
  return {
    get done() {
      return ticks >= total
    },
    get ticks() {
      return ticks
    },
    step() {
      onStep(++ticks)
    },
  }
}

test('all ticks run, and the last breath sees them all', async () => {
  const run = counting(777)
  const seen: number[] = []
  await runTicks(run, new AbortController().signal, () => seen.push(run.ticks))
  expect(run.ticks).toBe(777)
  expect([seen[0], seen.at(-1)]).toEqual([0, 777])
})

test('other work of the process gets its turn about every 50 ms, and can stop the run', async () => {
  const controller = new AbortController()
  const run = counting(Infinity)
  const timer = setTimeout(() => controller.abort(), 120)
  const started = performance.now()
  let breaths = 0
  await runTicks(run, controller.signal, () => breaths++)
  clearTimeout(timer)
  expect(performance.now() - started).toBeLessThan(2000)
  expect(breaths).toBeGreaterThanOrEqual(3)
})

test('a tick that throws ends the loop with its error', async () => {
  const run = counting(10, ticks => {
    if (ticks === 4) throw new Error('tick 3, settle: no money')
  })
  await expect(runTicks(run, new AbortController().signal, () => {})).rejects.toThrow('tick 3, settle')
  expect(run.ticks).toBe(4)
})
