// @vitest-environment jsdom
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { agentsChart } from './agents.ts'
import { creditsChart } from './credits.ts'
import { latencyChart } from './latency.ts'
import { operatorsChart } from './operators.ts'
import { priceChart } from './price.ts'
import { timeUnit } from './time-axis.ts'
import { utilisationChart } from './utilisation.ts'

const time = Float64Array.of(3600, 7200, 10_800, 14_400)
const prices = {
  time,
  price_p25: Float64Array.of(1, 2, NaN, 2),
  price_p50: Float64Array.of(2, 3, NaN, 2.5),
  price_p75: Float64Array.of(4, 5, NaN, 3),
  price_paid: Float64Array.of(2, NaN, 2, 2),
  marginal_cost: Float64Array.of(1, 1, 1, 1),
}
const latencies = {
  time,
  latency_p50: Float64Array.of(0.01, 0.02, 0.01, 0.01),
  latency_p95: Float64Array.of(0.05, 0.06, NaN, 0.05),
  latency_p99: Float64Array.of(0.1, 0.1, 0.1, 0.1),
}
const operators = {
  time,
  operators: Float64Array.of(4, 6, 5, 5),
  entries: Float64Array.of(0, 2, 0, 0),
  exits: Float64Array.of(0, 0, 1, 0),
}
/** The same columns, each put through `to`. */
const mapped = <T extends Record<string, Float64Array>>(columns: T, to: (column: Float64Array) => Float64Array): T =>
  Object.assign({ ...columns }, Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, to(column)])))
const none = new Float64Array()
const texts = (svg: SVGSVGElement) => [...svg.querySelectorAll('text')].map(text => text.textContent)
const drawn = (svg: SVGSVGElement, kind: string) =>
  [...svg.querySelectorAll(`.${kind}`)].map(path => path.getAttribute('d'))
/** The points of a path, by their horizontal place. */
const points = (path: string) =>
  new Map(
    path
      .split(/[MLZ]/)
      .filter(Boolean)
      .map(p => p.split(',').map(Number) as [number, number]),
  )

test('each chart names its quantity, its unit and its curves', () => {
  expect(priceChart(prices).getAttribute('aria-label')).toBe('price, token/query, by time')
  expect(texts(priceChart(prices))).toEqual(
    expect.arrayContaining([
      'price (token/query)',
      'quartiles',
      'median',
      'paid, by volume',
      'marginal cost',
      'time (h)',
    ]),
  )
  expect(texts(operatorsChart(operators))).toEqual(expect.arrayContaining(['operators (number)', 'entries', 'exits']))
  expect(
    texts(
      latencyChart({
        ...latencies,
        classes: [
          { name: 'lookup', sla: 0.5 },
          { name: 'archive', sla: 2 },
        ],
      }),
    ),
  ).toEqual(expect.arrayContaining(['latency (ms, logarithmic)', 'SLA lookup', 'SLA archive']))
  expect(texts(utilisationChart({ time, utilisation: Float64Array.of(0, 0.5, 0.7, 0.8) }))).toContain(
    'utilisation (% of capacity)',
  )
})

test('a line is broken where nothing was recorded', () => {
  const [median, paid, cost] = drawn(priceChart(prices), 'curve')
  expect(median!.match(/M/g)).toHaveLength(2)
  expect(paid!.match(/M/g)).toHaveLength(2)
  expect(cost!.match(/M/g)).toHaveLength(1)
  expect(drawn(priceChart(prices), 'band')[0]!.match(/M/g)).toHaveLength(2)
})

test('the band of quartiles contains the median', () => {
  const svg = priceChart(prices)
  const median = points(drawn(svg, 'curve')[0]!)
  const outline = drawn(svg, 'band')[0]!
    .split(/[MLZ]/)
    .filter(Boolean)
    .map(p => p.split(',').map(Number))
  for (const [x, y] of median) {
    const ys = outline.filter(point => point[0] === x).map(point => point[1])
    expect(ys).toHaveLength(2)
    expect(Math.min(...ys)).toBeLessThan(y)
    expect(Math.max(...ys)).toBeGreaterThan(y)
  }
  expect(median.size).toBe(3)
})

test('zero is at the bottom, the scale is nice, and a run in progress leaves its future empty', () => {
  const svg = utilisationChart(
    { time: Float64Array.of(50, 100), utilisation: Float64Array.of(0, 1), until: 400 },
    { width: 600, height: 200 },
  )
  // The axis is 58 to 586 pixels for 400 s; 46 to 164 for 1 to 0.
  expect([...points(drawn(svg, 'curve')[0]!)]).toEqual([
    [124, 164],
    [190, 46],
  ])
})

test('an empty run has axes and no lines', () => {
  const empty = mapped({ ...prices, ...operators, ...latencies }, () => none)
  for (const svg of [
    priceChart(empty),
    operatorsChart(empty),
    latencyChart(empty),
    utilisationChart({ time: none, utilisation: none }),
  ]) {
    expect(new Set(drawn(svg, 'curve'))).toEqual(new Set([null]))
    expect(svg.querySelectorAll('g.tick').length).toBeGreaterThan(0)
    expect(svg.outerHTML).not.toContain('NaN')
  }
})

