/**
 * Redundancy-d: every query goes to the queues of d random servers of k, and the first answer cancels
 * the other copies. Exponential service with independent copies makes extra copies free: they only
 * take capacity that would otherwise be idle.
 */

/**
 * Mean time from arrival to first answer, in the unit of 1 / rate, with Poisson arrivals of `arrivals` per server, first
 * come first served; infinite when overloaded [Gardner et al. 2017, doi:10.1287/opre.2016.1582, theorem 1]:
 *
 *     E[T] = Σ i from d to k of 1 / (k rate C(k-1, d-1) / C(i-1, d-1) - k arrivals)
 */
export function meanResponse(servers: number, copies: number, arrivals: number, rate: number): number {
  if (!(Number.isInteger(servers) && Number.isInteger(copies) && copies >= 1 && copies <= servers)) {
    throw new RangeError(`redundancy: expected 1 to ${servers} copies on ${servers} servers, got ${copies}`)
  }
  if (arrivals >= rate) return Infinity
  let sum = 0
  for (let i = copies; i <= servers; i++) {
    let ratio = 1 // of the two binomials, factor by factor
    for (let j = 1; j < copies; j++) ratio *= (servers - j) / (i - j)
    sum += 1 / (servers * rate * ratio - servers * arrivals)
  }
  return sum
}
