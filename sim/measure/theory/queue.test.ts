import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  erlangB,
  erlangC,
  meanNumber,
  meanResidual,
  meanWait,
  meanWaitDeterministic,
  meanWaitGeneral,
  meanWaitsByPriority,
  sojournTail,
} from './queue.ts'

test('one server at 80 %', () => {
  expect(erlangC(0.8, 1)).toBeCloseTo(0.8, 14)
  expect(meanWait(0.8, 1, 1)).toBeCloseTo(4, 13)
  expect(sojournTail(0.8, 1, 1, 5)).toBeCloseTo(0.3678794411714424, 14)
  expect(meanNumber(0.8, 1, 1)).toBeCloseTo(4, 13)
})

test('five servers at 80 % wait far less', () => {
  expect(erlangC(4, 5)).toBeCloseTo(0.5541125541125541, 14)
  expect(meanWait(4, 1, 5)).toBeCloseTo(0.5541125541125541, 14)
  expect(sojournTail(4, 1, 5, 3)).toBeCloseTo(0.13254998721314426, 14)
  expect(meanNumber(4, 1, 5)).toBeCloseTo(6.216450216450216, 13)
})

test('ten servers without a queue turn away 1.8 % of five erlang', () => {
  expect(erlangB(5, 10)).toBeCloseTo(0.01838457033664814, 15)
  expect(erlangB(2, 2)).toBeCloseTo(0.4, 15) // (2²/2) / (1 + 2 + 2)
})

test('steady service halves the wait, exponential service gives M/M/1', () => {
  expect(meanWaitDeterministic(0.8, 1)).toBeCloseTo(2, 13)
  expect(meanWaitGeneral(0.8, 1, 1)).toBeCloseTo(meanWait(0.8, 1, 1), 13)
  expect(meanWaitGeneral(0.3, 2, 1)).toBeCloseTo(meanWait(0.3, 0.5, 1), 13)
})

test('the unit of time does not matter', () => {
  expect(meanWait(4000, 1000, 5) * 1000).toBeCloseTo(meanWait(4, 1, 5), 13)
  expect(sojournTail(4000, 1000, 5, 0.003)).toBeCloseTo(sojournTail(4, 1, 5, 3), 13)
})

test('the sojourn tail is smooth where c - a = 1, starts at 1 and integrates to wait and service', () => {
  // At k = 0: exp(-x) (1 + C x), here C of 2 servers at 1 erlang = 1/3.
  expect(sojournTail(1, 1, 2, 2)).toBeCloseTo(Math.exp(-2) * (1 + 2 / 3), 14)
  expect(sojournTail(1 + 1e-5, 1, 2, 9)).toBeCloseTo(sojournTail(1 + 1.2e-5, 1, 2, 9), 7)
  expect(sojournTail(3.3, 1, 4, 0)).toBe(1)
  let sum = 0
  for (let t = 0.0005; t < 80; t += 0.001) sum += sojournTail(3.3, 1, 4, t) * 0.001
  expect(sum).toBeCloseTo(meanWait(3.3, 1, 4) + 1, 5)
})

test('an overloaded queue grows without end, an empty one has nobody', () => {
  expect([erlangC(5, 5), meanWait(5, 1, 5), meanNumber(5, 1, 5), sojournTail(6, 1, 5, 9)]).toEqual([
    1,
    Infinity,
    Infinity,
    1,
  ])
  expect(meanWaitGeneral(1, 1, 0)).toBe(Infinity)
  expect([erlangB(0, 3), erlangC(0, 3), meanWait(0, 1, 3), meanNumber(0, 1, 3)]).toEqual([0, 0, 0, 0])
  expect(() => erlangB(1, 1.5)).toThrow('expected 1 server or more, got 1.5')
})

test('three classes at one server of rate 1 wait 8/7, 20/7 and 10', () => {
  const streams = [0.3, 0.3, 0.2].map(rate => ({ rate, service: 1, variation: 1 }))
  const [first, second, third] = meanWaitsByPriority(meanResidual(streams), [0.3, 0.3, 0.2])
  expect(first).toBeCloseTo(8 / 7, 13)
  expect(second).toBeCloseTo(20 / 7, 13)
  expect(third).toBeCloseTo(10, 12)
})

test('one class waits as without priority: M/G/1 and M/M/c', () => {
  const residual = meanResidual([{ rate: 0.4, service: 2, variation: 0.3 }])
  expect(meanWaitsByPriority(residual, [0.8])[0]).toBeCloseTo(meanWaitGeneral(0.4, 2, 0.3), 13)
  expect(meanWaitsByPriority(erlangC(3.2, 4) / 4, [0.8])[0]).toBeCloseTo(meanWait(3.2, 1, 4), 13)
})

test('whoever goes first, the waits weighed by load are the same (Kleinrock’s conservation law)', () => {
  const number = (max: number) => fc.double({ min: 0.01, max, noNaN: true })
  const stream = fc.record({ rate: number(1), service: number(3), variation: number(4) })
  fc.assert(
    fc.property(fc.array(stream, { minLength: 1, maxLength: 6 }), number(0.95), (drawn, load) => {
      const all = drawn.reduce((sum, { rate, service }) => sum + rate * service, 0)
      const streams = drawn.map(one => ({ ...one, rate: (one.rate * load) / all }))
      const loads = streams.map(({ rate, service }) => rate * service)
      const residual = meanResidual(streams)
      const sum = meanWaitsByPriority(residual, loads).reduce((total, wait, k) => total + loads[k] * wait, 0)
      expect(sum / ((load * residual) / (1 - load))).toBeCloseTo(1, 9)
    }),
  )
})

test('classes that come after too much work wait for ever, those before do not', () => {
  expect(meanWaitsByPriority(1, [0.5, 0.5, 0.1])).toEqual([2, Infinity, Infinity])
})
