/** Agents that find s and S by themselves: what it costs them not to be told. */
import { expect, test } from 'vitest'
import { demandOf, optimalOrderPolicy, periodCost } from '../../../measure/theory/inventory.ts'
import { trial } from '../../trial.ts'

const costs = { fee: 64, holding: 1, penalty: 9 }

/** Cost a tick and agent of 40 agents with Poisson tasks in `ticks` ticks after the first 200. */
function cost(rate: number, group: Record<string, unknown>, ticks: number, fee = '64 token') {
  const { run } = trial(
    {
      clock: { tick: '1 h', ticks: ticks + 200 },
      operators: [],
      customers: [],
      record: { check: 1000 },
      token: { price: '1 USD/token', supply: '1e9 token' },
      agents: {
        credits: { price: '0 token', fee, holding: '1 token/h', spot: { open: false } },
        groups: [
          {
            name: 'agent',
            count: 40,
            wallet: '1e6 token',
            tasks: { rate: `${rate}/h`, delay: '9 token' },
            buying: { rule: 'sS' },
            ...group,
          },
        ],
      },
    },
    200,
  )
  let sum = 0
  while (!run.done) {
    run.step()
    const { creditFees, holding, delays } = run.world.tables.agentTotals
    sum += creditFees[0] + holding[0] + delays[0]
  }
  return { cost: sum / 1e6 / 40 / ticks, run }
}

test('told the mean of its work, an agent finds the s and S of Zheng and Federgruen, or their neighbours', () => {
  const { run } = cost(10, {}, 1)
  const { reorder, upTo } = run.world.tables.orderPolicy
  expect(Math.abs(reorder[0] / 1e6 - 6)).toBeLessThanOrEqual(1)
  expect(Math.abs(upTo[0] / 1e6 - 40)).toBeLessThanOrEqual(1)
})

test.each([10, 25])('from its own history of Poisson(%i) tasks it pays at most 2 % more than the best policy', rate => {
  const best = optimalOrderPolicy(demandOf(rate), costs).cost
  const learned = cost(rate, { forecast: { load: 'mean' } }, 2500)
  expect(learned.cost / best).toBeGreaterThan(0.985)
  expect(learned.cost / best).toBeLessThan(1.02)
})

test.each([10, 25])(
  'a newsvendor who learns its Poisson(%i) work pays at most a fiftieth more than the best level',
  rate => {
    const demand = demandOf(rate)
    const best = Math.min(...Array.from({ length: 4 * rate }, (_, level) => periodCost(demand, costs, level)))
    const learned = cost(rate, { buying: 'newsvendor', forecast: { load: 'mean', fading: 0.01 } }, 2500, '0 token')
    expect(learned.cost / best).toBeGreaterThan(0.985)
    expect(learned.cost / best).toBeLessThan(1.02)
  },
)
