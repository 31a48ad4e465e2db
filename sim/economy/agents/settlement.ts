/** Settlement: what agents paid and were paid in the tick is added up over threads and booked. */
import { sumOf } from '../../measure/sum.ts'
import { balanceOf, transfer } from '../ledger.ts'
import { addUp } from '../queries/tallies.ts'
import { buy, sell } from '../trade/exchange.ts'
import type { World } from '../world.ts'
import { addLoads } from './arrivals.ts'
import { payMakers } from './credits/makers.ts'
import { noteLoad } from './credits/price.ts'

export function settleAgents(world: World): void {
  const { tables, lanes } = world
  if (world.agents.length === 0) return
  const { agentTotals } = tables
  addUp(
    agentTotals,
    lanes.map(({ agentTally }) => agentTally),
  )
  const sum = (column: keyof typeof agentTotals) => sumOf(agentTotals[column])
  fundPrincipals(world, sum('stipends') + sum('rewards') - sum('returned') - sum('delays') - sum('penalties'))
  transfer(tables, 'agentReturn', sum('returned'))
  transfer(tables, 'taskDelay', sum('delays'))
  transfer(tables, 'taskPenalty', sum('penalties'))
  transfer(tables, 'stipend', sum('stipends'))
  transfer(tables, 'taskReward', sum('rewards'))
  payUpkeep(world, sum('upkeep'))
  transfer(tables, 'creditPurchase', sum('creditsPaid'))
  transfer(tables, 'spotPurchase', sum('spotPaid'))
  payCreditFees(world, sum('creditFees'))
  transfer(tables, 'creditHolding', sum('holding'))
  noteLoad(world, sum('bought'))
  payMakers(world, sum('redeemed') + sum('spot'))
  sellEarnings(world)
  addLoads(world)
}

/** Principals buy what tokens they lack to pay `due` micro-token. */
export function fundPrincipals(world: World, due: number): void {
  const { tables } = world
  const tokens = Math.max(0, due - balanceOf(tables, 'principals', 'token'))
  const dollars = buy(world, 'principals', tokens)
  transfer(tables, 'principalIncome', dollars)
  transfer(tables, 'principalPayment', dollars)
  transfer(tables, 'principalPurchase', tokens)
}

/** Fees of purchases ahead go to the treasury, but for the share that is burned. */
function payCreditFees({ tables, scenario }: World, fees: number): void {
  const burned = Math.floor(fees * scenario.agents.credits.burn)
  transfer(tables, 'creditFee', fees - burned)
  transfer(tables, 'creditFeeBurn', burned)
}

/** Agents sell `tokens` for the dollars that their upkeep costs. */
function payUpkeep(world: World, tokens: number): void {
  const { tables } = world
  const dollars = sell(world, 'agents', tokens)
  transfer(tables, 'agentSale', tokens)
  transfer(tables, 'agentProceeds', dollars)
  transfer(tables, 'agentUpkeep', dollars)
}

/** Issuers who make compute themselves sell the tokens that they have earned, for what it costs. */
function sellEarnings(world: World): void {
  const { tables, scenario } = world
  if (scenario.agents.credits.operators) return
  const tokens = balanceOf(tables, 'issuers', 'token')
  const dollars = sell(world, 'issuers', tokens)
  transfer(tables, 'issuerSale', tokens)
  transfer(tables, 'issuerProceeds', dollars)
  transfer(tables, 'computeCost', dollars)
}
