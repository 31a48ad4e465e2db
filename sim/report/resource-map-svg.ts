/**
 * The map of resources: for each good, side by side, what local prices brought about and what a planner who knows all would
 * have done. Discs are what a region consumes or makes, whichever is more, their colour its price; arrows are what is carried.
 */
import type { Both, ResourceMap } from '../measure/output.ts'
import { figure, shortened } from './figures.ts'
import { type Point, placed } from './map-layout.ts'
import { pixels, type Shape, shape, svgFile } from './svg.ts'

/** Pixels: a panel, the room around its discs and between them, the largest disc and the widest arrow. */
const WIDTH = 520
const HEIGHT = 340
const MARGIN = 76
const HEAD = 46
const APART = 74
const DISC = 22
const ARROW = 9
/** Arrows bend aside by this share of their length, so that both directions can be seen. */
const BEND = 0.12

const SIDES = [
  { side: 'market', heading: 'local prices' },
  { side: 'planner', heading: 'planner' },
] as const
type Side = keyof Both

/** Price from the lowest to the highest of a good: blue, sand, red. */
const STOPS = [
  [43, 108, 176],
  [233, 214, 170],
  [178, 58, 46],
] as const

interface Look {
  readonly unit: string
  readonly paper: string
  readonly ink: string
}

/** What a good's panels have in common. */
interface Panel {
  readonly map: ResourceMap
  readonly good: string
  readonly points: ReadonlyMap<string, Point>
  readonly prices: readonly [number, number]
  readonly most: number
  readonly carried: number
}

/** The file of a run's resources. */
export function resourceMapFile(name: string, map: ResourceMap): string {
  const picture = resourceMap(map)
  const title = `Resources in ${name}: what local prices bring about beside the planner’s optimum`
  return svgFile({ ...picture, content: [shape('title', {}, title), ...picture.content] })
}

/** The root element of the map: a row for each good, the planner beside the market where there is one. */
export function resourceMap(
  map: ResourceMap,
  { paper = '#ffffff', ink = '#1c2026' } = {},
): Shape & { readonly content: readonly Shape[] } {
  const planned = map.places.some(({ price }) => !Number.isNaN(price.planner))
  const sides = planned ? SIDES : SIDES.slice(0, 1)
  const width = sides.length * WIDTH
  const height = map.goods.length * (HEIGHT + HEAD)
  const points = placed(map.regions, { width: WIDTH, height: HEIGHT, margin: MARGIN, apart: APART })
  const rows = map.goods.map(({ name: good, unit }, g) => {
    const panel = panelOf(map, good, points)
    return shape(
      'g',
      { transform: `translate(0,${g * (HEIGHT + HEAD) + HEAD})` },
      sides.map(({ side, heading }, s) =>
        shape('g', { transform: `translate(${s * WIDTH},0)` }, [
          shape('text', { x: 14, y: -14, 'font-weight': 700, 'font-size': 14 }, `${good}: ${heading}`),
          shape(
            'text',
            { x: WIDTH - 14, y: -14, 'text-anchor': 'end', 'fill-opacity': 0.75 },
            `${panel.prices.map(figure).join(' to ')} USD/${unit}`,
          ),
          ...panelShapes(panel, side, { unit, paper, ink }),
        ]),
      ),
    )
  })
  const frame = {
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': 'resources: prices, consumption and what is carried between regions',
    'font-family': 'system-ui, sans-serif',
    'font-size': 12,
    fill: ink,
  }
  const content = [shape('rect', { width: '100%', height: '100%', fill: paper }), ...rows]
  return { tag: 'svg', attributes: frame, content }
}

function panelOf(map: ResourceMap, good: string, points: Panel['points']): Panel {
  const ways = waysOf(map, good)
  const places = map.places.filter(place => place.good === good)
  const both = (values: readonly Both[]) =>
    values.flatMap(({ market, planner }) => [market, planner]).filter(value => !Number.isNaN(value))
  const prices = both(places.map(({ price }) => price))
  return {
    map,
    good,
    points,
    prices: prices.length === 0 ? [NaN, NaN] : [Math.min(...prices), Math.max(...prices)],
    most: Math.max(...both(places.flatMap(({ consumed, produced }) => [consumed, produced])), 0),
    carried: Math.max(...both(ways.map(({ carried }) => carried)), 0),
  }
}

