import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import type { ResourceMap } from '../measure/output.ts'
import { placed } from './map-layout.ts'
import { resourceMapFile } from './resource-map-svg.ts'

const both = (market: number, planner: number) => ({ market, planner })
const place = (region: string, market: number, planner: number) => ({
  region,
  good: 'energy',
  price: both(market, planner),
  consumed: both(10, 12),
  produced: both(12, 10),
})
const MAP: ResourceMap = {
  regions: [
    { name: 'north', longitude: 0, latitude: 60 },
    { name: '<south>', longitude: 0, latitude: -20 },
    { name: 'east', longitude: 90, latitude: 20 },
  ],
  goods: [{ name: 'energy', unit: 'kWh' }],
  places: [place('north', 0.1, 0.2), place('<south>', 0.4, 0.3), place('east', 0.2, 0.25)],
  ways: [
    { from: { region: 'north', good: 'energy' }, to: { region: '<south>', good: 'energy' }, carried: both(4, 8) },
    { from: { region: 'east', good: 'energy' }, to: { region: 'north', good: 'energy' }, carried: both(0, 2) },
  ],
}
const drawn = (map: ResourceMap) =>
  new JSDOM(resourceMapFile('x', map), { contentType: 'image/svg+xml' }).window.document
const texts = (document: Document, selector: string) =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent)

test('a map has a panel for the local prices and one for the planner, with every region, price and flow in words', () => {
  const document = drawn(MAP)
  const words = texts(document, 'title')
  expect(words).toContain('north → <south>: 4 kWh/s')
  expect(words).toContain('north → <south>: 8 kWh/s')
  expect(words).toContain('<south>: 0.4000 USD/kWh, consumes 10, produces 12 kWh/s')
  expect(document.querySelectorAll('circle')).toHaveLength(6)
  expect(document.querySelector('south')).toBeNull()
})

test('an arrow is as wide as its share of the largest flow, and a hair where nothing flows', () => {
  const widths = [...drawn(MAP).querySelectorAll('path[fill=none]')].map(path =>
    Number(path.getAttribute('stroke-width')),
  )
  expect(widths).toEqual([5.3, 0.4, 9.8, 3.05])
})

test('what is carried of another good, and what is made of it, does not make arrows thinner', () => {
  const compute = (region: string) => ({ region, good: 'compute' })
  const more = [
    { from: compute('north'), to: compute('east'), carried: both(9000, 9000) },
    { from: { region: 'north', good: 'energy' }, to: compute('north'), carried: both(500, 500) },
  ]
  const energy = [...drawn({ ...MAP, ways: [...MAP.ways, ...more] }).querySelectorAll('path[fill=none]')]
  expect(energy.map(path => Number(path.getAttribute('stroke-width')))).toEqual([5.3, 0.4, 9.8, 3.05])
})

test('the dearest place is red, the cheapest blue, on both sides by one scale', () => {
  const fills = [...drawn(MAP).querySelectorAll('circle')].map(disc => disc.getAttribute('fill'))
  expect(fills[0]).toBe('rgb(43,108,176)')
  expect(fills[1]).toBe('rgb(178,58,46)')
  expect(fills[3]).not.toBe(fills[0])
})

test('without a planner there is one panel', () => {
  const alone = { ...MAP, places: MAP.places.map(p => ({ ...p, price: both(p.price.market, NaN) })) }
  expect(drawn(alone).querySelectorAll('circle')).toHaveLength(3)
})

test('regions stand as on a map where all places are known, else in a ring', () => {
  const known = placed(MAP.regions, { width: 300, height: 200, margin: 20, apart: 50 })
  expect([known.get('north'), known.get('<south>'), known.get('east')]).toEqual([
    { x: 20, y: 20 },
    { x: 20, y: 180 },
    { x: 280, y: 100 },
  ])
  const ring = placed([{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }], {
    width: 200,
    height: 200,
    margin: 0,
    apart: 1,
  })
  expect([...ring.values()].map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([
    [100, 0],
    [200, 100],
    [100, 200],
    [0, 100],
  ])
})

test('regions that stand too close are moved apart, inside the box', () => {
  const crowd = ['a', 'b', 'c', 'd'].map((name, i) => ({
    name,
    longitude: i === 3 ? 100 : i,
    latitude: i === 3 ? 50 : 0,
  }))
  const points = [...placed(crowd, { width: 400, height: 300, margin: 30, apart: 60 }).values()]
  for (const [i, a] of points.entries()) {
    expect(Math.min(a.x, a.y)).toBeGreaterThanOrEqual(30)
    for (const b of points.slice(0, i)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(58)
  }
})
