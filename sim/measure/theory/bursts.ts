/** Bursts: arrivals of a Poisson process whose rate changes between two levels at exponential times. */
import { exp } from '../../engine/numerics.ts'

interface Bursts {
  /** Arrivals per time when calm. */
  readonly rate: number
  /** The rate in a burst, as a multiple. */
  readonly times: number
  /** Mean time between bursts, and mean length of one, in the unit of time of the rate. */
  readonly calm: number
  readonly burst: number
}

/** Arrivals per time in the long run. */
export function meanRate({ rate, times, calm, burst }: Bursts): number {
  return (rate * (calm + times * burst)) / (calm + burst)
}

/**
 * Index of dispersion of counts: variance over mean of the arrivals in a window, 1 without bursts. Heffes and Lucantoni 1986,
 * IEEE JSAC 4(6):856: 1 + 2 (l1 - l2)^2 r1 r2 / ((r1 + r2)^2 (l1 r2 + l2 r1)) (1 - (1 - exp(-(r1 + r2) t)) / ((r1 + r2) t)).
 */
export function dispersionOfCounts(bursts: Bursts, window: number): number {
  const { rate, times, calm, burst } = bursts
  const [toBurst, toCalm] = [1 / calm, 1 / burst]
  const speed = toBurst + toCalm
  const apart = rate * (times - 1)
  const inLongWindows = (2 * apart * apart * toBurst * toCalm) / (speed * speed * speed * meanRate(bursts))
  return 1 + inLongWindows * (1 - (1 - exp(-speed * window)) / (speed * window))
}
