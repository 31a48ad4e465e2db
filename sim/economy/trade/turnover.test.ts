import { expect, test } from 'vitest'
import { type Trial, trial } from '../trial.ts'

/** One prize of 10 USD an hour. */
const hourly = { prizes: [{ name: 'liquidation', worth: '10 USD' }], blocks: { every: '1 h' } }
const bot = { name: 'bot', count: 20, wallet: '1000 token', dollars: '1000 USD', cost: '7 USD/day' }
const entry = { initial: 1, every: '1 day', memory: '30 days' }
const days = (count: number) => ({
  clock: { tick: '1 h', ticks: count * 24 },
  operators: [],
  customers: [{ name: 'nobody', rate: '0/s' }],
})
const there = ({ run }: Trial) => run.world.tables.botGroups.there[0]
const told = ({ rows }: Trial, kind: string) => rows.events.filter(([, name]) => name === kind)

test('a day’s prizes of 120 USD that are left feed seventeen bots that cost 7 USD, and no more', () => {
  const trade = { ...hourly, bots: [{ ...bot, entry }], auction: { rule: 'share', share: 0.5 } }
  const got = trial({ ...days(60), trade }, 0)
  const { run } = got
  const counts: number[] = []
  while (!run.done) {
    run.step()
    counts.push(run.world.tables.botGroups.there[0])
  }
  // One more a day, until there are enough; who is unlucky goes, and another comes at once.
  const daily = counts.filter((_, hour) => hour % 24 === 23)
  expect(daily).toEqual(daily.map((_, day) => Math.min(17, 2 + day)))
  expect(told(got, 'bot exit').length).toBeGreaterThan(5)
})

test('where two leave each other nothing a second comes now and then, and goes again', () => {
  const got = trial({ ...days(90), trade: { ...hourly, bots: [{ ...bot, entry }] } })
  expect(there(got)).toBe(1)
  // On the first day, and whenever the loss of a month ago is forgotten.
  expect(told(got, 'bot entry').map(([time]) => Math.round(Number(time) / 86_400))).toEqual([1, 32, 63])
  expect(told(got, 'bot exit').map(([time]) => Math.round(Number(time) / 86_400))).toEqual([2, 33, 64])
})

test('who leaves waits with its money, and comes with it when it is its turn again', () => {
  const wallet = { uniform: ['10 token', '20 token'] }
  const two = { ...bot, count: 2, entry, wallet }
  const got = trial({ ...days(40), trade: { ...hourly, bots: [two] } })
  const { bots } = got.run.world.tables
  for (const tokens of bots.wallet) expect(tokens).toBeGreaterThanOrEqual(10e6)
  const [[, , , detail]] = told(got, 'bot entry')
  expect(detail).toMatch(/^with 1\d\.\d+ token and 1000 USD$/)
  // Nobody comes who cannot pay for a day.
  const poor = { ...two, wallet: '1 token', dollars: '5 USD' }
  expect(told(trial({ ...days(3), trade: { ...hourly, bots: [poor] } }), 'bot entry')).toEqual([])
})

test('who cannot pay its cost leaves where others may come, and owes where it is there for good', () => {
  const poor = { ...bot, count: 1, wallet: '0 token', dollars: '10 USD', cost: '24 USD/day', activity: 0 }
  const staying = trial({ ...days(1), trade: { ...hourly, bots: [poor] } })
  expect(staying.run.world.tables.bots.dollars[0]).toBe(0)
  expect(staying.run.world.tables.bots.owed[0]).toBeCloseTo(14e6, 0)
  const leaving = trial({ ...days(1), trade: { ...hourly, bots: [{ ...poor, entry: { ...entry, every: '7 days' } }] } })
  expect(told(leaving, 'bot exit').map(([time, , , why]) => [time, why])).toEqual([[11 * 3600, 'cannot pay its cost']])
  // Tokens are sold before.
  const rich = trial({ ...days(1), trade: { ...hourly, bots: [{ ...poor, wallet: '20 token' }] } })
  expect(rich.run.world.tables.bots.owed[0]).toBeLessThan(1)
})

test('who may never leave costs nothing unless it says so, and is there from the start', () => {
  const got = trial({ ...days(2), trade: { ...hourly, bots: [{ ...bot, cost: '0 USD/day' }] } })
  expect(there(got)).toBe(20)
  expect(told(got, 'bot entry')).toEqual([])
  expect(got.rows.flows.some(([, , , purpose]) => purpose === 'arbitrageCost')).toBe(false)
})
