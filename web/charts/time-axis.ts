/** Time on an axis: a run of any length is shown in the unit that gives readable numbers. */

interface TimeUnit {
  /** As it is written on the axis. */
  readonly name: string
  readonly seconds: number
}

const UNITS: readonly TimeUnit[] = [
  { name: 's', seconds: 1 },
  { name: 'min', seconds: 60 },
  { name: 'h', seconds: 3600 },
  { name: 'days', seconds: 86_400 },
  { name: 'years', seconds: 31_557_600 },
]

/** The largest unit of which `span` seconds are at least two and a half. */
export function timeUnit(span: number): TimeUnit {
  return UNITS.findLast(({ seconds }) => span >= 2.5 * seconds) ?? UNITS[0]
}
