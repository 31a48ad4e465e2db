import { expect, test } from 'vitest'
import { logitFirms, protocolFirms, settledFirms } from './entry.ts'

test('a logit market of 1000 with mu 0.25 and fixed cost 23 feeds 11 firms', () => {
  expect(logitFirms(1000, 0.25, 23)).toBe(11) // 1 + 250 / 23 = 11.87
  expect(logitFirms(1000, 0.25, 25)).toBe(11) // exactly 1 + 10: nobody gains or loses
  expect(logitFirms(1000, 0.25, 25.01)).toBe(10)
  expect(logitFirms(10, 0.25, 25)).toBe(1)
})

test('fees of a thousand queries feed 40 operators', () => {
  expect(protocolFirms(1000, 0.5, 0.02, 5, 0, 0.25)).toBe(40)
  expect(protocolFirms(1000, 0.5, 0.02, 5, 0.001, 0.25)).toBe(20) // half of the income goes into the race
  expect(protocolFirms(1000, 0.5, 0.02, 5, 0.01, 0.25)).toBe(0)
})

test('the entrant counts on the market as it will be: Salop 10, Cournot 8', () => {
  expect(settledFirms(n => 1 / (n * n) - 0.01 + 1e-15)).toBe(10)
  expect(settledFirms(n => (9 / (n + 1)) ** 2 - 1)).toBe(8)
})

test('agrees with counting up one by one, at every number of firms', () => {
  for (let firms = 0; firms < 70; firms++) expect(settledFirms(n => firms + 0.5 - n)).toBe(firms)
  expect(settledFirms(n => 1000 - n, 37)).toBe(37)
  expect(settledFirms(() => 1, 37)).toBe(37)
})
