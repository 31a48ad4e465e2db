/** Where regions stand in a picture: as on a map where all have a longitude and a latitude, else in a ring. */
import { cos, sin } from '../engine/numerics.ts'
import type { ResourceMap } from '../measure/output.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

type Regions = ResourceMap['regions']

/** Rounds in which regions that stand too close are moved apart. */
const ROUNDS = 200

/**
 * Places of the regions by name, from `margin` inside a box of `width` × `height` pixels, north up; moved as little as it takes
 * to be `apart` pixels from each other, as far as there is room.
 */
export function placed(
  regions: Regions,
  { width, height, margin, apart }: { width: number; height: number; margin: number; apart: number },
): ReadonlyMap<string, Point> {
  const known = regions.every(({ longitude, latitude }) => longitude !== undefined && latitude !== undefined)
  const points = known
    ? regions.map(({ longitude = 0, latitude = 0 }) => ({ x: longitude, y: -latitude }))
    : regions.map((_, i) => ring((2 * Math.PI * i) / regions.length))
  const xs = scaled(
    points.map(({ x }) => x),
    width,
    margin,
  )
  const ys = scaled(
    points.map(({ y }) => y),
    height,
    margin,
  )
  for (let round = 0; round < ROUNDS; round++)
    for (let i = 0; i < regions.length; i++)
      for (let j = 0; j < i; j++) {
        const [dx, dy] = [xs[i] - xs[j], ys[i] - ys[j]]
        const distance = Math.sqrt(dx * dx + dy * dy)
        if (distance >= apart) continue
        const push = (apart - distance) / 4
        const [ux, uy] = distance === 0 ? [1, 0] : [dx / distance, dy / distance]
        xs[i] = within(xs[i] + push * ux, width, margin)
        ys[i] = within(ys[i] + push * uy, height, margin)
        xs[j] = within(xs[j] - push * ux, width, margin)
        ys[j] = within(ys[j] - push * uy, height, margin)
      }
  return new Map(regions.map(({ name }, i) => [name, { x: xs[i], y: ys[i] }]))
}

/** The first at the top, then clockwise. */
const ring = (angle: number): Point => ({ x: sin(angle), y: -cos(angle) })

const within = (value: number, size: number, margin: number) => Math.min(size - margin, Math.max(margin, value))

function scaled(values: readonly number[], size: number, margin: number): number[] {
  const low = Math.min(...values)
  const high = Math.max(...values)
  return values.map(value => (high === low ? size / 2 : margin + ((value - low) / (high - low)) * (size - 2 * margin)))
}
