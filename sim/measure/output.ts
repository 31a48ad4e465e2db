/** What a run writes down: tables of typed columns, each row given to a sink as it comes. */

/** A column of an output table. */
export interface Field {
  readonly name: string
  readonly type: 'integer' | 'number' | 'string'
  /** Unit as it is printed; "1" for pure numbers and names. */
  readonly unit: string
  readonly doc: string
}

export interface OutputTable {
  readonly doc: string
  readonly fields: readonly Field[]
}

type AlwaysWritten = 'ticks' | 'operators' | 'flows' | 'balances' | 'events'
/** Only where there is a planner of resources. */
type Planned = 'regions' | 'ways'
/** Only where there are agents. */
type OfAgents = 'agents'
export type TableName = AlwaysWritten | Planned | OfAgents
export type OutputTables = Readonly<
  Record<AlwaysWritten, OutputTable> & Partial<Record<Planned | OfAgents, OutputTable>>
>
export type Value = number | string

/** Receives rows in the order of a table's fields; NaN is a missing value. A sink keeps no reference to `values`. */
export interface Sink {
  row(table: TableName, values: readonly Value[]): void
}

/** A prediction of theory beside what the run measured. */
export interface Prediction {
  readonly name: string
  readonly unit: string
  readonly expected: number
  /** Mean after warm-up and its 95 % interval. */
  readonly measured: number
  readonly low: number
  readonly high: number
  readonly source: string
}

/** A metric after warm-up: mean with its 95 % interval. NaN where it had no value. */
export interface Estimate {
  readonly unit: string
  readonly mean: number
  readonly low: number
  readonly high: number
  /** Seconds cut as warm-up. */
  readonly warmup: number
  readonly verdict: 'stationary' | 'drifting' | 'cycling' | 'too short'
}

/** A claim, and what the run measured of it. */
export interface Verdict {
  readonly claim: string
  readonly metric: string
  readonly unit: string
  /** Bounds of the mean; absent: none. */
  readonly least?: number
  readonly most?: number
  readonly measured: number
  readonly verdict: 'true' | 'false' | 'not measured'
  readonly source: string
}

/** An error that comes of simulating a part for the whole: standard error over value. */
export interface ScaleError {
  readonly name: string
  readonly relative: number
  readonly source: string
}

/** What was simulated for what. */
export interface Scale {
  readonly customers: number
  readonly agents: number
  /** Queries that a simulated query stands for, and simulated queries in a mean tick. */
  readonly sampling: number
  readonly simulated: number
  readonly errors: readonly ScaleError[]
}

/** Whole micro-units as decimal strings. */
export interface Balance {
  readonly initial: string
  readonly minted: string
  readonly burned: string
  readonly final: string
}

/** All that was paid for a purpose. */
export interface Payment {
  readonly from: string
  readonly to: string
  readonly purpose: string
  readonly currency: string
  /** Whole micro-units of the currency as a decimal string. */
  readonly amount: string
  /** USD; tokens at the price of the tick in which they were paid. */
  readonly dollars: number
  /** Purpose of the payments that run the other way, where a trader only turns its money over. */
  readonly back?: string
}

/** A figure as the markets had it, and as the planner would have it; NaN where nobody plans. */
export interface Both {
  readonly market: number
  readonly planner: number
}

/** Places and ways of the resource economy, mean over the ticks after warm-up. */
export interface ResourceMap {
  readonly regions: readonly {
    readonly name: string
    /** Degrees, where they are known. */
    readonly longitude?: number | undefined
    readonly latitude?: number | undefined
  }[]
  readonly goods: readonly { readonly name: string; readonly unit: string }[]
  /** Prices in USD a unit of the good, quantities in units per second. */
  readonly places: readonly {
    readonly region: string
    readonly good: string
    readonly price: Both
    readonly consumed: Both
    readonly produced: Both
  }[]
  /** What enters a way, in units per second of the good in `from`. */
  readonly ways: readonly {
    readonly from: { readonly region: string; readonly good: string }
    readonly to: { readonly region: string; readonly good: string }
    readonly carried: Both
  }[]
}

/** What agreements threaten those with who break them, and how many do it all the same. */
export interface TemptationMap {
  readonly points: readonly {
    readonly name: string
    /** What a broken period is expected to cost more than a kept one, token. */
    readonly loss: Estimate
    /** Share of periods without effort. */
    readonly shirked: Estimate
  }[]
  /** Share of sellers whose gain is above each loss, by the law of gains. */
  readonly curves: readonly {
    readonly law: string
    readonly loss: readonly number[]
    readonly share: readonly number[]
  }[]
}

/** What a run amounts to. */
export interface Summary {
  readonly name: string
  readonly seed: string
  readonly ticks: number
  /** Hash of the state at the end, and of all ticks. */
  readonly fingerprint: string
  readonly history: string
  /** Tokens, dollars beside them, and coins of chains by name where there are any. */
  readonly money: Balance & { readonly dollars: Balance; readonly coins?: Readonly<Record<string, Balance>> }
  readonly theory: readonly Prediction[]
  readonly claims: readonly Verdict[]
  /** Elasticity of upkeep with respect to use, with its 95 % interval; absent where use hardly varies. */
  readonly upkeep?: { readonly value: number; readonly low: number; readonly high: number }
  readonly metrics: Readonly<Record<string, Estimate>>
  /** Absent where every customer and every query is simulated. */
  readonly scale?: Scale
  /** Absent where no resources are traded. */
  readonly resources?: ResourceMap
  /** Absent where no agreement threatens a breach with anything. */
  readonly temptations?: TemptationMap
  /** Totals by purpose: who paid for what. */
  readonly flows: readonly Payment[]
}
