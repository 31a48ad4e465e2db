import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMembers } from '../../audit.ts'
import { balanceOf } from '../../ledger.ts'
import { trial } from '../../trial.ts'
import type { World } from '../../world.ts'
import { payOverChannels } from './pay.ts'
import { way } from './route.ts'

type Part = Readonly<Record<string, unknown>>

const TOKEN = 1e6

/** Agents of one group, "a-1" and so on, with channels as they are listed. */
function listed(count: number, links: readonly (readonly [number, number])[], channels: Part = {}): World {
  const graph = {
    shape: 'list',
    links: links.map(([from, to]) => ({ from: `a-${from + 1}`, to: `a-${to + 1}` })),
  }
  const groups = [{ name: 'a', count, wallet: '1000 token' }]
  return trial({ customers: [], operators: [], agents: { groups, channels: { graph, ...channels } } }, 1).run.world
}

const balances = ({ tables }: World) => [...tables.channelSides.balance].map(tokens => tokens / TOKEN)

test('a payment moves what one side holds to the other, and nothing on the ledger', () => {
  const world = listed(2, [[0, 1]], { deposit: '10 token', otherDeposit: '5 token' })
  expect([...world.tables.agents.wallet]).toEqual([990 * TOKEN, 995 * TOKEN])
  expect(payOverChannels(world, 0, 1, 4 * TOKEN)).toBe(true)
  expect(balances(world)).toEqual([6, 9])
  expect(payOverChannels(world, 0, 1, 7 * TOKEN)).toBe(false)
  expect(payOverChannels(world, 1, 0, 9 * TOKEN)).toBe(true)
  expect(balances(world)).toEqual([15, 0])
  expect(balanceOf(world.tables, 'channels', 'token')).toBe(15 * TOKEN)
})

test('those on the way keep their fee, and each channel carries what is still to come', () => {
  // 0 pays 3 over 1 and 2, who ask 0.01 token and 1 %: 2 passes 10 on for 0.11, 1 passes 10.11 on for 0.1111.
  const world = listed(
    4,
    [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
    { deposit: '20 token', otherDeposit: '0 token', routing: { base: '0.01 token', share: 0.01 } },
  )
  expect(payOverChannels(world, 0, 3, 10 * TOKEN)).toBe(true)
  expect(balances(world)).toEqual([9.7789, 10.2211, 9.89, 10.11, 10, 10])
  expect(world.tables.channelTally.fees[0]).toBe(221_100)
  expect(world.tables.channelIncome.routing[0]).toBe(221_100)
})

const square = [
  [0, 1],
  [1, 3],
  [0, 2],
  [2, 3],
] as const

test('the cheaper way is taken, and the dearer one when the cheaper has too little: all of a payment or nothing', () => {
  // 1 asks 1 token, 2 asks 2.
  const world = listed(4, square, { deposit: '10 token', routing: { base: { formula: '1000000 * index' } } })
  expect(payOverChannels(world, 0, 3, 6 * TOKEN)).toBe(true)
  expect(balances(world)).toEqual([3, 17, 4, 16, 10, 10, 10, 10])
  expect(payOverChannels(world, 0, 3, 6 * TOKEN)).toBe(true)
  expect(balances(world)).toEqual([3, 17, 4, 16, 2, 18, 4, 16])
  expect(payOverChannels(world, 0, 3, 6 * TOKEN)).toBe(false)
  expect(balances(world)).toEqual([3, 17, 4, 16, 2, 18, 4, 16])
  expect(world.tables.channelTally.noBalance[0]).toBe(1)
})

test('a way of more channels than allowed is none', () => {
  const links = [
    [0, 1],
    [1, 2],
    [2, 3],
  ] as const
  const world = listed(5, links, { routing: { hops: 2 } })
  expect(payOverChannels(world, 0, 2, TOKEN)).toBe(true)
  expect(payOverChannels(world, 0, 3, TOKEN)).toBe(false)
  expect(payOverChannels(world, 0, 4, TOKEN)).toBe(false)
  expect(world.tables.channelTally.noRoute[0]).toBe(2)
})

test('an end keeps its reserve', () => {
  const world = listed(2, [[0, 1]], { deposit: '10 token', otherDeposit: '0 token', reserve: 0.1 })
  expect(payOverChannels(world, 0, 1, 9 * TOKEN + 1)).toBe(false)
  expect(payOverChannels(world, 0, 1, 9 * TOKEN)).toBe(true)
})

test('over hubs: to the same one, to another, and to and from hubs themselves', () => {
  const world = trial(
    {
      customers: [],
      operators: [],
      agents: {
        groups: [
          { name: 'spoke', count: 4, wallet: '10 token' },
          { name: 'hub', count: 2, wallet: '1000 token' },
          { name: 'stranger', count: 1 },
        ],
        channels: {
          graph: { shape: 'hub', hubs: 'hub', spokes: ['spoke'] },
          routing: { base: '0.5 token' },
        },
      },
    },
    1,
  ).run.world
  const hops = (from: number, to: number) => (payOverChannels(world, from, to, TOKEN) ? way.hops : 0)
  // Spokes 0 and 2 have hub 4, spokes 1 and 3 hub 5.
  expect([hops(0, 2), hops(0, 3), hops(3, 0), hops(1, 5), hops(5, 0), hops(4, 5), hops(0, 6)]).toEqual([
    2, 3, 3, 1, 2, 1, 0,
  ])
  expect(world.tables.channelIncome.routing[1] / TOKEN).toBe(0.5 + 1 + 1 + 0.5)
  checkMembers(world)
})

test('among random peers with fees of their own, the way is the cheapest that holds enough, and money is conserved', () => {
  const cases = fc.record({
    count: fc.integer({ min: 3, max: 8 }),
    degree: fc.double({ min: 1, max: 2, noNaN: true }),
    seed: fc.string({ minLength: 1, maxLength: 5 }),
    share: fc.constantFrom(0, 0.01),
    alike: fc.boolean(),
    payments: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 6_000_000 })), {
      minLength: 20,
      maxLength: 40,
    }),
  })
  fc.assert(
    fc.property(cases, ({ count, degree, seed, share, alike, payments }) => {
      const { world } = trial(
        {
          seed,
          customers: [],
          operators: [],
          agents: {
            groups: [{ name: 'peer', count, wallet: '1000 token' }],
            channels: {
              graph: { shape: 'peers', groups: ['peer'], degree },
              deposit: { uniform: ['1 token', '9 token'] },
              routing: { base: alike ? '0.01 token' : { uniform: ['0 token', '0.1 token'] }, share, hops: 8 },
            },
          },
        },
        1,
      ).run
      const { balance } = world.tables.channelSides
      const total = balance.reduce((sum, tokens) => sum + tokens, 0)
      for (const [a, b, amount] of payments) {
        const [from, to] = [a % count, b % count]
        if (from === to) continue
        const cheapest = cheapestBySearchOfAll(world, from, to, amount)
        const before = balance.slice()
        expect(payOverChannels(world, from, to, amount)).toBe(cheapest < Infinity)
        if (cheapest < Infinity) expect(way.amount[0]).toBe(cheapest)
        else expect(balance).toEqual(before)
        expect(Math.min(...balance)).toBeGreaterThanOrEqual(0)
        expect(balance.reduce((sum, tokens) => sum + tokens, 0)).toBe(total)
      }
      checkMembers(world)
    }),
    { numRuns: 60 },
  )
})

