/**
 * Guarantees: sovereigns pay for the tick that ends, and operators compensate them for the time in which all replicas of a
 * slot were down. Payment and compensation are in tokens at the tick's price; both are agreed in dollars.
 */
import { transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { buy } from '../trade/exchange.ts'
import { happened, type World } from '../world.ts'
import { lotsOf, type SovereignGroup, slotsOf } from './groups.ts'
import { NONE } from './tables.ts'

/** Charges sovereigns for this tick and compensates them for what was broken of it. */
export function keepGuarantees(world: World): void {
  if (world.sovereigns.length === 0) return
  charge(world)
  compensate(world)
}

/** Queries of work 1 that the reserved servers of node `i` serve for sovereigns in a tick. */
export function servedForSovereigns({ tables, scenario, tickLength }: World, i: number): number {
  const { reserved, mean } = tables.nodes
  return reserved[i] === 0 || mean[i] === 0 ? 0 : (reserved[i] * scenario.auction.use * tickLength) / mean[i]
}

/** Whether the operator of node `i` keeps what it has promised: it is in the market and runs the node. */
function isKept({ tables }: World, i: number): boolean {
  const { state, firstNode, nodes } = tables.operators
  const o = tables.nodes.operator[i]
  return state[o] === STATE.active && i - firstNode[o] < nodes[o]
}

/** Whole micro-tokens that `dollars` micro-dollars are worth now. */
const inTokens = ({ tables }: World, dollars: number) => Math.floor(dollars / tables.token.price[0])

/** Sovereigns buy tokens, pay what they have won, and it is shared out as fees are; a prosumers' share goes to the treasury. */
function charge(world: World): void {
  const { tables, scenario, sovereigns } = world
  const { wallet } = tables.sovereigns
  const { fee: shares } = scenario.market
  const links = new Float64Array(world.regions)
  const paid = { slots: 0, bandwidth: 0, earned: 0 }
  let bought = 0
  for (const group of sovereigns)
    for (let s = group.first; s < group.first + group.count; s++) {
      const due = chargeSlots(world, group, s, paid) + chargeBandwidth(world, group, s, paid, links)
      // Compensations are spent first.
      const missing = Math.max(0, due - wallet[s])
      wallet[s] += missing - due
      bought += missing
    }
  for (let r = 0; r < links.length; r++) paid.earned += payCarriers(world, r, Math.floor(links[r] * shares.operators))

  const dollars = buy(world, 'sovereigns', bought)
  transfer(tables, 'sovereignIncome', dollars)
  transfer(tables, 'sovereignPayment', dollars)
  transfer(tables, 'sovereignPurchase', bought)
  transfer(tables, 'slotFee', paid.slots)
  transfer(tables, 'bandwidthFee', paid.bandwidth)
  const fees = paid.slots + paid.bandwidth
  let left = fees - paid.earned
  const take = (share: number) => {
    const amount = Math.min(left, Math.floor(fees * share))
    left -= amount
    return amount
  }
  transfer(tables, 'slotEarning', paid.earned)
  transfer(tables, 'slotProviders', take(shares.providers))
  transfer(tables, 'slotStakers', take(shares.stakers))
  transfer(tables, 'slotBurn', take(shares.burn))
  transfer(tables, 'slotTreasury', left)
}

interface Paid {
  slots: number
  bandwidth: number
  earned: number
}

/** What sovereign `s` owes for the slots whose operators are still there, who get their share of it. */
function chargeSlots(world: World, group: SovereignGroup, s: number, paid: Paid): number {
  const { tables, scenario, tickLength } = world
  const { operator, region } = tables.nodes
  const { wallet, earned } = tables.operators
  const { slots, redundancy } = group.spec
  const first = slotsOf(group, s)
  let due = 0
  for (let row = first; row < first + slots * redundancy; row++) {
    const i = tables.guarantees.node[row]
    if (i === NONE || !isKept(world, i)) continue
    const fee = inTokens(world, tables.auctions.price[region[i]] * tickLength)
    const part = Math.floor(fee * scenario.market.fee.operators)
    wallet[operator[i]] += part
    earned[operator[i]] += part
    paid.earned += part
    due += fee
  }
  paid.slots += due
  return due
}

/** What sovereign `s` owes for its bandwidth; `links` holds the sums by region. */
function chargeBandwidth(world: World, group: SovereignGroup, s: number, paid: Paid, links: Float64Array): number {
  const { lots, auctions, sovereigns } = world.tables
  const first = lotsOf(group, s)
  let due = 0
  for (let j = 0; j < group.spec.redundancy; j++) {
    const r = (sovereigns.home[s] + j) % world.regions
    const fee = inTokens(world, auctions.bandwidthPrice[r] * lots.bandwidth[first + j] * world.tickLength)
    links[r] += fee
    due += fee
  }
  paid.bandwidth += due
  return due
}

/** Pays `pot` to the operators with nodes in region `r` in proportion to their servers there; returns what was paid. */
function payCarriers(world: World, r: number, pot: number): number {
  const { operator, region, servers } = world.tables.nodes
  const { wallet, earned } = world.tables.operators
  if (pot === 0) return 0
  let all = 0
  for (let i = 0; i < region.length; i++) if (region[i] === r && isKept(world, i)) all += servers[i]
  let paid = 0
  for (let i = 0; i < region.length; i++) {
    if (region[i] !== r || !isKept(world, i)) continue
    const part = Math.floor((pot * servers[i]) / all)
    wallet[operator[i]] += part
    earned[operator[i]] += part
    paid += part
  }
  return paid
}

/** Operators whose replicas failed pay for the time in which a slot had no replica that served it. */
function compensate(world: World): void {
  const { tables, sovereigns, start, end, tickLength } = world
  const { guaranteeTally: tally } = tables
  const { node } = tables.guarantees
  tally.guaranteed[0] = 0
  tally.broken[0] = 0
  tally.unpaid[0] = 0
  for (const group of sovereigns) {
    const { slots, redundancy } = group.spec
    for (let s = group.first; s < group.first + group.count; s++) {
      let broken = 0
      let lost = 0
      for (let n = 0; n < slots; n++) {
        const row = slotsOf(group, s) + n * redundancy
        let replicas = 0
        for (let j = 0; j < redundancy; j++) if (node[row + j] !== NONE) replicas++
        if (replicas === 0) continue
        tally.guaranteed[0] += tickLength
        const time = brokenTime(world, row, row + redundancy, start, end)
        if (time === 0) continue
        lost++
        broken += time
        for (let j = 0; j < redundancy; j++) if (node[row + j] !== NONE) payFor(world, s, node[row + j], time)
      }
      tally.broken[0] += broken
      tables.sovereigns.broken[s] += broken
      noteBreaks(world, group, s, lost)
    }
  }
}

/** Seconds from `from` to `to` in which all replicas in rows `row` to before `last` are down. Exact: outages of a node do not overlap. */
export function brokenTime(world: World, row: number, last: number, from: number, to: number): number {
  if (from >= to) return 0
  if (row === last) return to - from
  const i = world.tables.guarantees.node[row]
  if (i === NONE || !isKept(world, i)) return brokenTime(world, row + 1, last, from, to)
  const { downFrom, downUntil, previousFrom, previousUntil } = world.tables.nodes
  return (
    brokenTime(world, row + 1, last, Math.max(from, downFrom[i]), Math.min(to, downUntil[i])) +
    brokenTime(world, row + 1, last, Math.max(from, previousFrom[i]), Math.min(to, previousUntil[i]))
  )
}

/** The operator of node `i` compensates sovereign `s` for `time` seconds: from its wallet, then from its stake. */
function payFor(world: World, s: number, i: number, time: number): void {
  const { tables, scenario } = world
  const { wallet, stake } = tables.operators
  const o = tables.nodes.operator[i]
  const price = tables.auctions.price[tables.nodes.region[i]]
  const due = inTokens(world, price * time * scenario.auction.compensation)
  const fromWallet = Math.min(wallet[o], due)
  const fromStake = Math.min(stake[o], due - fromWallet)
  wallet[o] -= fromWallet
  stake[o] -= fromStake
  tables.sovereigns.wallet[s] += fromWallet + fromStake
  transfer(tables, 'compensation', fromWallet)
  transfer(tables, 'compensationStake', fromStake)
  tables.guaranteeTally.unpaid[0] += due - fromWallet - fromStake
}

/** Notes when guarantees of sovereign `s` begin to be broken and when all are kept again; `lost` slots were broken in this tick. */
function noteBreaks(world: World, { spec, first }: SovereignGroup, s: number, lost: number): void {
  const { breaking } = world.tables.sovereigns
  const name = spec.count === 1 ? spec.name : `${spec.name}-${s - first + 1}`
  if (lost > 0 && breaking[s] === 0) happened(world, 'guarantee broken', name, `${lost} slots`)
  if (lost === 0 && breaking[s] === 1) happened(world, 'guarantee kept', name, 'all slots are served again')
  breaking[s] = lost > 0 ? 1 : 0
}
