/** Where the names of points go, so that none covers another: near their points, in the first place that is free. */

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
