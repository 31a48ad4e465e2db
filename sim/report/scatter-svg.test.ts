import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { overlap, placeLabels } from './labels.ts'
import { type Scatter, scatterFile } from './scatter-svg.ts'
import { ticksOf } from './ticks.ts'

const estimate = (mean: number, half = NaN) => ({ mean, low: mean - half, high: mean + half })
const SCATTER: Scatter = {
  title: 'Cost & quality',
  x: { title: 'cost', unit: 'USD/day' },
  y: { title: 'uptime', unit: '%', most: 100 },
  points: [
    { name: 'cheap', x: estimate(10, 2), y: estimate(90, 5) },
    { name: '<dear>', x: estimate(30), y: estimate(99), hollow: true },
    { name: 'lost', x: estimate(NaN), y: estimate(50) },
  ],
  curves: [{ name: 'law', x: [10, 20, NaN, 30], y: [90, 95, 96, 97] }],
  rules: [{ name: 'target', y: 99.5 }],
}
const drawn = (scatter: Scatter) => new JSDOM(scatterFile(scatter), { contentType: 'image/svg+xml' }).window.document
const texts = (document: Document, selector: string) =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent)
const numbers = (text: string | null | undefined) => (text ?? '').match(/-?\d+(\.\d+)?/g)!.map(Number)

test('a point says its name, its values and their intervals; one without a value is left out', () => {
  expect(texts(drawn(SCATTER), '.point title')).toEqual([
    'cheap: cost (USD/day) 10 (8 to 12), uptime (%) 90 (85 to 95)',
    '<dear>: cost (USD/day) 30, uptime (%) 99',
  ])
})

test('places are proportional to values, and a cross reaches to the ends of both intervals', () => {
  const points = [10, 20, 40].map(x => ({ name: '', x: estimate(x, 5), y: estimate(1) }))
  const circles = [...drawn({ ...SCATTER, points, curves: [], rules: [] }).querySelectorAll('.point')]
  const xs = circles.map(point => Number(point.querySelector('circle')?.getAttribute('cx')))
  expect((xs[2] - xs[1]) / (xs[1] - xs[0])).toBeCloseTo(2, 3)
  const [from, , to] = numbers(circles[0].querySelector('path')?.getAttribute('d'))
  expect(to - from).toBeCloseTo(xs[1] - xs[0], 1) // 10 wide
})

test('axes have round ticks, titles and units, and end where values must', () => {
  const words = texts(drawn(SCATTER), 'text')
  expect(words).toEqual(expect.arrayContaining(['Cost & quality', 'cost (USD/day)', 'uptime (%)', '10', '20', '30']))
  expect(words.map(Number).filter(value => value > 100)).toEqual([])
  expect(ticksOf(98.9, 100.03, 8)).toEqual([99, 99.2, 99.4, 99.6, 99.8, 100])
  expect(ticksOf(-0.3, 0.3, 3)).toEqual([-0.2, 0, 0.2])
})

test('names of points, curves and straight lines are written, and are text whatever they say', () => {
  expect(texts(drawn(SCATTER), '.label')).toEqual(['cheap', '<dear>', 'law', 'target'])
  expect(drawn(SCATTER).querySelector('dear')).toBeNull()
})

test('a curve is broken where there is no value', () => {
  expect(drawn(SCATTER).querySelector('.curve')?.getAttribute('d')?.match(/M/g)).toHaveLength(2)
})

test('names of many points in one place cover neither each other nor a point', () => {
  const frame = { x: 0, y: 0, width: 600, height: 400 }
  const names = Array.from({ length: 32 }, (_, i) => ({ name: `policy ${i}`, x: 300 + (i % 3), y: 200 }))
  const dots = names.map(({ x, y }) => ({ x: x - 5, y: y - 5, width: 10, height: 10 }))
  const boxes = placeLabels(names, frame, dots).filter(box => box !== undefined)
  expect(boxes).toHaveLength(32)
  for (const [i, box] of boxes.entries())
    for (const other of [...boxes.slice(i + 1), ...dots]) expect(overlap(box, other)).toBe(false)
})

test('on dark paper the ink is light; nothing to show is axes without a point', () => {
  const dark = scatterFile(SCATTER, { paper: '#101418', ink: '#eef2f6' })
  expect(dark).toContain('fill="#101418"')
  expect(dark).toContain('stroke="#eef2f6"')
  expect(drawn({ ...SCATTER, points: [], curves: [], rules: [] }).querySelectorAll('.point')).toHaveLength(0)
  expect(scatterFile({ ...SCATTER, points: [], curves: [], rules: [] })).not.toContain('NaN')
})
