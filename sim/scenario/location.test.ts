import { expect, test } from 'vitest'
import { resolved } from './location.ts'

test('a path is relative to the file in which it stands', () => {
  expect(resolved('base.json', 'scenarios/x.json')).toBe('scenarios/base.json')
  expect(resolved('../data/./a.csv', 'scenarios/x.json')).toBe('data/a.csv')
  expect(resolved('../../a.csv', 'scenarios/x.json')).toBe('../a.csv')
  expect(resolved('a.csv', 'x.json')).toBe('a.csv')
  expect(resolved('../a.csv', '/home/me/x.json')).toBe('/home/a.csv')
  expect(resolved('../../a.csv', '../x/y/z.json')).toBe('../a.csv')
  expect(resolved('sub\\a.csv', 'C:\\data\\x.json')).toBe('C:/data/sub/a.csv')
  expect(resolved('../a.csv', 'https://host/scenarios/x.json')).toBe('https://host/a.csv')
})

test('absolute paths and addresses stay', () => {
  expect(resolved('/data/a.csv', 'scenarios/x.json')).toBe('/data/a.csv')
  expect(resolved('https://host/a.csv', 'scenarios/x.json')).toBe('https://host/a.csv')
})
