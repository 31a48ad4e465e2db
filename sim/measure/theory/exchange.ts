/**
 * Theory of exchange by lot: wallets that pay each other whole units (Dragulescu and Yakovenko 2000), and scrip with a threshold
 * (Kash, Friedman and Halpern 2007).
 */
import { exp } from '../../engine/numerics.ts'

/**
 * Chances that one of `holders` (2 or more) holds 0, 1, … of `units`, where all ways to share them out are as likely:
 * C(M − x + N − 2, N − 2) / C(M + N − 1, N − 1). A payment of a unit by a holder drawn among all to another drawn among all is as
 * likely as the one back, so no way to share them out is likelier than another.
 */
export function unitsHeld(holders: number, units: number): Float64Array {
  const chances = new Float64Array(units + 1)
  chances[0] = units === 0 ? 1 : (holders - 1) / (units + holders - 1)
  for (let x = 0; x < units; x++)
    chances[x + 1] = holders === 2 ? chances[x] : (chances[x] * (units - x)) / (units - x + holders - 2)
  return chances
}

/**
 * Expected Gini coefficient of `units` (1 or more) so shared out among `holders` (2 or more): (N − 1) E|x − y| / 2M for two of
 * them, who have s together with a chance in proportion to (s + 1) C(M − s + N − 3, N − 3) and share it evenly by lot.
 */
export function expectedGini(holders: number, units: number): number {
  // Of s units, 0, 1, … or s are the one's, each as likely.
  const apart = (s: number) => (s % 2 === 0 ? (s * (s + 2)) / (2 * (s + 1)) : (s + 1) / 2)
  let difference = holders === 2 ? apart(units) : 0
  let chance = ((holders - 1) * (holders - 2)) / ((units + holders - 1) * (units + holders - 2))
  for (let s = 0; s <= units && holders > 2; s++) {
    difference += chance * apart(s)
    chance *= ((s + 2) / (s + 1)) * (holders === 3 ? 1 : (units - s) / (units - s + holders - 3))
  }
  return ((holders - 1) * difference) / (2 * units)
}

/**
 * Chances that one of very many holders has 0, 1, … `most` units, where all ways to share out `mean` units each (between 0 and
 * `most`) are as likely: those in proportion to e^(a i) that have this mean; even for a mean of half the most.
 */
export function scripHeld(mean: number, most: number): Float64Array {
  const at = (a: number) => {
    const weights = Float64Array.from({ length: most + 1 }, (_, i) => exp(a * (i - (a > 0 ? most : 0))))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return weights.map(weight => weight / total)
  }
  let low = -64
  let high = 64
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (at(middle).reduce((sum, chance, i) => sum + chance * i, 0) < mean) low = middle
    else high = middle
  }
  return at((low + high) / 2)
}
