import { expect, test } from 'vitest'
import { deterrenceFile } from './deterrence-svg.ts'

const exactly = (mean: number) => ({
  unit: '1',
  mean,
  low: mean,
  high: mean,
  warmup: 0,
  verdict: 'stationary' as const,
})

test('every market has its name, and the law of gains its curve', () => {
  const points = [
    { name: 'mild', loss: exactly(0.1), shirked: exactly(0.9) },
    { name: 'strict', loss: exactly(2), shirked: exactly(0.1) },
  ]
  const curves = [{ law: 'exponential', loss: [0, 1, 2], share: [1, 0.37, 0.14] }]
  const file = deterrenceFile('trial', { points, curves })
  for (const text of ['mild', 'strict', 'trial', 'exponential', '<path']) expect(file).toContain(text)
  expect(deterrenceFile('trial', { points, curves: [] })).not.toContain('exponential')
})
