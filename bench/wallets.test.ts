import { expect, it } from 'vitest'
import { walletsPart } from './wallets.ts'

it('times agents that idle, work and buy ahead, and says which phase takes how long', async () => {
  const { text, figures } = await walletsPart.run({ runs: 2, warmup: 0, quick: true })
  expect(figures.length).toBe(3)
  expect(text).toMatch(/^buying ahead: work \d/m)
})
