/** Theory of payments at random within a group: wallets as likely to be shared out in any way as in any other. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { chanceToHold, expectedGini } from '../../measure/theory/exchange.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'
import { isZero } from './static.ts'

const SOURCE = 'Dragulescu and Yakovenko 2000: every way to share the tokens out is as likely'

/**
 * Who cannot pay, who has the mean, and the Gini coefficient, where one group of agents pays each other whole units at random and
 * nothing else moves their wallets. What is left of a unit at the start stays where it is.
 */
export function paymentPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { payments, scenario, tables } = world
  if (payments.length !== 1 || !isClosed(world)) return []
  const [{ spec, from, within }] = payments
  const { ledger } = scenario.agents
  if (spec.when.rule !== 'random' || spec.partner !== 'random' || spec.settlement !== 'ledger' || !within) return []
  if (ledger.fee > 0 || ledger.capacity !== undefined) return []
  const amount = Math.round(spec.when.amount)
  const wallets = tables.agents.wallet.subarray(from.first, from.first + from.count)
  const units = wallets.reduce((sum, wallet) => sum + Math.floor(wallet / amount), 0)
  if (units === 0) return []
  const broke = chanceToHold(0, from.count, units)
  const even = wallets.every(wallet => wallet % amount === 0)
  return [
    ...predict(metrics, `broke_${spec.name}`, broke, SOURCE),
    ...predict(metrics, `failed_${spec.name}`, broke, SOURCE),
    ...(even
      ? predict(
          metrics,
          `average_${spec.name}`,
          chanceToHold(Math.floor(units / from.count), from.count, units),
          SOURCE,
        )
      : []),
    ...(even ? predict(metrics, `gini_${spec.from}`, expectedGini(from.count, units), SOURCE) : []),
  ]
}

/** Whether nothing comes into wallets or leaves them but payments. */
const isClosed = ({ scenario: { agents }, memory }: World) =>
  agents.groups.every(({ income, upkeep, tasks }) => [income, upkeep, tasks.rate].every(isZero)) &&
  (['channels', 'agreements', 'stocks'] as const).every(table => memory.rows(table) === 0)
