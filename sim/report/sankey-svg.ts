/**
 * The picture of who pays: a Sankey diagram of the tokens, one of the dollars and one of each coin, each in its own unit,
 * so that nothing depends on a price. Drawn as data, for the file of a run and for the dashboard.
 */
import type { Payment, Summary } from '../measure/output.ts'
import { exactUnits, grouped, percentage, shortened } from './figures.ts'
import { netted } from './netted.ts'
import { partyColor } from './parties.ts'
import { type Band, type Bar, type Sankey, sankey } from './sankey.ts'
import { pixels, type Shape, shape, svgFile } from './svg.ts'

/** Pixels. Room for the labels of an account; height of all bars of a column; and above a diagram, for its headings. */
const MARGIN = 235
const LENGTH = 320
const HEAD = 58
const FOOT = 30
const BAR = 12
/** Thinner than this nothing can be seen. */
const THINNEST = 1

const CURRENCIES = [
  { currency: 'token', heading: 'Tokens', unit: 'token' },
  { currency: 'dollar', heading: 'US dollars', unit: 'USD' },
] as const

/** Tokens, dollars, and the coins in which something was paid, which go by their names. */
function currenciesOf(payments: readonly Payment[]) {
  const known: readonly string[] = CURRENCIES.map(({ currency }) => currency)
  const coins = [...new Set(payments.map(({ currency }) => currency))].filter(name => !known.includes(name)).sort()
  return [...CURRENCIES, ...coins.map(name => ({ currency: name, heading: name, unit: name }))]
}

export interface PictureOptions {
  readonly width?: number
  /** Colours of the background and of what is written on it. */
  readonly paper?: string
  readonly ink?: string
}

interface Style extends Required<PictureOptions> {
  readonly unit: string
}

/** The file of a run's payments. */
export function whoPaysFile({ name, ticks, flows }: Summary): string {
  const picture = whoPays(flows)
  const title = `Who pays in ${name}, after ${grouped(`${ticks}`)} ticks`
  return svgFile({ ...picture, content: [shape('title', {}, title), ...picture.content] })
}

/** The root element of the picture, turnover of traders netted: a diagram for each currency in which something was paid, one under the other. */
export function whoPays(payments: readonly Payment[], options: PictureOptions = {}): Shape & { content: Shape[] } {
  const { width = 1080, paper = '#ffffff', ink = '#1c2026' } = options
  const diagrams: Shape[] = []
  let height = 0
  for (const { currency, heading, unit } of currenciesOf(payments)) {
    const layout = sankey(
      netted(payments).filter(payment => payment.currency === currency),
      LENGTH,
    )
    if (layout.bands.length === 0) continue
    diagrams.push(diagram(layout, heading, height, { width, paper, ink, unit }))
    height += HEAD + layout.height
  }
  height += FOOT
  const note =
    diagrams.length > 0
      ? 'Faint: what an account kept (left), or took from its balance (right).'
      : 'Nothing has been paid.'
  const frame = {
    viewBox: `0 0 ${pixels(width)} ${pixels(height)}`,
    role: 'img',
    'aria-label': 'who pays, for what, and who receives',
    'font-family': 'system-ui, sans-serif',
    'font-size': 12,
    fill: ink,
  }
  return {
    tag: 'svg',
    attributes: frame,
    content: [
      shape('desc', {}, described(payments)),
      shape('rect', { width: '100%', height: '100%', fill: paper }),
      shape('g', {}, diagrams),
      shape('text', { x: 12, y: pixels(height - 10), 'fill-opacity': 0.75 }, note),
    ],
  }
}

/** The picture in words: every payment with its exact amount. */
function described(payments: readonly Payment[]): string {
  const unitOf = (of: string) => CURRENCIES.find(({ currency }) => currency === of)?.unit ?? of
  const sentence = ({ from, to, purpose, amount, currency }: Payment) =>
    `${from} to ${to} for ${words(purpose)}: ${exactUnits(amount)} ${unitOf(currency)}`
  return payments.map(sentence).join('; ')
}

