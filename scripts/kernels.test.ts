import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { KERNELS, kernelsModule } from './kernels.ts'

test('the kernels are what their sources compile to: npm run kernels', async () => {
  expect(readFileSync(KERNELS, 'utf8')).toBe(await kernelsModule())
})
