import { expect, test } from 'vitest'
import type { Payment } from '../measure/output.ts'
import { payers } from './payers.ts'

const payment = (from: string, to: string, dollars: number): Payment => ({
  from,
  to,
  purpose: `${from} ${to}`,
  currency: 'dollar',
  amount: `${dollars * 1e6}`,
  dollars,
})

test('what an account pays one receiver for several purposes is one sum, and small receivers are others', () => {
  const lines = payers([
    payment('escrow', 'treasury', 20),
    payment('escrow', 'operators', 30),
    payment('escrow', 'operators', 25),
    payment('escrow', 'stakers', 15),
    payment('escrow', 'burned', 10),
    payment('customers', 'escrow', 300),
  ])
  expect(lines.map(line => line.split(/\s{2,}/))).toEqual([
    ['WHO PAYS', 'USD', 'of all', 'to'],
    ['customers', '300', '75.0 %', 'escrow 100 %'],
    ['escrow', '100', '25.0 %', 'operators 55 %, treasury 20 %, others 25 %'],
  ])
})

test('what is exchanged for its worth pays nobody; what is left of an exchange does', () => {
  const lines = payers([
    payment('operators', 'exchange', 50),
    payment('exchange', 'operators', 50),
    payment('operators', 'suppliers', 50),
    payment('bots', 'pools', 700),
    payment('pools', 'bots', 710),
    payment('exchange', 'entrants', 40),
  ])
  expect(lines.slice(1).map(line => line.split(/\s{2,}/))).toEqual([
    ['operators', '50', '50.0 %', 'suppliers 100 %'],
    ['exchange', '40', '40.0 %', 'entrants 100 %'],
    ['pools', '10', '10.0 %', 'bots 100 %'],
  ])
})

test('others who get next to nothing are not worth a word', () => {
  const lines = payers([payment('a', 'b', 60), payment('a', 'c', 39.9), payment('a', 'd', 0.1)])
  expect(lines[1]).toMatch(/b 60 %, c 40 %$/)
})

test('where nothing of worth was paid there is no table', () => {
  expect(payers([])).toEqual([])
  expect(payers([payment('a', 'b', 0)])).toEqual([])
})
