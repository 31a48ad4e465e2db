import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import type { Frontier } from '../measure/frontier.ts'
import { frontierFile, frontierMarkdown, frontierText } from './frontier.ts'

const item = (aspect: string, unit: string) => ({ key: aspect, section: 'Agents', aspect, unit, doc: aspect })
const spread = (mean: number, half: number) => ({ n: 30, mean, low: mean - half, high: mean + half })
const FRONTIER: Frontier = {
  group: 'fleet',
  uptime: item('uptime through surges', '1'),
  spending: item('spent on compute', 'USD/day'),
  policies: [
    { name: 'spot', uptime: spread(0.3, 0.01), spending: spread(2, 0.1), dominatedBy: [] },
    { name: 'idle | wait', uptime: spread(0.25, 0.01), spending: spread(2.5, 0.1), dominatedBy: ['spot', 'x', 'y'] },
    { name: 'ahead', uptime: { n: 1, mean: 0.99, low: NaN, high: NaN }, spending: spread(4, 0.1), dominatedBy: [] },
  ],
}

test('the table has each policy with its intervals, and by which it is dominated', () => {
  const text = frontierText([FRONTIER])
  expect(text).toMatch(/^FRONTIER: fleet +uptime through surges \(%\) +spent on compute \(USD\/day\)$/m)
  expect(text).toMatch(/^spot +30(\.00)? \(29(\.00)? to 31(\.00)?\) +2 \(1\.900 to 2\.100\) +frontier$/m)
  expect(text).toMatch(/^idle \| wait .* dominated by spot and 2 more$/m)
  expect(text).toMatch(/^ahead +99(\.00)? +4 \(/m)
  expect(frontierMarkdown([FRONTIER])).toContain('| idle \\| wait |')
  expect(frontierText([])).toBe('')
})

test('the picture has a plot for each group: the dominated as rings, a line through the frontier', () => {
  const { document } = new JSDOM(frontierFile([FRONTIER, { ...FRONTIER, group: 'crowd' }]), {
    contentType: 'image/svg+xml',
  }).window
  const plots = [...document.querySelectorAll('svg > svg')]
  expect(plots).toHaveLength(2)
  expect(plots.map(plot => plot.querySelectorAll('.point').length)).toEqual([3, 3])
  const [spot, idle, ahead] = [...plots[0].querySelectorAll('circle')]
  expect(idle.getAttribute('fill')).toBe('#ffffff')
  expect(spot.getAttribute('fill')).toBe(ahead.getAttribute('fill'))
  expect(plots[0].querySelector('.curve')?.getAttribute('d')).toBe(
    `M${spot.getAttribute('cx')},${spot.getAttribute('cy')}L${ahead.getAttribute('cx')},${ahead.getAttribute('cy')}`,
  )
})
