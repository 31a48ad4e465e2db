/**
 * Latencies counted in log-spaced integer buckets, so that quantiles of millions of answers need
 * 896 counters and lanes can be summed in any order. A value below 64 has a bucket of its own;
 * above, each octave has 32 buckets, so a bucket is at most 1/32 of its value wide (the layout of
 * Gil Tene's HdrHistogram). Only integer operations: every machine picks the same bucket.
 */

const MANTISSA = 5
const STEPS = 1 << MANTISSA
const END = 4_294_967_296

/** Counters that a histogram takes. */
export const BUCKETS = (32 - MANTISSA) * STEPS + STEPS

/** Bucket of a value in microseconds; parts of one are cut off, less than 0 (and NaN) counts as 0, 2^32 and more as the last. */
export function bucketOf(microseconds: number): number {
  if (!(microseconds >= 1)) return 0
  if (microseconds >= END) return BUCKETS - 1
  const shift = Math.max(0, 31 - MANTISSA - Math.clz32(microseconds))
  return shift * STEPS + (microseconds >>> shift)
}

/** Microsecond, the smallest whole value of a bucket; that of bucket BUCKETS is 2^32. */
export function bucketStart(bucket: number): number {
  const shift = Math.max(0, (bucket >>> MANTISSA) - 1)
  return (bucket - shift * STEPS) * (1 << shift)
}

/**
 * Microsecond: the value that a share `q` of the counted values does not exceed, taking the values of a bucket as evenly
 * spread over it; NaN of an empty histogram. `counts` has BUCKETS rows. Throws unless 0 <= q <= 1.
 */
export function quantile(counts: ArrayLike<number>, q: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile: expected a share from 0 to 1, got ${q}`)
  let total = 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) total += counts[bucket]
  if (total === 0) return NaN
  const rank = q * total
  let below = 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = counts[bucket]
    if (count > 0 && below + count >= rank) {
      const start = bucketStart(bucket)
      return start + ((bucketStart(bucket + 1) - start) * (rank - below)) / count
    }
    below += count
  }
  return END
}
