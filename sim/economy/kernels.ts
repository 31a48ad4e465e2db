/**
 * Kernels: the loops of the race, compiled from `assembly/` to WebAssembly, which work on the world's own memory. A kernel
 * reads where a column begins from a global of its module named after table and column.
 */
import { linearOf } from '../engine/memory.ts'
import { BYTES, LIMITS } from './kernels-bytes.ts'
import { widthOf } from './queries/race-tables.ts'
import { SLOT } from './queries/tables.ts'
import { SIZE } from './queries/tally-tables.ts'
import type { World } from './world.ts'

/** What the module exports; rows are those of this thread's tables. */
export interface Kernels extends WebAssembly.Exports {
  drawRows(
    rows: number,
    count: number,
    index: number,
    step: number,
    agent: number,
    out: number,
    tick: number,
    purpose: number,
  ): void
  askRound(from: number, to: number, kept: number, row: number, earlier: number, start: number, timed: boolean): number
  selectRows(from: number, to: number, tries: number): number
  raceRows(from: number, to: number): number
  judgeRows(from: number, to: number): number
  accountRows(from: number, to: number): number
}

interface Bound {
  readonly linear: WebAssembly.Memory
  /** Rulings that its constants follow. */
  readonly rulings: number
  readonly kernels: Kernels
}

const bound = new WeakMap<World, Bound>()
const modules = new Map<boolean, WebAssembly.Module>()

/** The kernels on the memory of the world as it lies now. */
export function kernelsOf(world: World): Kernels {
  const { linear } = world.memory
  const known = bound.get(world)
  if (known && known.linear === linear && known.rulings === world.rulings) return known.kernels
  const kernels = bind(world)
  bound.set(world, { linear: linearOf(world.memory), rulings: world.rulings, kernels })
  return kernels
}

function bind(world: World): Kernels {
  const memory = linearOf(world.memory)
  const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer
  const { exports } = new WebAssembly.Instance(moduleFor(shared), { env: { memory } })
  const constants = constantsOf(world)
  for (const [name, value] of Object.entries(exports)) {
    if (!(value instanceof WebAssembly.Global)) continue
    value.value = constants[name] ?? addressOf(world, name)
  }
  return exports as Kernels
}

/** The module for memory that is shared or not: an import says so in one byte. */
function moduleFor(shared: boolean): WebAssembly.Module {
  const known = modules.get(shared)
  if (known) return known
  const bytes = Uint8Array.from(atob(BYTES), letter => letter.charCodeAt(0))
  bytes[LIMITS] = shared ? 3 : 1
  const module = new WebAssembly.Module(bytes)
  modules.set(shared, module)
  return module
}

/** Byte at which column `table_column` begins. */
function addressOf({ tables }: World, name: string): number {
  const [table, column] = name.split('_')
  const columns: Readonly<Record<string, Readonly<Record<string, ArrayBufferView>>>> = tables
  const view = columns[table]?.[column]
  if (!view) throw new Error(`kernels: expected a column, got ${name}`)
  return view.byteOffset
}

function constantsOf(world: World): Readonly<Record<string, number>> {
  const { racers, classes, regions, verifiers, refundShare, tickLength, customers, key } = world
  return {
    racers,
    classes,
    regions,
    verifiers,
    refundShare,
    refunded: Number(world.refunded),
    reciprocal: Number(customers.reciprocal),
    tickLength,
    slotStride: (world.memory.rows('nodes') + 1) * SLOT * Int32Array.BYTES_PER_ELEMENT,
    sizeOne: SIZE,
    width: widthOf(racers, world.memory.rows('nodes')),
    unity: 1,
    key0: key[0] | 0,
    key1: key[1] | 0,
    key2: key[2] | 0,
    key3: key[3] | 0,
    sizes: Number(world.sizes),
    networked: Number(world.networked),
    leaving: Number(customers.leaving),
    budgets: Number(customers.budgets),
    reserves: Number(customers.reserves),
  }
}
