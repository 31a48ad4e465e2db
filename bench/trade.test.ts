import { expect, it } from 'vitest'
import { tradePart } from './trade.ts'

it('times bots in each auction', async () => {
  const { text, figures } = await tradePart.run({ runs: 2, warmup: 0, quick: true })
  expect(figures.length).toBe(3)
  expect(text).toContain('first-price auctions')
})
