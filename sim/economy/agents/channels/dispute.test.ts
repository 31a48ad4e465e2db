import { expect, test } from 'vitest'
import { EVENT } from '../../events.ts'
import { trial } from '../../trial.ts'
import type { World } from '../../world.ts'
import { payOverChannels } from './pay.ts'
import { CHANNEL } from './tables.ts'

type Part = Readonly<Record<string, unknown>>

const TOKEN = 1e6
const PAIRS = 40

/** Forty pairs with channels of 10 and 0 whose first ends pay 6, and which one of the two closes in the second tick. */
function closed(closing: Part, channels: Part = {}) {
  const { run, rows } = trial(
    {
      customers: [],
      operators: [],
      clock: { tick: '1 s', ticks: 50 },
      agents: {
        groups: [
          { name: 'payer', count: PAIRS, wallet: '10 token' },
          { name: 'payee', count: PAIRS, wallet: '0 token' },
        ],
        channels: {
          graph: { shape: 'pairs', from: 'payer', to: 'payee' },
          otherDeposit: '0 token',
          closing: { rate: '0.0000001/s', window: '2.5 s', ...closing },
          ...channels,
        },
      },
    },
    1,
  )
  const { world } = run
  for (let i = 0; i < PAIRS; i++) payOverChannels(world, i, PAIRS + i, 6 * TOKEN)
  for (let c = 0; c < PAIRS; c++) world.calendar.schedule(world.calendar.now + 0.5, 0, EVENT.channelClosing, c, 1)
  run.step()
  return { run, rows, world }
}

/** What the two ends of each channel have got, as "payer payee", with how often. */
function outcomes({ tables }: World): Readonly<Record<string, number>> {
  const { wallet } = tables.agents
  const counts: Record<string, number> = {}
  for (let i = 0; i < PAIRS; i++) {
    const outcome = `${wallet[i] / TOKEN} ${wallet[PAIRS + i] / TOKEN}`
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

const always = { rule: 'chance', probability: 1 }

test('the latest state is paid out when the window is over, not before', () => {
  const { run, world } = closed({})
  expect([...new Set(world.tables.channels.state)]).toEqual([CHANNEL.closing])
  expect(payOverChannels(world, 0, PAIRS, TOKEN)).toBe(false)
  run.step()
  expect(outcomes(world)).toEqual({ '0 0': PAIRS })
  run.step()
  run.step()
  expect(outcomes(world)).toEqual({ '4 6': PAIRS })
  expect([...new Set(world.tables.channels.state)]).toEqual([CHANNEL.closed])
})

test('whoever closes pays for it', () => {
  const { run, world } = closed({}, { fee: '0 token' })
  world.scenario.agents.channels.fee = TOKEN
  for (let tick = 0; tick < 3; tick++) run.step()
  const { '3 6': payers = 0, '4 5': payees = 0 } = outcomes(world)
  expect(payers + payees).toBe(PAIRS)
  expect(Math.min(payers, payees)).toBeGreaterThan(PAIRS / 5)
})

test('a payer who publishes the first state gets all of it, if nobody notices', () => {
  const { run, world, rows } = closed({ cheating: always, watching: 0 })
  for (let tick = 0; tick < 3; tick++) run.step()
  // A payee never held more than it does, so it has nothing to publish but the latest.
  const { '10 0': cheated, '4 6': honest } = outcomes(world)
  expect(cheated + honest).toBe(PAIRS)
  expect(cheated).toBeGreaterThan(PAIRS / 5)
  const { cheats, caught, gained, closings } = world.tables.channelTally
  expect([closings[0], cheats[0], caught[0], gained[0] / TOKEN]).toEqual([PAIRS, cheated, 0, 6 * cheated])
  expect(rows.events.filter(([, kind]) => kind === 'dispute').length).toBe(cheated)
  expect(rows.events.find(([, kind]) => kind === 'dispute')?.at(-1)).toBe('gains 6 token')
})

test('one who is noticed loses all that it has to the other end', () => {
  const { run, world } = closed({ cheating: always, watching: 1 })
  for (let tick = 0; tick < 3; tick++) run.step()
  const { '0 10': punished, '4 6': honest } = outcomes(world)
  expect(punished + honest).toBe(PAIRS)
  const { caught, forfeited } = world.tables.channelTally
  expect([caught[0], forfeited[0] / TOKEN]).toEqual([punished, 4 * punished])
})

test('cheating for gain pays below a watching of 1 - 4 / 10, and not from there on', () => {
  for (const [watching, pays] of [
    [0.59, true],
    [0.61, false],
  ] as const) {
    const { run, world } = closed({ cheating: 'gain', watching })
    for (let tick = 0; tick < 3; tick++) run.step()
    expect(world.tables.channelTally.cheats[0] > 0).toBe(pays)
  }
})