test('no chart writes NaN or Infinity into a path, whatever is missing', () => {
  const holes = Float64Array.of(NaN, 0, Infinity, 1)
  const svgs = [
    priceChart({ ...prices, price_p50: holes, price_p25: holes }),
    latencyChart({ ...latencies, latency_p50: holes, classes: [{ name: 'zero', sla: 0 }] }),
    operatorsChart({ ...operators, operators: holes, entries: Float64Array.of(1, NaN, 2, 0) }),
  ]
  for (const svg of svgs) expect(svg.outerHTML).not.toMatch(/NaN|Infinity/)
})

test('agents have a curve for those who keep up, and where groups are few one for the dormant', () => {
  const shares = (groups: readonly string[]) =>
    agentsChart({
      time,
      groups,
      ...Object.fromEntries(
        groups.flatMap(name => [
          [`uptime_${name}`, Float64Array.of(1, 0.5, NaN, 0.25)],
          [`dormant_${name}`, Float64Array.of(0, 0, 0.5, 0)],
        ]),
      ),
    })
  expect(shares(['fleet']).getAttribute('aria-label')).toBe('agents, % of the group, by time')
  expect(texts(shares(['fleet']))).toEqual(expect.arrayContaining(['up', 'dormant', '100']))
  expect(texts(shares(['few', 'crowd']))).toEqual(expect.arrayContaining(['up few', 'up crowd', 'dormant crowd']))
  expect(drawn(shares(['few', 'crowd']), 'curve')).toHaveLength(4)
  expect(drawn(shares(['a', 'b', 'c']), 'curve')).toHaveLength(3)
  expect(shares(['fleet']).outerHTML).not.toContain('NaN')
})

test('the price of a credit is shown in a unit without leading zeros', () => {
  const label = (price: number) =>
    creditsChart({ time, credit_price: Float64Array.of(price, price, NaN, price) }).getAttribute('aria-label')
  expect([label(0.02), label(2)]).toEqual(['credit price, milli-token, by time', 'credit price, token, by time'])
})

test('small prices are shown in a unit without leading zeros', () => {
  const { time: _, ...columns } = prices
  const tiny = (factor: number) =>
    priceChart({ time, ...mapped(columns, column => column.map(value => value * factor)) })
  expect(tiny(1).getAttribute('aria-label')).toBe('price, token/query, by time')
  expect(tiny(1e-3).getAttribute('aria-label')).toBe('price, milli-token/query, by time')
  expect(tiny(1e-6).getAttribute('aria-label')).toBe('price, micro-token/query, by time')
  expect(texts(tiny(1e-3))).toContain('3') // 0.003 token/query
})

test('full capacity is marked only where it is near', () => {
  const level = (share: number) =>
    drawn(utilisationChart({ time, utilisation: Float64Array.of(0, 0, 0, share) }), 'level')
  expect(level(0.4)).toHaveLength(0)
  expect(level(0.6)).toHaveLength(1)
})

test('labels of levels that are close together stand beside each other', () => {
  const classes = [
    { name: 'a', sla: 1 },
    { name: 'b', sla: 1.01 },
    { name: 'c', sla: 0.01 },
  ]
  const labels = [...latencyChart({ ...latencies, classes }).querySelectorAll('.level-label')]
  const [b, a, c] = labels.map(label => Number(label.getAttribute('x')))
  expect(labels.map(label => label.textContent)).toEqual(['SLA b', 'SLA a', 'SLA c'])
  expect(b).toBe(626)
  expect(a).toBeLessThan(b - 20)
  expect(c).toBe(626)
})

test('classes with the same SLA share a line', () => {
  const classes = [
    { name: 'a', sla: 1 },
    { name: 'b', sla: 1 },
    { name: 'c', sla: 3 },
  ]
  const svg = latencyChart({ ...latencies, classes })
  expect(drawn(svg, 'level')).toHaveLength(2)
  expect(texts(svg)).toContain('SLA a, b')
})

test('theory is drawn as a level, and its name is text even when it looks like markup', () => {
  const svg = priceChart({ ...prices, equilibria: [{ name: '<img src=x onerror=alert(1)>', expected: 2 }] })
  expect(drawn(svg, 'level')).toHaveLength(1)
  expect(texts(svg)).toContain('theory: <img src=x onerror=alert(1)>')
  expect(svg.querySelector('img')).toBeNull()
})

test('marks count entries and exits, and near ones share a mark', () => {
  const titles = (data: typeof operators) =>
    [...operatorsChart(data).querySelectorAll('title')].map(title => title.textContent)
  expect(titles(operators)).toEqual(['entries: 2', 'exits: 1'])
  const many = Float64Array.from({ length: 1000 }, (_, i) => i + 1)
  const ones = new Float64Array(1000).fill(1)
  const near = titles({ time: many, operators: ones, entries: ones, exits: new Float64Array(1000) })
  expect(near.length).toBeLessThan(60)
  expect(near.reduce((sum, title) => sum + Number(title!.split(': ')[1]), 0)).toBe(1000)
})

test('a chart can be drawn in a document that is not the page’s', () => {
  const other = new JSDOM().window.document
  expect(priceChart(prices, { document: other }).ownerDocument).toBe(other)
})

test.each([
  [1, 's'],
  [149, 's'],
  [150, 'min'],
  [8999, 'min'],
  [9000, 'h'],
  [604_800, 'days'],
  [1e9, 'years'],
])('%d seconds are shown in %s', (span, name) => expect(timeUnit(span).name).toBe(name))
