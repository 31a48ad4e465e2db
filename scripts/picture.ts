/** Draws docs/picture.svg, the picture of the README: prices and operators of a run, by the charts of the dashboard. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { operatorsChart } from '../web/charts/operators.ts'
import { priceChart } from '../web/charts/price.ts'
import { createSession } from '../workers/session.ts'

const root = join(import.meta.dirname, '..')
const path = 'scenarios/entry-and-exit.json'
const size = { width: 480, height: 260 }
const { document } = new JSDOM('<!doctype html>').window

const session = createSession()
const { description } = await session.load({ path, text: await readFile(join(root, path), 'utf8'), files: {} })
if (!description) throw new Error(`${path} has faults`)
let series = session.step().series
session.subscribe(frame => {
  series = frame.series
})
await session.run()
const until = description.ticks * description.tickLength
const options = { ...size, document }
const charts = [priceChart({ ...series, until }, options), operatorsChart({ ...series, until }, options)]

const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
svg.setAttribute('viewBox', `0 0 ${2 * size.width} ${size.height}`)
svg.setAttribute('font-family', 'sans-serif')
svg.setAttribute('role', 'img')
svg.setAttribute('aria-label', description.about)
const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: '#ffffff' }))
  paper.setAttribute(name, value)
svg.append(paper)
for (const [i, chart] of charts.entries()) {
  for (const [name, value] of Object.entries({ x: i * size.width, ...size })) chart.setAttribute(name, `${value}`)
  svg.append(chart)
}
const rounded = svg.outerHTML.replace(/\d+\.\d{2,}/g, digits => Number(digits).toFixed(1))
await writeFile(join(root, 'docs/picture.svg'), `${rounded}\n`)
