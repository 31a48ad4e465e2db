/** Columns of operators.csv: what is written of an operator at a sampled tick. */
import { MICRO } from '../accounts.ts'
import { nameOf, type World } from '../world.ts'
import { STATE } from './tables.ts'

interface OperatorField {
  readonly name: string
  readonly unit: string
  readonly doc: string
  readonly text?: true
  readonly value: (world: World, o: number) => number | string
}

export const OPERATOR_FIELDS: readonly OperatorField[] = [
  { name: 'operator', text: true, unit: '1', doc: 'name', value: nameOf },
  {
    name: 'group',
    text: true,
    unit: '1',
    doc: 'group of the scenario',
    value: (w, o) => w.groups[w.tables.operators.group[o]].name,
  },
  {
    name: 'state',
    text: true,
    unit: '1',
    doc: 'candidate, active, leaving or gone',
    value: (w, o) => Object.keys(STATE)[w.tables.operators.state[o]],
  },
  { name: 'nodes', unit: 'node', doc: 'nodes that it runs', value: (w, o) => w.tables.operators.nodes[o] },
  { name: 'price', unit: 'token/query', doc: 'posted price', value: (w, o) => w.tables.operators.posted[o] / MICRO },
  {
    name: 'marginal_cost',
    unit: 'token/query',
    doc: 'marginal cost of a paid query over what it yields per unit of the posted price',
    value: (w, o) => w.tables.operators.marginalCost[o] / MICRO,
  },
  { name: 'wallet', unit: 'token', doc: 'tokens at hand', value: (w, o) => w.tables.operators.wallet[o] / MICRO },
  { name: 'stake', unit: 'token', doc: 'stake', value: (w, o) => w.tables.operators.stake[o] / MICRO },
  {
    name: 'delegated',
    unit: 'token',
    doc: 'tokens that delegators have added to the stake',
    value: (w, o) => w.tables.operators.delegated[o] / MICRO,
  },
  {
    name: 'jailed',
    unit: '1',
    doc: '1 in jail, else 0',
    value: (w, o) => (w.tables.operators.jailedUntil[o] > 0 ? 1 : 0),
  },
  { name: 'dollars', unit: 'USD', doc: 'dollars at hand', value: (w, o) => w.tables.operators.dollars[o] / MICRO },
  { name: 'revenue', unit: 'USD/s', doc: 'revenue, smoothed', value: (w, o) => w.tables.operators.revenue[o] / MICRO },
  { name: 'expense', unit: 'USD/s', doc: 'costs, smoothed', value: (w, o) => w.tables.operators.expense[o] / MICRO },
  {
    name: 'profit',
    unit: 'USD/s',
    doc: 'profit after capital cost, smoothed',
    value: (w, o) => w.tables.operators.profit[o] / MICRO,
  },
  { name: 'share', unit: '1', doc: 'share of paid queries, smoothed', value: (w, o) => w.tables.operators.share[o] },
  {
    name: 'utilisation',
    unit: '1',
    doc: 'share of its capacity in use, smoothed',
    value: (w, o) => w.tables.operators.utilisation[o],
  },
  { name: 'performance', unit: '1', doc: 'performance score', value: (w, o) => w.tables.operators.performance[o] },
  {
    name: 'accuracy',
    unit: '1',
    doc: 'accuracy score of its first node',
    value: (w, o) => w.tables.nodes.accuracyScore[w.tables.operators.firstNode[o]],
  },
  {
    name: 'uptime',
    unit: '1',
    doc: 'uptime score of its first node',
    value: (w, o) => w.tables.nodes.uptime[w.tables.operators.firstNode[o]],
  },
  { name: 'quality', unit: '1', doc: 'quality stock', value: (w, o) => w.tables.operators.quality[o] },
  {
    name: 'selected',
    unit: 'query',
    doc: 'races entered since the start',
    value: (w, o) => w.tables.operators.selectedTotal[o],
  },
  {
    name: 'answered',
    unit: 'query',
    doc: 'answers given since the start',
    value: (w, o) => w.tables.operators.answeredTotal[o],
  },
  { name: 'won', unit: 'query', doc: 'races won since the start', value: (w, o) => w.tables.operators.wonTotal[o] },
  {
    name: 'paid',
    unit: 'query',
    doc: 'races won and paid since the start',
    value: (w, o) => w.tables.operators.paidTotal[o],
  },
  {
    name: 'wrong',
    unit: 'query',
    doc: 'wrong answers caught since the start',
    value: (w, o) => w.tables.operators.wrongTotal[o],
  },
  {
    name: 'earned',
    unit: 'token',
    doc: 'fees and stake rewards earned since the start',
    value: (w, o) => w.tables.operators.earnedTotal[o] / MICRO,
  },
  {
    name: 'spent',
    unit: 'USD',
    doc: 'costs paid since the start',
    value: (w, o) => w.tables.operators.spentTotal[o] / MICRO,
  },
  {
    name: 'slashed',
    unit: 'token',
    doc: 'stake slashed since the start',
    value: (w, o) => w.tables.operators.slashedTotal[o] / MICRO,
  },
]