/** Ways on which the good is carried from region to region. */
function waysOf({ ways }: ResourceMap, good: string): ResourceMap['ways'] {
  return ways.filter(({ from, to }) => from.good === good && to.good === good && from.region !== to.region)
}

function panelShapes({ map, good, points, prices, most, carried }: Panel, side: Side, look: Look): Shape[] {
  const { unit, paper, ink } = look
  const ways = waysOf(map, good)
  const places = map.places.filter(place => place.good === good)
  return [
    ...ways.map(({ from, to, carried: flow }) => {
      const text = `${from.region} → ${to.region}: ${figure(flow[side])} ${unit}/s`
      return arrow(
        points.get(from.region)!,
        points.get(to.region)!,
        carried === 0 ? 0 : flow[side] / carried,
        text,
        ink,
      )
    }),
    ...places.map(place => {
      const { x, y } = points.get(place.region)!
      const units = Math.max(0, place.consumed[side], place.produced[side])
      const radius = most === 0 ? 4 : 4 + DISC * Math.sqrt(units / most)
      const text = `${place.region}: ${figure(place.price[side])} USD/${unit}, consumes ${figure(place.consumed[side])}, produces ${figure(place.produced[side])} ${unit}/s`
      const disc = { fill: colorOf(place.price[side], prices), stroke: ink, 'stroke-width': 0.75 }
      return shape('g', {}, [
        shape('circle', { cx: pixels(x), cy: pixels(y), r: pixels(radius), ...disc }, [shape('title', {}, text)]),
        shape(
          'text',
          {
            x: pixels(x),
            y: pixels(y + radius + 13),
            'text-anchor': 'middle',
            stroke: paper,
            'stroke-width': 3,
            'paint-order': 'stroke',
          },
          [
            shape('tspan', { 'font-weight': 600 }, `${place.region} `),
            shape('tspan', {}, Number.isNaN(place.price[side]) ? '-' : shortened(place.price[side])),
          ],
        ),
      ])
    }),
  ]
}

/** A bent line from region to region that widens with `share` of the largest flow and points where it goes; a hair where nothing flows. */
function arrow(from: Point, to: Point, share: number, text: string, ink: string): Shape {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const [mx, my] = [(from.x + to.x) / 2 - dy * BEND, (from.y + to.y) / 2 + dx * BEND]
  const flows = share > 1e-6
  const width = flows ? 0.8 + ARROW * share : 0.4
  const line = shape('path', {
    d: `M${pixels(from.x)},${pixels(from.y)}Q${pixels(mx)},${pixels(my)} ${pixels(to.x)},${pixels(to.y)}`,
    fill: 'none',
    stroke: ink,
    'stroke-opacity': flows ? 0.45 : 0.15,
    'stroke-width': pixels(width),
  })
  // The middle of the bend: a quadratic curve is half way between its chord and its control point there.
  const [cx, cy] = [(from.x + to.x) / 4 + mx / 2, (from.y + to.y) / 4 + my / 2]
  const length = Math.sqrt(dx * dx + dy * dy) || 1
  const [ux, uy] = [dx / length, dy / length]
  const size = 4 + width
  const corner = (along: number, aside: number) =>
    `${pixels(cx + size * (ux * along - uy * aside))},${pixels(cy + size * (uy * along + ux * aside))}`
  const head = shape('path', {
    d: `M${corner(1, 0)}L${corner(-0.6, 0.7)}L${corner(-0.6, -0.7)}Z`,
    fill: ink,
    'fill-opacity': 0.7,
  })
  return shape('g', {}, [shape('title', {}, text), line, ...(flows ? [head] : [])])
}

function colorOf(price: number, [low, high]: readonly [number, number]): string {
  if (Number.isNaN(price)) return '#dddddd'
  const at = high === low ? 1 : (2 * (price - low)) / (high - low)
  const stop = Math.min(1, Math.floor(at))
  const mix = STOPS[stop].map((value, i) => Math.round(value + (STOPS[stop + 1][i] - value) * (at - stop)))
  return `rgb(${mix.join(',')})`
}
