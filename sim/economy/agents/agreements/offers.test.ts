import fc from 'fast-check'
import { expect, test } from 'vitest'
import { majorityError } from './juries.ts'
import { type Bargainer, concession, proposersPart, respondersLeast } from './offers.ts'

const patient: Bargainer = { discount: 0.9, outside: 0 }
const hasty: Bargainer = { discount: 0.5, outside: 0 }

test('the last offer takes all, the one before leaves the other what its own last offer is worth now', () => {
  expect(proposersPart(patient, hasty, 0)).toBe(1)
  expect(proposersPart(patient, hasty, 1)).toBeCloseTo(0.5, 15)
  expect(proposersPart(hasty, patient, 1)).toBeCloseTo(0.1, 15)
  // Three offers, the patient first: 1 - 0.5 (1 - 0.9) = 0.95.
  expect(proposersPart(patient, hasty, 2)).toBeCloseTo(0.95, 15)
})

test('without an end the proposer keeps (1 - d2) / (1 - d1 d2)', () => {
  expect(proposersPart(patient, hasty, Infinity)).toBeCloseTo(0.5 / 0.55, 12)
  expect(proposersPart(hasty, patient, Infinity)).toBeCloseTo(0.1 / 0.55, 12)
})

test('what is offered is what the responder would wait for, and no less', () => {
  const side = fc.record({
    discount: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    outside: fc.double({ min: 0, max: 0.45, noNaN: true }),
  })
  fc.assert(
    fc.property(side, side, fc.nat(40), (a, b, left) => {
      const kept = proposersPart(a, b, left)
      expect(1 - kept).toBeCloseTo(respondersLeast(b, a, left), 12)
      expect(kept).toBeGreaterThanOrEqual(a.outside - 1e-12)
    }),
  )
})

test('an outside option counts only where it is better than waiting', () => {
  const share = 1 / 1.9
  const with_ = (outside: number) => proposersPart(patient, { discount: 0.9, outside }, Infinity)
  expect(with_(0.4)).toBeCloseTo(share, 12)
  expect(with_(0.6)).toBeCloseTo(0.4, 12)
})

test('a boulware gives way late, a conceder early, both to their limit in the end', () => {
  expect(concession(0, 11, 1)).toBe(0)
  expect(concession(5, 11, 1)).toBeCloseTo(0.5, 12)
  expect(concession(5, 11, 0.5)).toBeCloseTo(0.25, 12)
  expect(concession(5, 11, 2)).toBeCloseTo(Math.SQRT1_2, 12)
  expect(concession(10, 11, 0.2)).toBe(1)
  expect(concession(0, 1, 1)).toBe(1)
})

test('three judges who err in one of ten cases err together in 2.8 % of them', () => {
  expect(majorityError(1, 0.1)).toBeCloseTo(0.1, 15)
  expect(majorityError(3, 0.1)).toBeCloseTo(0.028, 15)
  expect(majorityError(5, 0.6)).toBeCloseTo(0.68256, 12)
  expect(majorityError(101, 0)).toBe(0)
})
