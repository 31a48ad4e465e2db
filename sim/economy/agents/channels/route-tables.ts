/** What the search for ways works with: none of it is state, for all of it follows from the graph, its fees and balances. */
import { f64, table, u8, u32 } from '../../../engine/memory.ts'
import type { Scenario } from '../../../scenario/schema.ts'

/** Most rows of all trees together. */
const TREE_ROWS = 4_194_304
/** Most agents for whom trees are kept. */
const MOST_AGENTS = 16_384

export function routeTables(scenario: Scenario, agents: number, channels: number) {
  const { shape } = scenario.agents.channels.graph
  const searching = shape === 'peers' || shape === 'list'
  const trees = searching && agents > 0 && agents <= MOST_AGENTS ? Math.min(agents, Math.floor(TREE_ROWS / agents)) : 0
  const scratch = { scratch: true }
  return {
    routeLabels: table(
      searching ? agents : 0,
      {
        search: u32('1', 'search by which the label was set'),
        done: u8('1', '1: no cheaper one will come'),
        hops: u8('1', 'channels from the agent to the payee'),
        side: u32('1', 'side on which the agent sends'),
        sent: f64('micro-token', 'what it sends'),
      },
      scratch,
    ),
    routeHeap: table(
      searching ? 2 * channels + 1 : 0,
      { rank: f64('1', 'what is least comes first'), agent: u32('1', 'agent') },
      scratch,
    ),
    routeSearch: table(searching ? 1 : 0, { count: u32('1', 'searches so far') }, scratch),
    // Cheapest ways to a payee, whatever channels hold.
    routeTrees: table(
      trees,
      { payee: u32('1', 'payee, from 1; 0: no tree'), amount: f64('micro-token', 'payment that it is for') },
      scratch,
    ),
    routeBranches: table(
      trees * agents,
      { side: u32('1', 'side on which the agent sends; NO_SIDE: no way'), hops: u8('1', 'channels to the payee') },
      scratch,
    ),
  }
}
