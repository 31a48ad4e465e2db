/** Agents of any kind: no money and no work gets lost, on any number of lanes, over a snapshot. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onLanes } from '../patrons/lanes.ts'
import { resume } from '../run.ts'
import { scenarioOf, trial } from '../trial.ts'

const law = fc.oneof(
  fc.constantFrom('poisson', 'regular'),
  fc.record({
    law: fc.constant('bursty'),
    times: fc.constantFrom(0, 3, 20),
    calm: fc.constant('9 s'),
    burst: fc.constant('2 s'),
  }),
  fc.record({ law: fc.constant('normal'), deviation: fc.constantFrom(0, 1, 4) }),
)
const tokens = fc.constantFrom('0 token', '0.3 token', '2 token')
const dollars = fc.constantFrom('0 USD/s', '0.2 USD/s', '1.1 USD/s')

const group = fc
  .record({
    count: fc.integer({ min: 1, max: 40 }),
    wallet: fc.constantFrom('0 token', '3 token', { uniform: ['0 token', '9 token'] }),
    income: dollars,
    upkeep: dollars,
    floor: tokens,
    wake: tokens,
    target: fc.constantFrom(undefined, '5 token'),
    capacity: fc.constantFrom('0/s', '0.7/s', '3/s'),
    credits: fc.constantFrom(0, 4),
    tasks: fc.record({
      law,
      rate: fc.constantFrom('0.4/s', '3/s', { uniform: ['0/s', '13/s'] }),
      work: fc.constantFrom(1, 0.3),
      reward: tokens,
      delay: fc.constantFrom('0 token', '0.01 token'),
      deadline: fc.constantFrom(undefined, 0, 1, 5),
      success: fc.constantFrom(1, 0.6),
      penalty: tokens,
    }),
  })
  .map(({ tasks, ...rest }) => ({ ...rest, tasks: { ...tasks, ...(isNormal(tasks.law) && { success: 1 }) } }))

const isNormal = (law: unknown) => typeof law === 'object' && law !== null && 'deviation' in law

const economy = fc
  .record({
    groups: fc.array(group, { minLength: 1, maxLength: 4 }),
    credits: fc.record({
      price: fc.constantFrom('0 token', '0.05 token'),
      capacity: fc.constantFrom(undefined, '0/s', '20/s'),
    }),
    price: fc.constantFrom('1 USD/token', '0.3 USD/token'),
  })
  .map(({ groups, credits, price }) => ({
    operators: [],
    customers: [],
    token: { price, supply: '1000000 token' },
    clock: { tick: '1 s', ticks: 12 },
    agents: { groups: groups.map((own, g) => ({ name: `group-${g}`, ...own })), credits },
  }))

test('no micro-token and no micro-credit of work gets lost', () => {
  fc.assert(
    fc.property(economy, part => {
      const { run } = trial(part, 0)
      const groups = part.agents.groups.length
      const [given, finished, lost] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)]
      while (!run.done) {
        run.step()
        const { agents, agentTotals } = run.world.tables
        for (let g = 0; g < groups; g++) {
          given[g] += agentTotals.given[g]
          finished[g] += agentTotals.finished[g]
          lost[g] += agentTotals.lost[g]
          const left = [...agents.group.keys()].filter(i => agents.group[i] === g)
          const open = left.reduce((sum, i) => sum + agents.waiting[i] + agents.progress[i], 0)
          expect(finished[g] + lost[g] + open).toBe(given[g])
        }
        for (const column of [agents.wallet, agents.waiting, agents.credits, agents.progress])
          expect(column.every(value => value >= 0 && Number.isInteger(value))).toBe(true)
      }
      expect(run.summary().money.final).toBe(run.summary().money.initial)
    }),
    { numRuns: 80 },
  )
})

test('one, two and three lanes, and a run that is interrupted, have the same bits', () => {
  fc.assert(
    fc.property(economy, fc.integer({ min: 1, max: 11 }), (part, ticks) => {
      const alone = onLanes(part, 1, 1000)
      const { history, fingerprint } = alone.summary()
      for (const [lanes, range] of [
        [2, 7],
        [3, 5],
      ])
        expect(onLanes(part, lanes, range).summary()).toMatchObject({ history, fingerprint })
      const { run } = trial(part, ticks)
      const second = resume(scenarioOf(part), [], run.snapshot(), { row: () => undefined })
      while (!second.done) second.step()
      expect(second.summary()).toMatchObject({ history, fingerprint })
    }),
    { numRuns: 15 },
  )
})
