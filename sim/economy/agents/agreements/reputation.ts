/** Reputation: what buyers know of a seller from periods that they have seen kept and broken. */
import type { World } from '../../world.ts'
import type { AgreementMarket } from './markets.ts'

/** Probability that a buyer gives a promise of seller `s` of being kept. */
export function trustIn({ tables }: World, { spec }: AgreementMarket, s: number): number {
  const { kept, broken, failure } = tables.agreementSellers
  switch (spec.reputation.rule) {
    case 'none':
      return 1 - failure[s]
    case 'beta':
      return (kept[s] + 1) / (kept[s] + broken[s] + 2)
    case 'exponential':
      return kept[s]
  }
}

/**
 * What one more period seen as broken instead of kept takes from the score of seller `s`, summed over the future with its
 * foresight: the fall of the score fades as fast as the score forgets.
 */
export function brokenNews({ tables }: World, { spec }: AgreementMarket, s: number): number {
  const { reputation, sellers } = spec
  const { kept, broken, open } = tables.agreementSellers
  switch (reputation.rule) {
    case 'none':
      return 0
    case 'beta':
      return sellers.foresight / (kept[s] + broken[s] + 3) / (1 - sellers.foresight * reputation.fading)
    case 'exponential': {
      const part = reputation.smoothing / Math.max(1, open[s])
      return (sellers.foresight * part) / (1 - sellers.foresight * (1 - reputation.smoothing))
    }
  }
}

/** Scores take in what buyers have seen in the tick, all of it at once. */
export function updateScores({ tables }: World, { spec, sellers }: AgreementMarket): void {
  const { reputation } = spec
  const { kept, broken } = tables.agreementSellers
  const seen = tables.agreementReports
  for (let s = sellers.first; s < sellers.first + sellers.count; s++) {
    if (reputation.rule === 'beta') {
      kept[s] = reputation.fading * kept[s] + seen.kept[s]
      broken[s] = reputation.fading * broken[s] + seen.broken[s]
    } else if (reputation.rule === 'exponential' && seen.kept[s] + seen.broken[s] > 0) {
      kept[s] += reputation.smoothing * (seen.kept[s] / (seen.kept[s] + seen.broken[s]) - kept[s])
      broken[s] = 1 - kept[s]
    }
    seen.kept[s] = 0
    seen.broken[s] = 0
  }
}
