/** Arbitrage against a constant-product pool under a geometric Brownian outside price, and competition for it. */
import { exp, log1p, pow } from '../../engine/numerics.ts'

/** A pool in the chain's time. */
interface Setting {
  /** Time between blocks, or its mean (s), and its law. */
  readonly every: number
  readonly law: 'fixed' | 'poisson'
  /** Of the logarithm of the outside price, 1/sqrt(s). */
  readonly volatility: number
  /** Share of a payment that stays with the pool. */
  readonly fee: number
}

/** What arbitrage takes from a pool. */
interface Loss {
  /** Loss over the value of the pool per time, 1/s. */
  readonly rate: number
  /** Share of the blocks with a trade, where it is known. */
  readonly trades: number | undefined
  readonly source: string
}

/** Mean overshoot of a random walk with normal steps over a boundary, in steps: -zeta(1/2) / sqrt(2 pi) (Chernoff 1965). */
const OVERSHOOT = 0.5825971579390107

/**
 * Loss versus rebalancing of the pool in a unit of its value. Without a fee s^2 / 8 (Milionis et al. 2022). With one, the log fee
 * g = -log(1 - fee) and Poisson blocks of mean d: trades in 1 / (1 + g / (s sqrt(d / 2))) of the blocks, and the loss is
 * s^2 / 8 of that, times cosh(g / 2) / (1 - s^2 d / 8) (Milionis, Moallemi and Roughgarden 2023). With fixed blocks
 * s^2 / 8 / (1 + g / (0.5826 s sqrt(d))), for small g and s sqrt(d) (Nezlobin and Tassy 2025).
 */
export function arbitrageLoss({ every, law, volatility, fee }: Setting): Loss {
  const g = -log1p(-fee)
  const rate = (volatility * volatility) / 8
  if (law === 'poisson') {
    const trades = 1 / (1 + g / (volatility * Math.sqrt(every / 2)))
    const bent = (exp(g / 2) + exp(-g / 2)) / 2 / (1 - rate * every)
    return {
      rate: rate * trades * bent,
      trades,
      source: 'LVR, Poisson blocks; Milionis, Moallemi and Roughgarden 2023',
    }
  }
  if (fee === 0) return { rate, trades: undefined, source: 'LVR without fee, s^2 / 8; Milionis et al. 2022' }
  return {
    rate: rate / (1 + g / (OVERSHOOT * volatility * Math.sqrt(every))),
    trades: undefined,
    source: 'LVR, fixed blocks; Nezlobin and Tassy 2025',
  }
}

/**
 * Share of a prize that `bots` to which it is worth the same pay for it when each is there with chance `activity`, given that
 * one is: one who is alone pays nothing, and whoever is there expects as much as if he bid nothing, so all but
 * n a (1 - a)^(n - 1) / (1 - (1 - a)^n) is paid, whatever the auction.
 */
export function shareCompetedAway(bots: number, activity: number): number {
  return 1 - (bots * activity * pow(1 - activity, bots - 1)) / (1 - pow(1 - activity, bots))
}
