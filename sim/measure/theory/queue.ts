/**
 * Queues in the long run: what share of queries waits, for how long, and how many are turned away.
 * Arrivals are Poisson; an overloaded queue has no long run and its waits are infinite. The load
 * a = arrivals / rate is the mean number of busy servers (erlang).
 */

import { exp } from '../../engine/numerics.ts'

/** Share of arrivals turned away by `servers` busy servers and no queue (M/G/c/c), by Erlang's recursion [Erlang 1917]. */
export function erlangB(load: number, servers: number): number {
  checkServers(servers)
  let blocked = 1
  for (let c = 1; c <= servers; c++) blocked = (load * blocked) / (c + load * blocked)
  return blocked
}

/** Share of arrivals that wait in M/M/c: c B / (c - a (1 - B)); 1 when overloaded [Erlang 1917]. */
export function erlangC(load: number, servers: number): number {
  const blocked = erlangB(load, servers)
  if (load >= servers) return 1
  return (servers * blocked) / (servers - load * (1 - blocked))
}

/** Mean time in the queue of M/M/c, in the unit of 1 / rate: C / (c rate - arrivals). */
export function meanWait(arrivals: number, rate: number, servers: number): number {
  if (arrivals >= servers * rate) return Infinity
  return erlangC(arrivals / rate, servers) / (servers * rate - arrivals)
}

/** Mean number in an M/M/c system, waiting or served: arrivals times mean sojourn [Little 1961]. */
export function meanNumber(arrivals: number, rate: number, servers: number): number {
  return arrivals === 0 ? 0 : arrivals * meanWait(arrivals, rate, servers) + arrivals / rate
}

/**
 * P(queueing and service take longer than `time`) in first-come M/M/c, the mixture of an exponential and its sum with
 * the wait: exp(-x) (1 + C (1 - exp(-x k)) / k), with x = rate · time and k = c - a - 1 [Kleinrock 1975, 3.5].
 */
export function sojournTail(arrivals: number, rate: number, servers: number, time: number): number {
  const load = arrivals / rate
  const waits = erlangC(load, servers)
  if (load >= servers) return 1
  const x = rate * time
  const k = servers - load - 1
  // Near k = 0 the quotient is 0 / 0; its series is exact to the last digits there.
  const xk = x * k
  const extra = Math.abs(xk) < 1e-4 ? x * (1 - xk / 2 + (xk * xk) / 6) : (1 - exp(-xk)) / k
  return exp(-x) * (1 + waits * extra)
}

/**
 * Mean time in the queue of M/G/1 in the unit of `service`, the mean service time; `variation` is the squared
 * coefficient of variation of service: ρ s (1 + v) / (2 (1 - ρ)) [Pollaczek 1930, Khinchine 1932].
 */
export function meanWaitGeneral(arrivals: number, service: number, variation: number): number {
  const utilisation = arrivals * service
  return utilisation >= 1 ? Infinity : (utilisation * service * (1 + variation)) / (2 * (1 - utilisation))
}

/** Mean time in the queue of M/D/1: every service takes the same time, and the wait is half that of M/M/1. */
export function meanWaitDeterministic(arrivals: number, service: number): number {
  return meanWaitGeneral(arrivals, service, 0)
}

/** Poisson arrivals of one class, and what serving it takes. */
interface Stream {
  /** Arrivals per time. */
  readonly rate: number
  /** Mean service time. */
  readonly service: number
  /** Squared coefficient of variation of service. */
  readonly variation: number
}

/** Mean time until the work that an arrival finds in service at one server is done, Σ λ E[S²] / 2 [Kleinrock 1976, 3.2]. */
export function meanResidual(streams: readonly Stream[]): number {
  return streams.reduce(
    (sum, { rate, service, variation }) => sum + (rate * service * service * (1 + variation)) / 2,
    0,
  )
}

/**
 * Mean times in the queue by class, the first class served before all others, work that has begun not interrupted, in the
 * unit of `residual`: W0 / ((1 − σ[k−1]) (1 − σ[k])), σ[k] the load of the classes up to k [Cobham 1954]. `loads` are the
 * shares of the capacity that each class takes; `residual` is W0, the mean time until the next server is free: Σ λ E[S²] / 2
 * for one, C(c, a) / (c μ) for M/M/c. Classes up to which the load is 1 or more wait for ever.
 */
export function meanWaitsByPriority(residual: number, loads: readonly number[]): number[] {
  let above = 0
  return loads.map(load => {
    const upTo = above + load
    const wait = upTo >= 1 ? Infinity : residual / ((1 - above) * (1 - upTo))
    above = upTo
    return wait
  })
}

function checkServers(servers: number): void {
  if (!(Number.isInteger(servers) && servers >= 1))
    throw new RangeError(`queue: expected 1 server or more, got ${servers}`)
}
