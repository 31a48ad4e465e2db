/** How many bytes one more agent takes, from the declarations of the tables: nothing is run. */
import { assemble, type Lane, laneTable } from '../sim/economy/build.ts'
import { byteSize } from '../sim/engine/memory.ts'
import type { Part } from './part.ts'
import { raceMarket, type Size } from './race-market.ts'
import { align } from './table.ts'

/** Bytes that a customer may take, so that 10^7 of them fit a small machine. */
const MOST_OF_CUSTOMER = 64

/** Bytes of one more agent: of the state, and of what each lane works with. */
interface Bytes {
  readonly state: number
  readonly lane: number
}

export const memoryPart: Part = {
  name: 'memory',
  about: 'bytes of an agent in the declared tables',
  run() {
    const agents = bytesOfAgents()
    const lines = Object.entries(agents).map(([name, { state, lane }]) => [name, `${state}`, `${lane}`])
    const text = `${align([['bytes of one more', 'state', 'each lane'], ...lines])}\na customer may take ${MOST_OF_CUSTOMER}`
    return { text, figures: Object.entries(agents).map(([name, bytes]) => ({ name, unit: 'byte', ...bytes })) }
  },
}

/**
 * By kind of agent; an operator without its nodes, in a market of so many that the summary does not list them one by one. Numbers
 * of rows are multiples of 8, so that no column is padded.
 */
export function bytesOfAgents(): Readonly<Record<'customer' | 'operator' | 'node', Bytes>> {
  const small: Size = { customers: 8, operators: 800, nodes: 1 }
  const operatorOfOneNode = grown(small, { ...small, operators: 1_600 }, 800)
  const node = grown(small, { ...small, nodes: 2 }, 800)
  return {
    customer: grown(small, { ...small, customers: 16 }, 8),
    operator: { state: operatorOfOneNode.state - node.state, lane: operatorOfOneNode.lane - node.lane },
    node,
  }
}

/** Bytes of each of the `agents` by which `large` has more than `small`. */
function grown(small: Size, large: Size, agents: number): Bytes {
  const from = sizeOf(small)
  const to = sizeOf(large)
  return { state: (to.state - from.state) / agents, lane: (to.lane - from.lane) / agents }
}

function sizeOf(size: Size): Bytes {
  const { memory, lanes } = assemble(raceMarket(size))
  const own = Object.keys(lanes[0]).map(name => laneTable(name as keyof Lane, 0))
  const part = (ofLane: boolean) =>
    Object.fromEntries(Object.entries(memory.declaration).filter(([name]) => own.includes(name) === ofLane))
  return { state: byteSize(part(false)), lane: byteSize(part(true)) }
}
