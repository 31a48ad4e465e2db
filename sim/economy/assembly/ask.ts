/** Demand: the customers of a list ask, at exact times. `demand.ts` makes the list and draws the words. */
import {
  arrivals_word,
  askers_customer,
  askers_expected,
  askers_purse,
  budgets,
  classes,
  classRules_price,
  classRules_toll,
  customers_group,
  customers_hazard,
  customers_income,
  customers_region,
  customers_reserve,
  customers_state,
  menu_cheapest,
  menu_dearest,
  menu_members,
  menuLists_list,
  mixes_first,
  mixSteps_cut,
  mixSteps_kind,
  outsiders_queries,
  queries_cap,
  queries_customer,
  queries_index,
  queries_kind,
  queries_menu,
  queries_size,
  queries_time,
  rounds_kept,
  sizes,
  tally_asked,
  tally_unserved,
  tickLength,
} from './columns'
import { add, exponential } from './variates'

/**
 * Lets the customers at places `from` to before `to` of the list ask at most two queries each; those with more to ask are
 * kept at places `kept` on. Queries come from row `row` on, the first of a customer's two is number `earlier`;
 * the tick begins at `start`. Exact times are
 * noted where they are asked for. Returns the
 * row after the last, and leaves the number kept in `rounds`.
 */
export function askRound(from: i32, to: i32, kept: i32, row: i32, earlier: i32, start: f64, timed: bool): i32 {
  const arrivalsWord = arrivals_word
  const askersCustomer = askers_customer
  const askersPurse = askers_purse
  const askersExpected = askers_expected
  const budgeted = budgets
  const classCount = classes
  const classRulesPrice = classRules_price
  const classRulesToll = classRules_toll
  const customersGroup = customers_group
  const customersHazard = customers_hazard
  const customersIncome = customers_income
  const customersRegion = customers_region
  const customersReserve = customers_reserve
  const customersState = customers_state
  const menuCheapest = menu_cheapest
  const menuDearest = menu_dearest
  const menuMembers = menu_members
  const menuListsList = menuLists_list
  const mixesFirst = mixes_first
  const mixStepsCut = mixSteps_cut
  const mixStepsKind = mixSteps_kind
  const outsidersQueries = outsiders_queries
  const queriesCap = queries_cap
  const queriesCustomer = queries_customer
  const queriesIndex = queries_index
  const queriesKind = queries_kind
  const queriesMenu = queries_menu
  const queriesSize = queries_size
  const queriesTime = queries_time
  const sized = sizes
  const length = tickLength
  let total = 0
  let unserved = 0
  for (let at = from; at < to; at++) {
    const c = load<u32>(askersCustomer + ((<usize>at) << 2))
    const g = <usize>load<u16>(customersGroup + ((<usize>c) << 1))
    const expected = load<f64>(askersExpected + ((<usize>at) << 3))
    const limited = budgeted && load<f64>(customersIncome + ((<usize>c) << 3)) >= 0
    const home = <usize>load<u16>(customersRegion + ((<usize>c) << 1)) * <usize>classCount
    const here = load<u8>(customersState + <usize>c) == 0
    const reserve = load<f64>(customersReserve + ((<usize>c) << 3))
    // What it can still spend: a query that is asked reserves the most that it may cost.
    let purse = limited ? load<f64>(askersPurse + ((<usize>at) << 3)) : 0
    let x = load<f64>(customersHazard + ((<usize>c) << 3))
    // Whether a second query comes, and more in another round, is as hard to foresee as it is meant to be: the row after the
    // last is written in any case, and counts only if the query is asked.
    for (let step = 0; step < 2; step++) {
      const asks = <i32>(x < expected)
      const word = arrivalsWord + ((<usize>((at << 2) + (step << 1))) << 2)
      let k = <usize>load<u32>(mixesFirst + (g << 2))
      const share = <f64>load<u32>(word, 4)
      while (share >= load<f64>(mixStepsCut + (k << 3))) k++
      const cls = <usize>load<u16>(mixStepsKind + (k << 1))
      const m = home + cls
      const list = <usize>load<u16>(menuListsList + (m << 1))
      const members = load<u32>(menuMembers + (list << 2))
      let limit = reserve
      const toll = load<f64>(classRulesToll + (cls << 3))
      if (limited) {
        const price = load<f64>(classRulesPrice + (cls << 3))
        const dear = min(limit, load<f64>(menuDearest + (list << 3)) + toll)
        limit = min(limit, purse / price)
        if (asks) purse -= min(purse, Math.ceil(dear * price))
      }
      limit -= toll
      const refused = <i32>!here | <i32>(members == 0) | <i32>(load<f64>(menuCheapest + (list << 3)) > limit)
      if (refused & asks) {
        if (here && members == 0) unserved++
        add(outsidersQueries + (cls << 3), 1)
      }
      const q = <usize>row
      if (timed) store<f64>(queriesTime + (q << 3), start + (x / expected) * length)
      store<f64>(queriesCap + (q << 3), limit)
      if (sized) store<f64>(queriesSize + (q << 3), 1)
      store<u32>(queriesCustomer + (q << 2), c)
      store<u32>(queriesIndex + (q << 2), earlier + step)
      store<u16>(queriesMenu + (q << 1), <u16>m)
      store<u8>(queriesKind + q, <u8>cls)
      row += asks & (refused ^ 1)
      total += asks
      x += exponential(load<u32>(word)) * <f64>asks
    }
    // In the middle of its tick, `hazard` holds the position of a customer's next query.
    const more = <i32>(x < expected)
    store<f64>(customersHazard + ((<usize>c) << 3), x - expected * <f64>(1 - more))
    store<u32>(askersCustomer + ((<usize>kept) << 2), c)
    store<f64>(askersPurse + ((<usize>kept) << 3), purse)
    store<f64>(askersExpected + ((<usize>kept) << 3), expected)
    kept += more
  }
  add(tally_asked, total)
  add(tally_unserved, unserved)
  store<i32>(rounds_kept, kept)
  return row
}
