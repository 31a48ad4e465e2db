/**
 * Where the columns of the world begin in memory, by table and column, and what is constant in a run. `kernels.ts` finds these
 * names and sets them; a column that is not needed is not here. A loop takes them into locals first, for each reading of a
 * global is a reading of memory.
 */

// Of the scenario.
export let racers: i32 = 0
export let classes: i32 = 0
export let regions: i32 = 0
export let verifiers: i32 = 0
export let slotStride: i32 = 0
export let width: i32 = 0
/** 1, from which loops make constants that stay in registers: those of the source are made anew at each use. */
export let unity: f64 = 0
export let key0: i32 = 0
export let key1: i32 = 0
export let key2: i32 = 0
export let key3: i32 = 0
export let refundShare: f64 = 0
/** Whether what is due for a miss is returned at once. */
export let refunded: bool = false
/** Size 1 in the unit of the tallies. */
export let sizeOne: f64 = 0
export let sizes: bool = false
export let networked: bool = false
export let leaving: bool = false
export let budgets: bool = false
export let reserves: bool = false
/** Whether customers' bytes are counted. */
export let reciprocal: bool = false
export let tickLength: f64 = 0

export let customers_hazard: usize = 0
export let customers_reserve: usize = 0
export let customers_wallet: usize = 0
export let customers_income: usize = 0
export let customers_satisfaction: usize = 0
export let customers_group: usize = 0
export let customers_region: usize = 0
export let customers_state: usize = 0
export let operators_posted: usize = 0
export let nodes_operator: usize = 0
export let nodes_region: usize = 0
export let nodes_rightBelow: usize = 0
export let offers_fee: usize = 0
export let services_service: usize = 0
export let slots_slot: usize = 0
export let menu_members: usize = 0
export let menu_cheapest: usize = 0
export let menu_dearest: usize = 0
export let menuLists_list: usize = 0
export let mixes_first: usize = 0
export let mixSteps_cut: usize = 0
export let mixSteps_kind: usize = 0
export let classRules_price: usize = 0
export let classRules_sla: usize = 0
export let classRules_toll: usize = 0
export let classRules_bytes: usize = 0
export let prosumers_taken: usize = 0
export let groupRules_forgetting: usize = 0
export let trips_time: usize = 0
export let exponentials_quantile: usize = 0

export let askers_customer: usize = 0
export let askers_purse: usize = 0
export let askers_expected: usize = 0
export let arrivals_word: usize = 0
export let outsiders_queries: usize = 0
export let rounds_kept: usize = 0
export let words_word: usize = 0
export let again_query: usize = 0
export let queries_time: usize = 0
export let queries_cap: usize = 0
export let queries_size: usize = 0
export let queries_customer: usize = 0
export let queries_index: usize = 0
export let queries_menu: usize = 0
export let queries_kind: usize = 0
export let queries_racers: usize = 0
export let queries_faults: usize = 0
export let queries_winner: usize = 0
export let copies_node: usize = 0
export let copies_latency: usize = 0
export let copies_verdict: usize = 0
export let stamps_query: usize = 0

export let tally_asked: usize = 0
export let tally_unserved: usize = 0
export let tally_raced: usize = 0
export let tally_answered: usize = 0
export let tally_paid: usize = 0
export let tally_late: usize = 0
export let tally_wrong: usize = 0
export let tally_unanswered: usize = 0
export let tally_fees: usize = 0
export let tally_refunds: usize = 0
export let tally_spent: usize = 0
export let tally_latency: usize = 0
export let tally_reserved: usize = 0
export let tally_surplus: usize = 0
export let nodeTally_missing: usize = 0
export let nodeTally_caught: usize = 0
export let nodeTally_passed: usize = 0
export let nodeTally_verified: usize = 0
export let offerTally_sized: usize = 0
export let answers_answer: usize = 0
export let sales_sale: usize = 0
export let latencies_count: usize = 0
