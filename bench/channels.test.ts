import { expect, it } from 'vitest'
import { channelsPart } from './channels.ts'

it('times payments over each graph', async () => {
  const { text, figures } = await channelsPart.run({ runs: 2, warmup: 0, quick: true })
  expect(figures.length).toBe(4)
  expect(text).toContain('among peers')
})