/** What the payer sends at least, of all ways without circles; Infinity where none holds enough. */
function cheapestBySearchOfAll({ tables }: World, from: number, to: number, amount: number): number {
  const { agent, balance } = tables.channelSides
  const { base, share } = tables.channelAgents
  const back = (v: number, due: number, visited: readonly number[]): number => {
    if (v === from) return due
    const more = v === to ? due : due + base[v] + Math.ceil(due * share[v])
    let least = Infinity
    for (let s = 0; s < agent.length; s++)
      if (agent[s ^ 1] === v && !visited.includes(agent[s]) && balance[s] >= more)
        least = Math.min(least, back(agent[s], more, [...visited, v]))
    return least
  }
  return back(to, amount, [])
}

test('a million payments allocate nothing', () => {
  const groups = [
    { name: 'peer', count: 300, wallet: '2000 token' },
    { name: 'hub', count: 10, wallet: '5000 token' },
  ]
  for (const graph of [
    { shape: 'pairs', from: 'peer', to: 'peer' },
    { shape: 'hub', hubs: 'hub', spokes: ['peer'] },
    { shape: 'peers', groups: ['peer'], degree: 6 },
  ]) {
    const { world } = trial(
      {
        customers: [],
        operators: [],
        agents: { groups, channels: { graph, deposit: '100 token', routing: { base: '0.001 token' } } },
      },
      1,
    ).run
    const pay = (payments: number) => {
      for (let i = 0; i < payments; i++) {
        const from = (i * 7919) % 300
        payOverChannels(world, from, graph.shape === 'pairs' ? from ^ 1 : (from + 1 + (i % 299)) % 300, 50_000)
      }
    }
    pay(100_000)
    // An object a payment would be 1.6 MB in a hundred thousand; what is collected in between cannot hide all ten times.
    let most = 0
    for (let round = 0; round < 10; round++) {
      const before = process.memoryUsage().heapUsed
      pay(100_000)
      most = Math.max(most, process.memoryUsage().heapUsed - before)
    }
    expect(most).toBeLessThan(800_000)
    expect(world.tables.channelTally.payments[0]).toBeGreaterThan(1_000_000)
  }
})
