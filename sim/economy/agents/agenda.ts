/**
 * An agenda: what agents are to do with each other in a tick, in the order of its times and not of their rows, so that nobody
 * is before anybody else by his place in the scenario.
 */

const DIGIT = 11 // bits that are put in order at a time
const DIGITS = 1 << DIGIT
/** Entries up to which putting each in its place is quicker than counting. */
const FEW = 64

/** Working space that grows to the busiest tick; it holds nothing from one tick to the next. */
export class Agenda {
  /** How much there is to do. */
  length = 0
  /** Who does it, and a random word for whatever it draws: after `sort` in the order of times. */
  row = new Uint32Array(FEW)
  word = new Int32Array(FEW)
  /** Time, from 0 at the time -1 to 2^32 at 1. */
  private time = new Uint32Array(FEW)
  private otherRow = new Uint32Array(FEW)
  private otherWord = new Int32Array(FEW)
  private otherTime = new Uint32Array(FEW)
  private readonly starts = new Uint32Array(DIGITS)

  clear(): void {
    this.length = 0
  }

  /** Adds an entry at `time`, a part of the tick from 0 to before 1; before 0, down to -1, it comes first. */
  add(time: number, row: number, word: number): void {
    if (this.length === this.row.length) this.grow()
    // Just below 1 the sum is rounded to 2.
    this.time[this.length] = Math.min(0xffffffff, (time + 1) * 0x80000000)
    this.row[this.length] = row
    this.word[this.length] = word
    this.length++
  }

  /** Puts the entries in the order of their times; of equal times, which are the same to 2^-31 of a tick, by lot. */
  sort(): void {
    if (this.length > FEW) {
      // What two digits leave to do is little: there are 4 million of their values.
      this.sortByDigit(32 - 2 * DIGIT)
      this.sortByDigit(32 - DIGIT)
    }
    const { time, row, word, length } = this
    for (let at = 1; at < length; at++) {
      const [t, r, w] = [time[at], row[at], word[at]]
      let place = at
      for (; place > 0 && (time[place - 1] > t || (time[place - 1] === t && word[place - 1] > w)); place--) {
        time[place] = time[place - 1]
        row[place] = row[place - 1]
        word[place] = word[place - 1]
      }
      time[place] = t
      row[place] = r
      word[place] = w
    }
  }

  /** Puts the entries in the order of one digit of their times, and leaves those of equal digits in the order they have. */
  private sortByDigit(shift: number): void {
    const { time, row, word, otherTime, otherRow, otherWord, starts, length } = this
    starts.fill(0)
    for (let k = 0; k < length; k++) starts[(time[k] >>> shift) & (DIGITS - 1)]++
    let before = 0
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = starts[digit]
      starts[digit] = before
      before += count
    }
    for (let k = 0; k < length; k++) {
      const at = starts[(time[k] >>> shift) & (DIGITS - 1)]++
      otherTime[at] = time[k]
      otherRow[at] = row[k]
      otherWord[at] = word[k]
    }
    this.time = otherTime
    this.row = otherRow
    this.word = otherWord
    this.otherTime = time
    this.otherRow = row
    this.otherWord = word
  }

  private grow(): void {
    const size = 2 * this.row.length
    const wider = <T extends Uint32Array | Int32Array>(to: T, from: T) => {
      to.set(from)
      return to
    }
    this.time = wider(new Uint32Array(size), this.time)
    this.row = wider(new Uint32Array(size), this.row)
    this.word = wider(new Int32Array(size), this.word)
    this.otherTime = new Uint32Array(size)
    this.otherRow = new Uint32Array(size)
    this.otherWord = new Int32Array(size)
  }
}
