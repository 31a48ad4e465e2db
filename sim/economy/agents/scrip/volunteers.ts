/** Those who would do something for others in this tick, in no order: one is drawn and, when it can do no more, taken out. */
export class Volunteers {
  count = 0
  member = new Uint32Array(0)

  /** Nobody, with room for `most`. */
  clear(most: number): void {
    this.count = 0
    if (this.member.length < most) this.member = new Uint32Array(most)
  }

  add(member: number): void {
    this.member[this.count++] = member
  }

  /** Takes out the one at place `at`. */
  remove(at: number): void {
    this.member[at] = this.member[--this.count]
  }
}
