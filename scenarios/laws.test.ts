/** Every file in scenarios/laws is a law: a run of it, with nothing but its configuration, lands on the closed form. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LAW_FILES } from '../scripts/scenario-files.ts'
import { start } from '../sim/economy/run.ts'
import { studentQuantile } from '../sim/measure/student.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import { loadTraces } from '../sim/scenario/trace.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFile(join(root, path), 'utf8')
/** Standard errors by which a measured value may be off, and batches of its interval. */
const MOST = 4
const BATCHES = 32
/** Money is counted in whole micro-units, so an exact law may be missed by a few of them. */
const ROUNDED = 1e-8
/** A number of operators is whole: one more or less is the nearest that entry can come to zero profit. */
const WHOLE = { operators: 1 } as Readonly<Record<string, number>>

test.each(LAW_FILES)('%s: measured values are within four standard errors of theory', async file => {
  const scenario = await loadScenario(file, read)
  const run = start(scenario, await loadTraces(scenario, read), { row: () => undefined })
  while (!run.done) run.step()
  const { theory } = run.summary()
  expect(theory.length).toBeGreaterThan(0)
  for (const { name: metric, expected, measured, low, high } of theory) {
    const standardError = (high - low) / 2 / studentQuantile(0.975, BATCHES - 1)
    const off = Math.abs(measured - expected)
    expect(off, `${metric}: ${measured} instead of ${expected}`).toBeLessThanOrEqual(
      (WHOLE[metric] ?? 0) + MOST * standardError + ROUNDED * Math.abs(expected),
    )
    // Power: an interval so wide that it proves nothing is no proof.
    expect(standardError, `standard error of ${metric}`).toBeLessThanOrEqual(0.012 * Math.abs(expected) + 1e-12)
  }
})

test('free entry settles at 1 + M mu / F operators, rounded down: 11', async () => {
  const run = start(await loadScenario('scenarios/laws/t07a-free-entry.json', read), [], { row: () => undefined })
  while (!run.done) run.step()
  const { operators, price } = run.summary().metrics
  expect(operators.mean).toBe(11)
  expect(price.mean).toBeCloseTo(1.275, 6)
})

test.each([
  [2, 0.5],
  [3, 0.375],
  [5, 0.3125],
  [10, 0.277778],
])('%i like operators ask a markup of %f token over cost', async (count, markup) => {
  const override = [{ path: 'operators[0].count', value: `${count}` }]
  const run = start(await loadScenario('scenarios/laws/t06b-logit-price.json', read, override), [], {
    row: () => undefined,
  })
  while (!run.done) run.step()
  expect(run.summary().metrics.price.mean - 1).toBeCloseTo(markup, 5)
})

test('burn and mint: after 100 ticks of the recursion S + M - beta v S there are 17,156.556 token', async () => {
  const scenario = await loadScenario('scenarios/laws/t15a-burn-and-mint.json', read)
  const run = start(scenario, await loadTraces(scenario, read), { row: () => undefined })
  while (run.ticks < 100) run.step()
  expect(Number(run.summary().money.final) / 1e6 / 17156.556087564826).toBeCloseTo(1, 6)
})

test('the base fee wanders about its fixed point with a standard deviation of 1.291 token', async () => {
  const run = start(await loadScenario('scenarios/laws/t09c-base-fee.json', read), [], { row: () => undefined })
  const fees: number[] = []
  while (run.ticks < 30_000) {
    run.step()
    if (run.ticks > 1000) fees.push(run.world.tables.baseFee.fee[0] / 1e6)
  }
  const mean = fees.reduce((sum, fee) => sum + fee, 0) / fees.length
  const variance = fees.reduce((sum, fee) => sum + (fee - mean) ** 2, 0) / fees.length
  expect(Math.abs(mean / 50 - 1)).toBeLessThan(0.005)
  expect(Math.abs(Math.sqrt(variance) / 1.291 - 1)).toBeLessThan(0.05)
  // The fee is multiplied, so gas is a little above its target on average: half its variance over 8 T^2.
  expect(Math.abs(run.summary().metrics.gas_fill.mean - 1.00065)).toBeLessThan(0.0004)
})

test('T22a: cheating stops to pay at a slash of 1.55 USD', async () => {
  const run = start(await loadScenario('scenarios/laws/t22a-deterrence.json', read), [], { row: () => undefined })
  while (!run.done) run.step()
  const { theory } = run.summary()
  const [{ expected, measured }] = theory.filter(({ name }) => name === 'critical_slash')
  expect(Math.abs(measured - 1.55)).toBeLessThanOrEqual(0.01)
  expect(Math.abs(expected - 1.55)).toBeLessThanOrEqual(0.01)
})

test('T12: nobody gains where losing costs something or all pay, and who learns bids four fifths', async () => {
  const of = async (name: string) => {
    const run = start(await loadScenario(`scenarios/laws/${name}.json`, read), [], { row: () => undefined })
    while (!run.done) run.step()
    return run.summary().metrics
  }
  const revert = await of('t12c-revert')
  expect(Math.abs(revert.arbitrage_profit.mean)).toBeLessThanOrEqual(0.02)
  expect(Math.abs(revert.prize_lost.mean - 0.08264462809917356)).toBeLessThanOrEqual(0.02)
  const allPay = await of('t12e-all-pay')
  expect(Math.abs(allPay.prize_fees.mean - 1)).toBeLessThanOrEqual(0.01)
  expect(Math.abs(allPay.prize_fee.mean - 0.6)).toBeLessThanOrEqual(0.01)
  expect(Math.abs((await of('t12a-learned')).bid_slope.mean - 0.8)).toBeLessThanOrEqual(0.03)
})

test('T10c: through pools of 1000 and 1000, 1000 and 1200 thousand go 46,287.475 USD and bring 4265.797', async () => {
  const run = start(await loadScenario('scenarios/laws/t10c-two-pools.json', read), [], { row: () => undefined })
  while (!run.done) run.step()
  const measured = Object.fromEntries(run.summary().theory.map(({ name, measured }) => [name, measured]))
  expect(measured.round_trip_payment / 46_287.47517731).toBeCloseTo(1, 9)
  expect(measured.round_trip_gain / 4265.797226128825).toBeCloseTo(1, 8)
})
