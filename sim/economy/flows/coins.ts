/** Every purpose for which coins of chains move. */
import type { Flow } from '../accounts.ts'

export const COIN_FLOWS = {
  coinPurchase: { from: 'exchange', to: 'customers', currency: 'coin', doc: 'coins that customers buy' },
  remoteCoins: {
    from: 'customers',
    to: 'pools',
    currency: 'coin',
    doc: 'coins that customers on other chains pay to pools for tokens',
  },
  botCoinPurchase: {
    from: 'exchange',
    to: 'arbitrageurs',
    currency: 'coin',
    doc: 'coins that bots buy',
    back: 'botCoinSale',
  },
  botCoinSale: {
    from: 'arbitrageurs',
    to: 'exchange',
    currency: 'coin',
    doc: 'coins that bots sell',
    back: 'botCoinPurchase',
  },
  swapCoins: {
    from: 'arbitrageurs',
    to: 'pools',
    currency: 'coin',
    doc: 'coins that bots pay to pools',
    back: 'swapCoinProceeds',
  },
  swapCoinProceeds: {
    from: 'pools',
    to: 'arbitrageurs',
    currency: 'coin',
    doc: 'coins that pools pay for tokens',
    back: 'swapCoins',
  },
} as const satisfies Record<string, Flow>
export type CoinPurpose = keyof typeof COIN_FLOWS

export const COIN_PURPOSES = Object.keys(COIN_FLOWS) as readonly CoinPurpose[]
