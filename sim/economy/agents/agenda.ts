/**
 * An agenda: what agents are to do with each other in a tick, in the order of its times and not of their rows, so that nobody
 * is before anybody else by his place in the scenario.
 */

/** Working space that grows to the busiest tick; it holds nothing from one tick to the next. */
export class Agenda {
  /** How much there is to do. */
  length = 0
  /** Who does it, and a random word for whatever it draws; by the number of the entry. */
  row = new Uint32Array(1024)
  word = new Int32Array(1024)
  private time = new Float64Array(1024)
  private order = new Uint32Array(1024)
  private starts = new Uint32Array(1025)

  clear(): void {
    this.length = 0
  }

  /** Adds an entry at `time`, a part of the tick from 0 to before 1; before 0, down to -1, it comes first. */
  add(time: number, row: number, word: number): void {
    if (this.length === this.row.length) this.grow()
    this.time[this.length] = time
    this.row[this.length] = row
    this.word[this.length] = word
    this.length++
  }

  /** Numbers of the entries by time: shared out to as many buckets as there are entries, then put in order within each. */
  sorted(): Uint32Array {
    const { time, order, starts, length } = this
    const buckets = length / 2
    starts.fill(0, 0, length + 1)
    for (let k = 0; k < length; k++) starts[Math.floor((time[k] + 1) * buckets)]++
    for (let b = 1; b <= length; b++) starts[b] += starts[b - 1]
    for (let k = length - 1; k >= 0; k--) order[--starts[Math.floor((time[k] + 1) * buckets)]] = k
    for (let at = 1; at < length; at++) {
      const entry = order[at]
      let place = at
      for (; place > 0 && time[order[place - 1]] > time[entry]; place--) order[place] = order[place - 1]
      order[place] = entry
    }
    return order
  }

  private grow(): void {
    const size = 2 * this.row.length
    const { row, word, time } = this
    this.row = new Uint32Array(size)
    this.word = new Int32Array(size)
    this.time = new Float64Array(size)
    this.row.set(row)
    this.word.set(word)
    this.time.set(time)
    this.order = new Uint32Array(size)
    this.starts = new Uint32Array(size + 1)
  }
}
