/** Local prices for a terminal: what each place was like, as the markets had it and as the planner would have it. */
import type { Both, ResourceMap } from '../measure/output.ts'
import { figure } from './figures.ts'
import { layout } from './layout.ts'

/** Most places that are listed; all are in summary.json. */
const LISTED = 40
const HOUR = 3600

/** A table of the places; empty where no resources are traded. */
export function places(map: ResourceMap | undefined): string[] {
  if (!map) return []
  const planned = map.places.some(({ price }) => !Number.isNaN(price.planner))
  const value = (amount: number) => (Number.isNaN(amount) ? '-' : figure(amount))
  const pair = ({ market, planner }: Both, scale = 1) => [
    value(market * scale),
    ...(planned ? [value(planner * scale)] : []),
  ]
  const rows = map.places.slice(0, LISTED).map(({ region, good, price, consumed, produced }) => {
    const unit = map.goods.find(({ name }) => name === good)?.unit ?? ''
    return [good, region, ...pair(price), `USD/${unit}`, ...pair(consumed, HOUR), ...pair(produced, HOUR), `${unit}/h`]
  })
  const head = (name: string) => (planned ? [name, 'planner'] : [name])
  const header = ['LOCAL PRICES', 'in', ...head('price'), 'unit', ...head('consumed'), ...head('produced'), 'unit']
  const more = map.places.length - rows.length
  return [
    ...layout(
      header,
      rows,
      header.map((name, c) => (c < 2 || name === 'unit' ? 'l' : 'r')),
    ),
    ...(more > 0 ? [`and ${more} more places in summary.json`] : []),
  ]
}
