/** Metrics of self-taxation: what the protocol takes, burns and mints, and what its token is worth. */

import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { arrived, moved } from '../ledger.ts'
import { mints } from '../protocol/mint.ts'
import { isVolatile, spentOnTokens } from '../protocol/token.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

const minted = ({ tables }: World) =>
  moved(tables, 'workReward') +
  moved(tables, 'agentMint') +
  moved(tables, 'stakeMint') +
  moved(tables, 'treasuryMint') +
  moved(tables, 'providerMint')

const TAX = metric(
  'tolls',
  'token',
  'taken by the protocol in the tick',
  w => (moved(w.tables, 'tollBurn') + moved(w.tables, 'tollTreasury')) / MICRO,
)
const MINT = metric('minted', 'token', 'tokens minted in the tick', w => minted(w) / MICRO)
const ISSUANCE = metric(
  'net_issuance',
  'token',
  'tokens minted less tokens burned in the tick',
  w => (minted(w) - arrived(w.tables, 'burned', 'token')) / MICRO,
)
const TOKEN = [
  metric('token_price', 'USD/token', 'price of the token', w => w.tables.token.before[0]),
  metric('spending', 'USD/s', 'what users spend on tokens', w => spentOnTokens(w) / w.tickLength / MICRO),
]

/** Gas that the base fee aims at. */
const targetOf = ({ scenario: { protocol } }: World) => (protocol.burn.rule === 'base-fee' ? protocol.burn.target : 0)

const GAS = [
  metric('base_fee', 'token', 'base fee of a unit of gas', w => w.tables.baseFee.fee[0] / MICRO),
  quotient('gas_fill', '1', 'gas used over the target', w => w.tables.baseFee.used[0], targetOf),
]

/** The metrics of self-taxation; none where nothing is taken, minted or revalued. */
export function taxMetrics(scenario: Scenario): readonly Metric<World>[] {
  const { protocol } = scenario
  const { burn } = protocol
  const taxing = burn.rule !== 'none'
  const minting = mints(protocol)
  return [
    ...(taxing ? [TAX] : []),
    ...(burn.rule === 'base-fee' ? GAS : []),
    ...(minting ? [MINT] : []),
    ...(taxing || minting ? [ISSUANCE] : []),
    ...(!isVolatile(scenario) ? [] : TOKEN),
  ]
}
