/** Instances for tests. */
import type { Curve, Instance, Store, Way } from './instance.ts'

/** A curve of one piece. */
export const line = (width: number, from: number, to: number = from): Curve => [{ width, from, to }]

/** A demand that must be served. */
export const must = (width: number): Curve => line(width, Infinity)

/** A way that costs nothing, loses nothing and has no bound, but for what is given. */
export const way = (from: number, to: number, rest: Partial<Way> = {}): Way => ({
  from,
  to,
  capacity: Infinity,
  cost: 0,
  congestion: 0,
  yield: 1,
  ...rest,
})

/** A store that loses nothing and has no bound, empty before and after, but for what is given. */
export const store = (place: number, rest: Partial<Store> = {}): Store => ({
  place,
  capacity: Infinity,
  charge: Infinity,
  discharge: Infinity,
  chargeYield: 1,
  dischargeYield: 1,
  kept: 1,
  before: 0,
  after: 0,
  ...rest,
})

/** One period, with neither ways nor stores but for those given. */
export const once = (
  places: readonly string[],
  demand: readonly Curve[],
  supply: readonly Curve[],
  ways: readonly Way[] = [],
): Instance => ({ places, demand: [demand], supply: [supply], ways, stores: [] })

/** Demand p = 100 - q in both places, supply p = 10 + q in the one and p = 40 + q in the other, and a way between (T13). */
export const samuelson = (capacity: number): Instance =>
  once(
    ['one', 'two'],
    [line(100, 100, 0), line(100, 100, 0)],
    [line(200, 10, 210), line(200, 40, 240)],
    [way(0, 1, { capacity })],
  )
