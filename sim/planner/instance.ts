/**
 * An instance of the resource economy over some periods: what local markets cleared, as a planner who knows all of it
 * would see it. Plain data: places are numbered, and every quantity is one of its place's good a period.
 */

/**
 * A piece of a curve of marginal worth or cost: `width` units (more than 0) whose price runs evenly `from` … `to`, USD a unit. Equal prices are a
 * step. Of a demand, prices fall from piece to piece; a first piece priced Infinity must be served. Of a supply, they rise.
 */
export interface Piece {
  readonly width: number
  readonly from: number
  readonly to: number
}
export type Curve = readonly Piece[]

/** A way from one place to another, or from one good to another in a region. */
export interface Way {
  readonly from: number
  readonly to: number
  /** Most that may enter a period. */
  readonly capacity: number
  /** Cost of a unit that enters, and its growth with every unit that does (congestion), USD. */
  readonly cost: number
  readonly congestion: number
  /** Units that come out for one that enters. */
  readonly yield: number
}

/** A store in a place. */
export interface Store {
  readonly place: number
  readonly capacity: number
  /** Most that may go in, and come out, a period. */
  readonly charge: number
  readonly discharge: number
  /** Share of what goes in that is stored, and of what is taken that comes out. */
  readonly chargeYield: number
  readonly dischargeYield: number
  /** Share of the level that is kept from period to period. */
  readonly kept: number
  /** Level before the first period, and the least after the last. */
  readonly before: number
  readonly after: number
}

export interface Instance {
  /** Names of the places, for messages: good and region. */
  readonly places: readonly string[]
  /** Curves by period, then by place. */
  readonly demand: readonly (readonly Curve[])[]
  readonly supply: readonly (readonly Curve[])[]
  readonly ways: readonly Way[]
  readonly stores: readonly Store[]
}

/** What happens in an instance: by period, then by place, way or store. */
export interface Plan {
  /** Worth of what is consumed less what it costs to make and to carry, USD. */
  readonly welfare: number
  /** Worth of one more unit in a place: of a plan, its dual price; of a market, its price. USD a unit. */
  readonly price: readonly Float64Array[]
  readonly consumed: readonly Float64Array[]
  readonly produced: readonly Float64Array[]
  /** What enters each way. */
  readonly carried: readonly Float64Array[]
  readonly charged: readonly Float64Array[]
  readonly discharged: readonly Float64Array[]
  /** Level of each store after the period. */
  readonly level: readonly Float64Array[]
}

/** What happens without its prices. */
export type Allocation = Omit<Plan, 'welfare' | 'price'>
