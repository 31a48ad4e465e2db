/** Outcome of races: what queries cost, and whom they pay; the rules are told in `outcome.ts` beside the model. */
import {
  budgets,
  classRules_sla,
  classes,
  classRules_bytes,
  classRules_toll,
  copies_latency,
  copies_node,
  copies_verdict,
  customers_group,
  customers_income,
  customers_reserve,
  customers_satisfaction,
  customers_wallet,
  groupRules_forgetting,
  latencies_count,
  leaving,
  nodeTally_verified,
  nodes_operator,
  offers_fee,
  operators_posted,
  queries_customer,
  queries_faults,
  queries_kind,
  queries_racers,
  queries_size,
  prosumers_taken,
  queries_winner,
  racers,
  reciprocal,
  refunded,
  refundShare,
  reserves,
  sales_sale,
  sizes,
  tally_answered,
  tally_fees,
  tally_late,
  tally_latency,
  tally_paid,
  tally_raced,
  tally_refunds,
  tally_reserved,
  tally_spent,
  tally_surplus,
  tally_unanswered,
  tally_wrong,
  verifiers,
} from './columns'
import { add, addTwo, bucketOf, microseconds } from './variates'
import { CORRECT } from './verdict'

/**
 * Charges queries `from` to before `to`, whose winners are known, and adds them to the tallies; no verdict is left behind.
 * Returns how many of them had no racer.
 */
