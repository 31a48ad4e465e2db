/**
 * The history of a run for charts: at most `CAPACITY` rows, however long the run. When it is full, neighbours are merged
 * two by two and a row stands for twice as many recorded ticks. So memory and drawing time do not grow with the run, and
 * every row is still exactly the mean (or sum, or last value) of the ticks that it stands for.
 */

/** Even; a chart of 640 pixels shows no more. */
export const CAPACITY = 1024

/** How a row follows from the ticks it stands for: mean of the known values, sum, or the last value. */
export type Merge = 'mean' | 'sum' | 'last'

interface Thinned {
  readonly merge: Merge
  readonly total: Float64Array
  /** Known values in `total`. */
  readonly known: Uint32Array
}

export class History<Name extends string> {
  /** Recorded ticks that a full row stands for. */
  stride = 1
  // Closed rows; the row after them is open, and holds the last `#inOpen` ticks.
  #closed = 0
  #inOpen = 0
  readonly #columns: ReadonlyMap<string, Thinned>

  constructor(columns: Readonly<Record<Name, Merge>>) {
    this.#columns = new Map(
      Object.entries<Merge>(columns).map(([name, merge]) => [
        name,
        { merge, total: new Float64Array(CAPACITY), known: new Uint32Array(CAPACITY) },
      ]),
    )
  }

  /** Adds a recorded tick: the values in the order of the columns, NaN where there is none. */
  push(values: ArrayLike<number>): void {
    const at = this.#closed
    let c = 0
    for (const { merge, total, known } of this.#columns.values()) {
      const value = values[c++]
      if (this.#inOpen === 0) total[at] = known[at] = 0
      if (Number.isNaN(value)) continue
      total[at] = merge === 'last' ? value : total[at] + value
      known[at] += 1
    }
    if (++this.#inOpen < this.stride) return
    this.#inOpen = 0
    if (++this.#closed === CAPACITY) this.#halve()
  }

  /** Copies of the columns, the open row last. */
  columns(): Record<Name, Float64Array<ArrayBuffer>> {
    const rows = this.#closed + (this.#inOpen > 0 ? 1 : 0)
    const copies: Partial<Record<string, Float64Array<ArrayBuffer>>> = {}
    for (const [name, { merge, total, known }] of this.#columns) {
      const values = total.slice(0, rows)
      for (let row = 0; row < rows; row++) {
        if (known[row] === 0) values[row] = NaN
        else if (merge === 'mean') values[row] /= known[row]
      }
      copies[name] = values
    }
    return copies as Record<Name, Float64Array<ArrayBuffer>>
  }

  #halve(): void {
    this.#closed = CAPACITY / 2
    this.stride *= 2
    for (const { merge, total, known } of this.#columns.values()) {
      for (let row = 0; row < this.#closed; row++) {
        const [a, b] = [2 * row, 2 * row + 1]
        const last = known[b] > 0 ? total[b] : total[a]
        total[row] = merge === 'last' ? last : total[a] + total[b]
        known[row] = known[a] + known[b]
      }
    }
  }
}
