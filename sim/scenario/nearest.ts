/**
 * The nearest known name to one that is not known: most wrong names are typing errors, and the
 * cheapest help is to say what was probably meant.
 */
import { closest, distance } from 'fastest-levenshtein'

/** The known name that `name` was probably meant to be; undefined when every one is more than a third of its letters (at least two) away. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const best = closest(name, known)
  const allowed = Math.min(name.length - 1, Math.max(2, Math.floor(name.length / 3)))
  return distance(name.toLowerCase(), best.toLowerCase()) <= allowed ? best : undefined
}

/** One line: `unknown key "prise": did you mean "price"? (known: count, price)`. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const best = nearest(name, known)
  const meant = best === undefined ? '' : `: did you mean "${best}"?`
  return `unknown ${what} "${clipped(name)}"${meant} (known: ${known.length === 0 ? 'none' : known.join(', ')})`
}

/** A wrong value as an error message shows it: JSON, cut to 60 characters; `nothing` when it is missing. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return `"${clipped(value)}"`
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  return clipped(JSON.stringify(value))
}

/** `text` on one line of at most 60 characters. */
export function clipped(text: string): string {
  text = text.slice(0, 1000).replace(/\s+/g, ' ')
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
