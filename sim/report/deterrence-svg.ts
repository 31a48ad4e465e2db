/** Deterrence as a picture: the share of periods in which sellers make no effort, against what that is expected to cost them. */
import type { TemptationMap } from '../measure/output.ts'
import { scatterFile } from './scatter-svg.ts'

/** The file of the picture. */
export function deterrenceFile(name: string, { points, curves }: TemptationMap): string {
  return scatterFile({
    title: `Breach and its price in ${name}`,
    note:
      curves.length > 0
        ? 'Points: markets. Curve: share of sellers whose gain by a breach is above what they expect to lose.'
        : 'Points: markets.',
    x: { title: 'expected loss by a breach: what is lost, times detection and verdict', unit: 'token', least: 0 },
    y: { title: 'periods in which the seller makes no effort', unit: '1', least: 0, most: 1 },
    points: points.map(({ name: market, loss, shirked }) => ({ name: market, x: loss, y: shirked })),
    curves: curves.map(({ law, loss, share }) => ({ name: `P(gain > loss), ${law}`, x: loss, y: share, family: law })),
  })
}
