/** Tables in plain text: columns as wide as their widest cell, two spaces between them. */

/** How a column stands: l to the left, r to the right. */
export type Alignment = 'l' | 'r'

const WIDEST = 44

/** Lines of a table with its header; cells that are too wide end in an ellipsis. */
export function layout(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Alignment[],
): string[] {
  const cells = [header, ...rows].map(row => row.map(cut))
  const widths = header.map((_, c) => Math.max(...cells.map(row => row[c].length)))
  return cells.map(row =>
    row
      .map((cell, c) => (align[c] === 'r' ? cell.padStart(widths[c]) : cell.padEnd(widths[c])))
      .join('  ')
      .trimEnd(),
  )
}

function cut(cell: string): string {
  return cell.length > WIDEST ? `${cell.slice(0, WIDEST - 1)}…` : cell
}