export function accountRows(from: i32, to: i32): i32 {
  const budgeted = budgets
  const classCount = classes
  const classRulesSla = classRules_sla
  const copiesLatency = copies_latency
  const copiesNode = copies_node
  const copiesVerdict = copies_verdict
  const customersGroup = customers_group
  const customersIncome = customers_income
  const customersReserve = customers_reserve
  const customersSatisfaction = customers_satisfaction
  const customersWallet = customers_wallet
  const groupRulesForgetting = groupRules_forgetting
  const latenciesCount = latencies_count
  const mayLeave = leaving
  const nodesOperator = nodes_operator
  const nodeTallyVerified = nodeTally_verified
  const offersFee = offers_fee
  const operatorsPosted = operators_posted
  const queriesCustomer = queries_customer
  const queriesFaults = queries_faults
  const queriesKind = queries_kind
  const queriesRacers = queries_racers
  const queriesSize = queries_size
  const queriesWinner = queries_winner
  const K = racers
  const refundPart = refundShare
  const returned = refunded
  const counting = reciprocal
  const prosumersTaken = prosumers_taken
  const classRulesBytes = classRules_bytes
  const classRulesToll = classRules_toll
  const reserving = reserves
  const salesSale = sales_sale
  const sized = sizes
  const seatCount = verifiers
  let raced = 0
  let answered = 0
  let paid = 0
  let late = 0
  let wrong = 0
  let unanswered = 0
  let outsiders = 0
  let fees: f64 = 0
  let refunds: f64 = 0
  let spent: f64 = 0
  let latencies: f64 = 0
  let reserved = 0
  let surplus: f64 = 0
  let first = <usize>(from * K)
  for (let q = <usize>from; q < <usize>to; q++, first += <usize>K) {
    const cls = <usize>load<u8>(queriesKind + q)
    const end = first + <usize>load<u8>(queriesRacers + q)
    if (end == first) {
      outsiders++
      continue
    }
    raced++
    const faulty = load<u8>(queriesFaults + q) > 0
    const best = load<i32>(queriesWinner + (q << 2))
    const c = <usize>load<u32>(queriesCustomer + (q << 2))
    // Where nobody answers, the price is that of the node drawn first, and the treasury gets the operators' part of what
    // is not returned.
    const seller = <usize>load<u32>(copiesNode + ((best >= 0 ? <usize>best : first) << 2))
    const offer = seller * <usize>classCount + cls
    const listed = load<f64>(offersFee + (offer << 3))
    const charged = sized ? Math.floor(listed * load<f64>(queriesSize + (q << 3))) : listed
    fees += charged
    let net = charged
    let pleased = false
    if (best < 0) {
      unanswered++
      const refund = Math.floor(charged * refundPart)
      refunds += refund
      if (returned) net -= refund
    } else {
      answered++
      const seconds = load<f64>(copiesLatency + ((<usize>best) << 3))
      const time = microseconds(seconds)
      latencies += time
      add(latenciesCount + ((<usize>bucketOf(time)) << 3), 1)
      pleased = !faulty || load<u8>(copiesVerdict + <usize>best) == CORRECT
      if (!pleased) wrong++
      const sale = salesSale + (offer << 5)
      const own = load<u32>(nodesOperator + (seller << 2))
      if (seconds <= load<f64>(classRulesSla + (cls << 3))) {
        paid++
        addTwo(sale, f64x2.splat(1))
        add(sale + 16, net)
        const reserve = reserving ? load<f64>(customersReserve + (c << 3)) : Infinity
        if (reserve < Infinity) {
          reserved++
          const gain =
            reserve - load<f64>(operatorsPosted + ((<usize>own) << 3)) - load<f64>(classRulesToll + (cls << 3))
          surplus += Math.floor(gain * (sized ? load<f64>(queriesSize + (q << 3)) : 1))
        }
      } else {
        pleased = false
        late++
        const refund = Math.floor(charged * refundPart)
        refunds += refund
        if (returned) net -= refund
        add(sale, 1)
        add(sale + 24, net)
      }
      // The racers drawn first, of other operators and with the right answer, verify it: as many as there are seats. One
      // more than seats is looked at without branches: whether the winner was drawn early is hard to foresee.
      let seats = seatCount
      let copy = first
      if (!faulty)
        for (const sure = min(end, first + <usize>seatCount + 1); copy < sure; copy++) {
          const i = <usize>load<u32>(copiesNode + (copy << 2))
          const takes = <i32>(load<u32>(nodesOperator + (i << 2)) != own) & <i32>(seats > 0)
          add(nodeTallyVerified + (i << 3), net * <f64>takes)
          seats -= takes
        }
      for (; seats > 0 && copy < end; copy++) {
        const i = <usize>load<u32>(copiesNode + (copy << 2))
        if (load<u32>(nodesOperator + (i << 2)) == own || (faulty && load<u8>(copiesVerdict + copy) != CORRECT))
          continue
        add(nodeTallyVerified + (i << 3), net)
        seats--
      }
    }
    if (faulty) for (let copy = first; copy < end; copy++) store<u8>(copiesVerdict + copy, CORRECT)
    if (!budgeted || load<f64>(customersIncome + (c << 3)) < 0) spent += net
    else {
      add(customersWallet + (c << 3), -net)
      if (counting) {
        const bytes = load<f64>(classRulesBytes + (cls << 3))
        add(prosumersTaken + (c << 3), sized ? Math.floor(bytes * load<f64>(queriesSize + (q << 3))) : bytes)
      }
    }
    if (!mayLeave) continue
    // As a column of 32 bits takes it: computed in 64, then rounded.
    const satisfaction = <f64>load<f32>(customersSatisfaction + (c << 2))
    const forgetting = load<f64>(groupRulesForgetting + ((<usize>load<u16>(customersGroup + (c << 1))) << 3))
    const moved = satisfaction + ((pleased ? 1.0 : 0.0) - satisfaction) * forgetting
    store<f32>(customersSatisfaction + (c << 2), <f32>moved)
  }
  add(tally_raced, raced)
  add(tally_answered, answered)
  add(tally_paid, paid)
  add(tally_late, late)
  add(tally_wrong, wrong)
  add(tally_unanswered, unanswered)
  add(tally_fees, fees)
  add(tally_refunds, refunds)
  add(tally_spent, spent)
  add(tally_latency, latencies)
  add(tally_reserved, reserved)
  add(tally_surplus, surplus)
  return outsiders
}