function diagram(layout: Sankey, heading: string, top: number, style: Style): Shape {
  const { payers, purposes, receivers, bands } = layout
  const { width } = style
  const columns = [MARGIN, pixels((width - BAR) / 2), pixels(width - MARGIN - BAR)] as const
  const headings = [
    { x: MARGIN + BAR, text: 'who pays', anchor: 'end' },
    { x: width / 2, text: 'for what', anchor: 'middle' },
    { x: columns[2], text: 'who receives', anchor: 'start' },
  ].map(({ x, text, anchor }) => shape('text', { x, y: -8, 'text-anchor': anchor, 'font-weight': 600 }, text))
  const title = shape('text', { x: 12, y: -32, 'font-size': 14, 'font-weight': 700 }, heading)
  const paid = new Map(payers.map(({ name, amount }) => [name, amount]))
  return shape('g', { transform: `translate(0,${pixels(top + HEAD)})` }, [
    shape('g', { class: 'headings' }, [title, ...headings]),
    shape(
      'g',
      { class: 'bands', 'fill-opacity': 0.4 },
      bands.map(band => ribbon(band, columns, paid.get(band.from)!, style)),
    ),
    shape('g', { class: 'bars' }, [
      ...payers.flatMap(bar => parts(bar, columns[0], partyColor(bar.name), `kept`, style)),
      ...purposes.flatMap(bar => parts(bar, columns[1], style.ink, '', style)),
      ...receivers.flatMap(bar => parts(bar, columns[2], partyColor(bar.name), 'from the balance', style)),
    ]),
    shape('g', { class: 'labels' }, [
      ...payers.map(bar => label(bar, columns[0] - 7, 'end', 'kept')),
      ...receivers.map(bar => label(bar, columns[2] + BAR + 7, 'start', 'drawn')),
    ]),
    shape(
      'g',
      // A rim of paper keeps the words apart from the bands behind them.
      { class: 'labels', stroke: style.paper, 'stroke-width': 3, 'stroke-opacity': 0.8, 'paint-order': 'stroke' },
      purposes.map(bar => label(bar, columns[1] + BAR + 5, 'start', '')),
    ),
  ])
}

/** A band from the payer's bar through that of the purpose to the receiver's. */
function ribbon(
  band: Band,
  [left, middle, right]: readonly [number, number, number],
  paid: number,
  style: Style,
): Shape {
  const { from, to, purpose, amount, height, tops } = band
  const size = Math.max(height, THINNEST)
  const [a, b, c] = tops.map(top => top + (height - size) / 2)
  const curve = (x0: number, y0: number, x1: number, y1: number) => {
    const bend = pixels((x0 + x1) / 2)
    return `C${bend},${pixels(y0)} ${bend},${pixels(y1)} ${x1},${pixels(y1)}`
  }
  const d = [
    `M${left + BAR},${pixels(a)}`,
    curve(left + BAR, a, middle, b),
    `H${middle + BAR}`,
    curve(middle + BAR, b, right, c),
    `V${pixels(c + size)}`,
    curve(right, c + size, middle + BAR, b + size),
    `H${middle}`,
    curve(middle, b + size, left + BAR, a + size),
    'Z',
  ].join('')
  const share = `${percentage(amount / paid)} of what ${from} paid`
  const text = `${from} → ${to}, ${words(purpose)}: ${exactUnits(`${amount}`)} ${style.unit}, ${share}`
  return shape('path', { d, fill: partyColor(from) }, [shape('title', {}, text)])
}

/** A bar: what flows, and faint below it what stays. */
function parts(
  { name, amount, rest, top, height }: Bar,
  x: number,
  color: string,
  stays: string,
  style: Style,
): Shape[] {
  const flowing = (height * amount) / (amount + rest)
  const part = (y: number, size: number, value: number, what: string, look: Shape['attributes']) => {
    const drawn = Math.max(size, THINNEST)
    const place = { x, y: pixels(y + (size - drawn) / 2), width: BAR, height: pixels(drawn), fill: color }
    const text = `${words(name)}: ${exactUnits(`${value}`)} ${style.unit}${what}`
    return shape('rect', { ...place, ...look }, [shape('title', {}, text)])
  }
  const made: Shape[] = []
  if (amount > 0) made.push(part(top, flowing, amount, '', { 'fill-opacity': 1 }))
  if (rest > 0) made.push(part(top + flowing, height - flowing, rest, ` ${stays}`, { 'fill-opacity': 0.25 }))
  return made
}

/** Name and amounts beside the middle of a bar. */
function label({ name, amount, rest, top, height }: Bar, x: number, anchor: string, stays: string): Shape {
  const amounts = [
    ...(amount > 0 ? [shortened(amount / 1e6)] : []),
    ...(rest > 0 ? [`${amount > 0 ? '+ ' : ''}${shortened(rest / 1e6)} ${stays}`] : []),
  ]
  const place = { x, y: pixels(top + height / 2), dy: '0.34em', 'text-anchor': anchor }
  return shape('text', place, [
    shape('tspan', { 'font-weight': 600 }, `${words(name)} `),
    shape('tspan', { 'fill-opacity': 0.8 }, amounts.join(' ')),
  ])
}

/** `treasuryShare` as treasury share. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
}
