import { expect, it } from 'vitest'
import { resourcesPart } from './resources.ts'

it('times resource markets, and a run of them with plans that reaches nearly all the possible welfare', async () => {
  const { text, figures } = await resourcesPart.run({ runs: 2, warmup: 0, quick: true })
  expect(figures.length).toBe(2)
  expect(text).toContain('local prices by tatonnement')
  expect(Number(/welfare: (.*)$/.exec(text)?.[1])).toBeGreaterThan(0.99)
})
