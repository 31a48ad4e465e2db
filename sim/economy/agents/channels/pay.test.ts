import { expect, test } from 'vitest'
import { balanceOf } from '../../ledger.ts'
import { trial } from '../../trial.ts'
import { payOverChannels } from './pay.ts'

const two = (channels: Readonly<Record<string, unknown>>) => ({
  customers: [],
  operators: [],
  agents: {
    groups: [
      { name: 'ann', count: 1, wallet: '100 token' },
      { name: 'ben', count: 1, wallet: '100 token' },
    ],
    channels: { graph: { shape: 'list', links: [{ from: 'ann', to: 'ben' }] }, ...channels },
  },
})

test('a payment moves what one side holds to the other, and none of it on the ledger', () => {
  const { run } = trial(two({ deposit: '10 token', otherDeposit: '5 token' }), 1)
  const { tables } = run.world
  expect([...tables.channelSides.balance]).toEqual([10e6, 5e6])
  expect([...tables.agents.wallet]).toEqual([90e6, 95e6])
  expect(payOverChannels(run.world, 0, 1, 4e6)).toBe(true)
  expect([...tables.channelSides.balance]).toEqual([6e6, 9e6])
  expect(payOverChannels(run.world, 0, 1, 7e6)).toBe(false)
  expect(payOverChannels(run.world, 1, 0, 9e6)).toBe(true)
  expect([...tables.channelSides.balance]).toEqual([15e6, 0])
  expect(balanceOf(tables, 'channels', 'token')).toBe(15e6)
})

test('a deposit above the wallet is one clear line', () => {
  expect(() => trial(two({ deposit: '101 token' }), 1)).toThrow(
    'agents.channels: expected ann to have the 101 token that its channels take at the start, got a wallet of 100 token',
  )
})
