// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { start } from '../sim/economy/run.ts'
import { scenario } from '../sim/scenario/schema.ts'
import { summaryParts } from './summary-view.ts'

const line = (quantity: string, from: string, to: string) => ({ law: 'linear', quantity, from, to })
const ISLANDS = {
  name: 'islands',
  clock: { tick: '1 h', ticks: 5 },
  regions: [{ name: 'east' }, { name: 'west' }],
  customers: [{ name: 'nobody', count: 1, rate: '0/h' }],
}

function figuresOf(resources: object): Element[] {
  const run = start(scenario.parse({ ...ISLANDS, ...resources }), [], { row: () => undefined })
  while (!run.done) run.step()
  const page = document.createElement('section')
  page.append(...summaryParts(run.summary()))
  return [...page.querySelectorAll('figure.map')]
}

test('the summary of a run that trades resources has their map, of every other run none', () => {
  const resources = {
    goods: [{ name: 'energy', unit: 'MWh' }],
    demand: [{ name: 'homes', good: 'energy', regions: ['west'], curve: line('9/h', '90 USD', '0 USD') }],
    supply: [{ name: 'wind', good: 'energy', regions: ['east'], curve: line('9/h', '0 USD', '90 USD') }],
    ways: [{ kind: 'link', name: 'cable', good: 'energy' }],
  }
  const [map] = figuresOf({ resources })
  const titles = [...map.querySelectorAll('title')].map(({ textContent }) => textContent)
  expect(titles.some(title => title?.startsWith('east → west: '))).toBe(true)
  expect(map.querySelectorAll('circle')).toHaveLength(2)
  expect(figuresOf({})).toEqual([])
})
