/** Bargaining: how two divide a pie of 1 by offers in turn, where a deal in the next round is worth less. */

/** What the one who makes the first offer gets when there is no end: (1 - d2) / (1 - d1 d2), Rubinstein 1982, Econometrica 50:97. */
export function firstShare(first: number, second: number): number {
  return (1 - second) / (1 - first * second)
}

/**
 * What the one who makes the first of at most `offers` offers gets: the sum of what is lost by waiting, 1 - d2 + d1 d2 - ...,
 * of which there are as many terms (Ståhl 1972, Bargaining Theory).
 */
export function firstShareBefore(first: number, second: number, offers: number): number {
  let share = 0
  let term = 1
  for (let k = 0; k < offers; k++) {
    share += term
    term *= -(k % 2 === 0 ? second : first)
  }
  return share
}
