/** Numbers as people read them: four significant digits, thousands grouped, a hyphen where there is no value. */

const DIGITS = 4

/** `value` to four significant digits; whole numbers below 10,000 as they are, "-" for NaN. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '-'
  const size = Math.abs(value)
  if (Number.isInteger(value) && size < 1e4) return `${value + 0}`
  if (size < 1e-4 || size >= 1e12) return value.toExponential(DIGITS - 1)
  const rounded = value.toPrecision(DIGITS)
  return rounded.includes('e') || size >= 1e4 ? grouped(`${Number(rounded)}`) : grouped(rounded)
}

const THOUSANDS = ['', 'k', 'M', 'bn', 'tn']

/** `value` to three significant digits and in thousands, millions, billions or trillions, for a label: 12.3M. */
export function shortened(value: number): string {
  let rest = value
  let power = 0
  while (Math.abs(rest) >= 999.5 && power < THOUSANDS.length - 1) {
    rest /= 1000
    power++
  }
  return `${Number(rest.toPrecision(3))}${THOUSANDS[power]}`
}

/** A share as a percentage with one decimal; "-" for NaN. */
export function percentage(share: number): string {
  return Number.isNaN(share) ? '-' : `${(share * 100).toFixed(1)} %`
}

/** A whole number of micro-units, in units with all six decimals: exact however large. */
export function exactUnits(micro: string): string {
  const negative = micro.startsWith('-')
  const digits = micro.slice(negative ? 1 : 0).padStart(7, '0')
  return `${negative ? '-' : ''}${grouped(digits.slice(0, -6))}.${digits.slice(-6)}`
}

/** A decimal numeral with commas between thousands. */
export function grouped(numeral: string): string {
  const [whole, ...decimals] = numeral.split('.')
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...decimals].join('.')
}
