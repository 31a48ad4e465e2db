/**
 * Theory of exchange by lot: wallets that pay each other whole units (Dragulescu and Yakovenko 2000), and scrip with a threshold
 * (Kash, Friedman and Halpern 2007).
 */
import { exp } from '../../engine/numerics.ts'

/**
 * Chance that one of `holders` (2 or more) holds `held` of `units`, where all ways to share them out are as likely:
 * C(M − x + N − 2, N − 2) / C(M + N − 1, N − 1). A payment of a unit by a holder drawn among all to another drawn among all is as
 * likely as the one back, so no way to share them out is likelier than another.
 */
export function chanceToHold(held: number, holders: number, units: number): number {
  if (held > units) return 0
  let chance = (holders - 1) / (units + holders - 1)
  for (let x = 0; x < held && holders > 2; x++) chance *= (units - x) / (units - x + holders - 2)
  return chance
}

/**
 * Expected Gini coefficient of `units` (1 or more) so shared out among `holders` (2 or more): (N − 1) E|x − y| / 2M for two of
 * them, and |x − y| is their sum less twice the poorer's, who has at least a with chance C(M − 2a + N − 1, N − 1) / C(M + N − 1, N − 1).
 */
export function expectedGini(holders: number, units: number): number {
  let poorer = 0
  let chance = 1
  for (let left = units; left >= 2 && chance > 1e-18; left -= 2) {
    const all = left + holders - 1
    chance *= (left * (left - 1)) / (all * (all - 1))
    poorer += chance
  }
  return ((holders - 1) * (units / holders - poorer)) / units
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

/**
 * Share of what is asked for that goes unserved, where so many have 0, 1, … scrip (`held`) and an agent asks for 0, 1, … units at
 * once with the chances `asked`: it gets as many as it has scrip.
 */
export function unservedShare(held: Float64Array, asked: Float64Array): number {
  let all = 0
  let unserved = 0
  for (let units = 1; units < asked.length; units++) {
    all += asked[units] * units
    for (let i = 0; i < Math.min(units, held.length); i++) unserved += asked[units] * held[i] * (units - i)
  }
  return unserved / all
}
