/**
 * Some columns of a table as curves, in constant memory: when all points are taken, neighbours are put together and from
 * then on a point stands for twice as many rows. Sums are kept rather than means, so merging is an addition.
 */
import type { Field, Value } from '../measure/output.ts'

/** Most points of a curve; even, so that a full one merges in pairs. */
const POINTS = 512

export class Curves {
  #columns: readonly number[]
  #names: readonly string[]
  #sum: Float64Array
  #count: Float64Array
  #rowsInPoint = 1
  #rowsInLast = 0
  #points = 0

  /** Curves of the columns `names` among `fields`; a name that is not there is a curve without a value. */
  constructor(fields: readonly Field[], names: readonly string[]) {
    this.#names = names
    this.#columns = names.map(name => fields.findIndex(field => field.name === name))
    this.#sum = new Float64Array(POINTS * names.length)
    this.#count = new Float64Array(POINTS * names.length)
  }

  /** Adds a row of the table; what is no finite number counts as missing. */
  add(row: readonly Value[]): void {
    if (this.#rowsInLast === 0) {
      if (this.#points === POINTS) this.#merge()
      this.#points++
    }
    const columns = this.#columns
    const at = (this.#points - 1) * columns.length
    for (let c = 0; c < columns.length; c++) {
      const value = columns[c] < 0 ? NaN : row[columns[c]]
      if (typeof value !== 'number' || !Number.isFinite(value)) continue
      this.#sum[at + c] += value
      this.#count[at + c]++
    }
    if (++this.#rowsInLast === this.#rowsInPoint) this.#rowsInLast = 0
  }

  /** The means of a column, oldest first; NaN where there was no value. */
  of(name: string): Float64Array {
    const column = this.#names.indexOf(name)
    if (column < 0) throw new RangeError(`curves: expected one of ${this.#names.join(', ')}, got ${name}`)
    return Float64Array.from({ length: this.#points }, (_, point) => {
      const at = point * this.#names.length + column
      return this.#sum[at] / this.#count[at] // 0 / 0 is the NaN of no value
    })
  }

  #merge(): void {
    const width = this.#columns.length
    const half = (POINTS / 2) * width
    for (const values of [this.#sum, this.#count]) {
      for (let to = 0; to < half; to++) {
        const from = 2 * to - (to % width)
        values[to] = values[from] + values[from + width]
      }
      values.fill(0, half)
    }
    this.#points = POINTS / 2
    this.#rowsInPoint *= 2
  }
}
