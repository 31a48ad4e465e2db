/** Tables of reciprocity: no rows where there is none. */
import { f64, i32, table, u32 } from '../../../engine/memory.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { membersOf } from './circle.ts'

export function reciprocityTables(scenario: Scenario) {
  const { reciprocity, groups } = scenario.agents
  const members = membersOf(scenario)
  const books = reciprocity?.books
  return {
    purses: table(books?.rule === 'scrip' ? members : 0, { scrip: u32('1', 'scrip of a member') }),
    scripIssue: table(books?.rule === 'scrip' ? 1 : 0, { issued: f64('1', 'scrip issued at the start: all there is') }),
    // A row for each pair of partners: that of the one from whom the steps are counted.
    debts: table(books?.rule === 'bilateral' ? (members * books.partners) / 2 : 0, {
      balance: i32('1', 'units that the member has done for the partner, less those done for it'),
    }),
    circleWork: table(
      members,
      {
        idle: f64('1', 'units that the member can still do for others in this tick'),
        short: f64(
          'micro-credit',
          'work that it has neither own machine nor credits for, and that nobody has taken on',
        ),
      },
      { scratch: true },
    ),
    reciprocityTotals: table(
      reciprocity ? groups.length : 0,
      {
        asked: f64('1', 'units that agents asked others for'),
        taken: f64('1', 'units that others did for them'),
        given: f64('1', 'units that they did for others'),
      },
      { scratch: true },
    ),
  }
}
