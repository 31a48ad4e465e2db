/** The names of points, none of which covers another: near their points, in the first place that is free. */
import { pixels, type Shape, shape } from './svg.ts'

/** A rectangle in pixels: its left upper corner and its size. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A name to be placed at a point, in pixels. */
export interface Named {
  readonly name: string
  readonly x: number
  readonly y: number
}

/** Pixels: about the width of a letter at a size of 12, the height of a line, the nearest and the farthest place. */
const LETTER = 7
const LINE = 15
const NEAR = 8
const FAR = 240
/** A name farther from its point than this is tied to it by a hair. */
const TIED = 20
/** What is better avoided is, as far as this. */
const PATIENCE = 64

/** Directions from the point in which a name is tried, the best first: right, left, above, below, and between. */
const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
] as const

/** Where names may go, what they must not cover, and what they had better not. */
interface Room {
  readonly frame: Box
  readonly taken: readonly Box[]
  readonly avoided: readonly Box[]
}

/** The names in their colours; one for which there is no room is left out. */
export function labelShapes(
  names: readonly (Named & { readonly color: string })[],
  { frame, taken, avoided }: Room,
  { paper, ink }: { readonly paper: string; readonly ink: string },
): Shape[] {
  return placeLabels(names, frame, taken, avoided).flatMap((box, i) => {
    if (!box) return []
    const { name, color, ...point } = names[i]
    // Boxes are wider than most fonts need: the text keeps to the side of its point.
    const side = point.x <= box.x ? 'start' : point.x >= box.x + box.width ? 'end' : 'middle'
    const x = box.x + { start: 0, middle: box.width / 2, end: box.width }[side]
    const at = { x: pixels(x), y: pixels(box.y + box.height - 4), 'text-anchor': side }
    // An outline in the colour of the paper keeps it readable on lines.
    const look = { fill: color, stroke: paper, 'stroke-width': 3, 'paint-order': 'stroke' }
    return [...hair(point, box, ink), shape('text', { class: 'label', ...at, ...look }, name)]
  })
}

/** A hair from a point to a name that had to go far from it. */
function hair({ x, y }: { readonly x: number; readonly y: number }, box: Box, ink: string): Shape[] {
  const nearest = {
    x: Math.min(Math.max(x, box.x), box.x + box.width),
    y: Math.min(Math.max(y, box.y), box.y + box.height),
  }
  if (Math.abs(nearest.x - x) + Math.abs(nearest.y - y) <= TIED) return []
  const d = `M${pixels(x)},${pixels(y)}L${pixels(nearest.x)},${pixels(nearest.y)}`
  return [shape('path', { class: 'hair', d, stroke: ink, 'stroke-opacity': 0.4, 'stroke-width': 0.75 })]
}

/**
 * The boxes of the names within `frame`, clear of each other, of `taken` and, where that can be near by, of `avoided`;
 * undefined where there is no room. Names are placed in the order given, the farther from their points the later.
 */
export function placeLabels(
  names: readonly Named[],
  frame: Box,
  taken: readonly Box[] = [],
  avoided: readonly Box[] = [],
): (Box | undefined)[] {
  const placed: Box[] = [...taken]
  return names.map(named => {
    const box = placeOf(named, frame, [...placed, ...avoided], PATIENCE) ?? placeOf(named, frame, placed, FAR)
    if (box) placed.push(box)
    return box
  })
}

function placeOf({ name, x, y }: Named, frame: Box, placed: readonly Box[], far: number): Box | undefined {
  const width = name.length * LETTER
  for (let away = NEAR; away <= far; away += NEAR)
    for (const [right, down] of DIRECTIONS) {
      const box = {
        x: x + right * away + ((right - 1) * width) / 2,
        y: y + down * away + ((down - 1) * LINE) / 2,
        width,
        height: LINE,
      }
      if (within(box, frame) && !placed.some(other => overlap(box, other))) return box
    }
  return undefined
}

function within(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  )
}

/** Whether two boxes have more than an edge in common. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
