/** How cost grows with size: the exponent b of y = a x^b, by least squares on logarithms. */
import { studentQuantile } from '../sim/measure/student.ts'

export interface Slope {
  readonly slope: number
  /** Standard error of the slope; 0 where the points lie on a power. */
  readonly error: number
  /** Interval of 95 %, by Student's t with two freedoms fewer than points. */
  readonly interval: readonly [number, number]
  readonly points: readonly (readonly [x: number, y: number])[]
}

/**
 * The slope of log y over log x: b = Sxy / Sxx, with standard error sqrt(residual sum of squares / (n - 2) / Sxx) [Draper and
 * Smith, Applied Regression Analysis, 1998, section 1.4]. Throws a RangeError for fewer than three points, for those that
 * are not positive and for a single x.
 */
export function logSlope(points: readonly (readonly [x: number, y: number])[]): Slope {
  const n = points.length
  if (n < 3) throw new RangeError(`slope: expected three points or more, got ${n}`)
  for (const [x, y] of points)
    if (!(x > 0 && y > 0)) throw new RangeError(`slope: expected points above 0, got (${x}, ${y})`)
  const x = points.map(([size]) => Math.log(size))
  const y = points.map(([, cost]) => Math.log(cost))
  const middleX = mean(x)
  const middleY = mean(y)
  const sxx = sum(x.map(value => (value - middleX) ** 2))
  if (sxx === 0) throw new RangeError(`slope: expected several sizes, got ${points[0][0]} alone`)
  const slope = sum(x.map((value, i) => (value - middleX) * (y[i] - middleY))) / sxx
  const residuals = sum(x.map((value, i) => (y[i] - middleY - slope * (value - middleX)) ** 2))
  const error = Math.sqrt(residuals / (n - 2) / sxx)
  const reach = studentQuantile(0.975, n - 2) * error
  return { slope, error, interval: [slope - reach, slope + reach], points }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
