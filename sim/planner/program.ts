/**
 * An instance as a program: a column for every piece of a curve, way and store, a row for the balance of every place and
 * the level of every store, period by period.
 *
 *     consumed + entering + charged - produced - arriving - discharged = 0
 *     level - kept · level before - charge yield · charged + discharged / discharge yield = 0
 *
 * So the dual of a balance is what one more unit in the place would be worth. Every place has a unit of quantity of its
 * own, and the whole one of money: solvers work to a fixed tolerance.
 */
import type { Program } from './cuts.ts'
import type { Allocation, Instance } from './instance.ts'
import { type Units, unitsOf } from './units.ts'

/** What the columns of a program stand for. */
export interface Columns {
  /** Quantity of the column, its period, its place, way or store, and the unit it is counted in. */
  readonly field: readonly (keyof Allocation)[]
  readonly period: readonly number[]
  readonly index: readonly number[]
  readonly unit: readonly number[]
}

export interface Model {
  readonly program: Program
  readonly columns: Columns
  readonly units: Units
}

type Entry = readonly [row: number, factor: number]

/** A column in the instance's own units. */
interface Column {
  readonly unit: number
  readonly lower?: number
  readonly upper: number
  readonly gain?: number
  readonly bend?: number
  readonly entries: readonly Entry[]
}

/** The program of an instance. What must be consumed, and be left, has columns of its own, with no gain: `lower` is above 0. */
export function modelOf(instance: Instance): Model {
  const { places, demand, supply, ways, stores } = instance
  const periods = demand.length
  const units = unitsOf(instance)
  const balanceRow = (period: number, place: number) => period * places.length + place
  const levelRow = (period: number, store: number) => periods * places.length + period * stores.length + store
  const rowUnit = Float64Array.from({ length: periods * (places.length + stores.length) }, (_, row) =>
    row < periods * places.length
      ? units.good[row % places.length]!
      : units.good[stores[(row - periods * places.length) % stores.length]!.place]!,
  )
  const list = new ColumnList(rowUnit, units.money)
  for (let t = 0; t < periods; t++) {
    for (let i = 0; i < places.length; i++) {
      const unit = units.good[i]!
      for (const piece of demand[t]![i]!) {
        const { width, from, to } = piece
        const entries: Entry[] = [[balanceRow(t, i), 1]]
        if (from === Infinity) list.add('consumed', t, i, { unit, lower: width, upper: width, entries })
        else list.add('consumed', t, i, { unit, upper: width, gain: from, bend: slopeOf(from - to, width), entries })
      }
      for (const { width, from, to } of supply[t]![i]!) {
        const entries: Entry[] = [[balanceRow(t, i), -1]]
        list.add('produced', t, i, { unit, upper: width, gain: -from, bend: slopeOf(to - from, width), entries })
      }
    }
    for (let w = 0; w < ways.length; w++) {
      const { from, to, capacity, cost, congestion, yield: out } = ways[w]!
      const entries: Entry[] = [
        [balanceRow(t, from), 1],
        [balanceRow(t, to), -out],
      ]
      const unit = units.good[from]!
      list.add('carried', t, w, { unit, upper: capacity, gain: -cost, bend: 2 * congestion, entries })
    }
    for (let s = 0; s < stores.length; s++) {
      const store = stores[s]!
      const unit = units.good[store.place]!
      const balance = balanceRow(t, store.place)
      const level = levelRow(t, s)
      list.add('charged', t, s, {
        unit,
        upper: store.charge,
        entries: [
          [balance, 1],
          [level, -store.chargeYield],
        ],
      })
      list.add('discharged', t, s, {
        unit,
        upper: store.discharge,
        entries: [
          [balance, -1],
          [level, 1 / store.dischargeYield],
        ],
      })
      if (t < periods - 1) {
        const entries: Entry[] = [
          [level, 1],
          [levelRow(t + 1, s), -store.kept],
        ]
        list.add('level', t, s, { unit, upper: store.capacity, entries })
      } else {
        const { after, capacity } = store
        const entries: Entry[] = [[level, 1]]
        if (after > 0) list.add('level', t, s, { unit, lower: after, upper: after, entries })
        list.add('level', t, s, { unit, upper: capacity - after, entries })
      }
    }
  }
  const balance = new Float64Array(rowUnit.length)
  for (let s = 0; s < stores.length; s++) {
    const row = levelRow(0, s)
    balance[row] = (stores[s]!.kept * stores[s]!.before) / rowUnit[row]!
  }
  return { program: list.program(balance), columns: list, units }
}

/** What a point of the program is in the instance. */
export function allocationOf(instance: Instance, columns: Columns, x: Float64Array): Allocation {
  const { demand, places, ways, stores } = instance
  const { field, period, index, unit } = columns
  const zeros = (length: number) => demand.map(() => new Float64Array(length))
  const allocation = {
    consumed: zeros(places.length),
    produced: zeros(places.length),
    carried: zeros(ways.length),
    charged: zeros(stores.length),
    discharged: zeros(stores.length),
    level: zeros(stores.length),
  }
  for (let k = 0; k < x.length; k++) allocation[field[k]!][period[k]!]![index[k]!]! += x[k]! * unit[k]!
  return allocation
}

const slopeOf = (fall: number, width: number) => (fall === 0 ? 0 : fall / width)

/** Columns as they are added, in the units of their rows. */
class ColumnList implements Columns {
  readonly field: (keyof Allocation)[] = []
  readonly period: number[] = []
  readonly index: number[] = []
  readonly unit: number[] = []
  readonly #gain: number[] = []
  readonly #bend: number[] = []
  readonly #lower: number[] = []
  readonly #upper: number[] = []
  readonly #start: number[] = [0]
  readonly #row: number[] = []
  readonly #factor: number[] = []
  readonly #rowUnit: Float64Array
  readonly #money: number

  constructor(rowUnit: Float64Array, money: number) {
    this.#rowUnit = rowUnit
    this.#money = money
  }

  add(field: keyof Allocation, period: number, index: number, column: Column): void {
    const { unit, lower = 0, upper, gain = 0, bend = 0, entries } = column
    this.field.push(field)
    this.period.push(period)
    this.index.push(index)
    this.unit.push(unit)
    this.#gain.push((gain * unit) / this.#money)
    this.#bend.push((bend * unit * unit) / this.#money)
    this.#lower.push(lower / unit)
    this.#upper.push(upper / unit)
    for (const [row, factor] of entries) {
      this.#row.push(row)
      this.#factor.push((factor * unit) / this.#rowUnit[row]!)
    }
    this.#start.push(this.#row.length)
  }

  program(balance: Float64Array): Program {
    return {
      gain: Float64Array.from(this.#gain),
      bend: Float64Array.from(this.#bend),
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      balance,
      start: Int32Array.from(this.#start),
      row: Int32Array.from(this.#row),
      factor: Float64Array.from(this.#factor),
    }
  }
}
