/** The planner: who knows every curve, way and store of an instance and takes the allocation of most welfare. */
import { maximise } from './cuts.ts'
import type { Instance, Plan } from './instance.ts'
import type { Solver } from './linear-program.ts'
import { allocationOf, type Model, modelOf } from './program.ts'
import { welfareOf } from './welfare.ts'

/** What must be, and cannot. */
export interface Shortage {
  /** Name of the place, the period, and what it is that is short. */
  readonly place: string
  readonly period: number
  readonly of: 'demand' | 'store'
  /** Units of the place's good. */
  readonly missing: number
}

/**
 * The plan of an instance: its welfare is the most there is, to a part in 10^10 where the solver's tolerance allows, and its prices are the duals. Where what
 * must be consumed, or left in stores, cannot be, what is missing if as little as can be is. Throws an `Error` where
 * welfare has no bound.
 */
export function plan(instance: Instance, solver: Solver): Plan | readonly Shortage[] {
  // Nothing but stores ties periods together, and two small programs are solved sooner than one of both.
  return instance.stores.length === 0 ? planApart(instance, solver) : planTogether(instance, solver)
}

/** Plans each period by itself. */
function planApart(instance: Instance, solver: Solver): Plan | readonly Shortage[] {
  const plans: Plan[] = []
  const shortages: Shortage[] = []
  for (const [period, demand] of instance.demand.entries()) {
    const planned = planTogether({ ...instance, demand: [demand], supply: [instance.supply[period]!] }, solver)
    if (isShort(planned)) shortages.push(...planned.map(shortage => ({ ...shortage, period })))
    else plans.push(planned)
  }
  if (shortages.length > 0) return shortages
  const all = (part: (one: Plan) => readonly Float64Array[]) => plans.flatMap(part)
  return {
    welfare: plans.reduce((sum, { welfare }) => sum + welfare, 0),
    price: all(({ price }) => price),
    consumed: all(({ consumed }) => consumed),
    produced: all(({ produced }) => produced),
    carried: all(({ carried }) => carried),
    charged: all(({ charged }) => charged),
    discharged: all(({ discharged }) => discharged),
    level: all(({ level }) => level),
  }
}

function planTogether(instance: Instance, solver: Solver): Plan | readonly Shortage[] {
  const model = modelOf(instance)
  const optimum = maximise(model.program, solver)
  if (!optimum) {
    const shortages = shortagesOf(instance, model, solver)
    if (shortages.length === 0) throw new Error('planner: expected a bound on the welfare, got none')
    return shortages
  }
  const allocation = allocationOf(instance, model.columns, optimum.x)
  const { places, demand } = instance
  const { money, good } = model.units
  const price = demand.map((_, t) => good.map((unit, i) => (optimum.dual[t * places.length + i]! * money) / unit))
  return { welfare: welfareOf(instance, allocation), price, ...allocation }
}

/** Whether planning found shortages instead of a plan. */
export function isShort(planned: Plan | readonly Shortage[]): planned is readonly Shortage[] {
  return Array.isArray(planned)
}

/** The same program with nothing that must be and no gain but that of what must have been, each place's in its own unit. */
function shortagesOf({ places, stores }: Instance, { program, columns }: Model, solver: Solver): Shortage[] {
  const { lower, bend } = program
  const eased = {
    ...program,
    gain: lower.map(least => (least > 0 ? 1 : 0)),
    bend: new Float64Array(bend.length),
    lower: new Float64Array(lower.length),
  }
  const optimum = maximise(eased, solver)
  if (!optimum) throw new Error('planner: expected stores that hold at most their capacity before the first period')
  const shortages: Shortage[] = []
  for (let k = 0; k < lower.length; k++) {
    const missing = lower[k]! - optimum.x[k]!
    if (missing <= SLACK * lower[k]!) continue
    const index = columns.index[k]!
    const of = columns.field[k] === 'level' ? 'store' : 'demand'
    const place = places[of === 'store' ? stores[index]!.place : index]!
    shortages.push({ place, period: columns.period[k]!, of, missing: missing * columns.unit[k]! })
  }
  return shortages
}

/** Missing less than this share is a rounding. */
const SLACK = 1e-7
