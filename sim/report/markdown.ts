/** Tables and text in Markdown. */
import type { Alignment } from './layout.ts'

/** A table with its head; columns stand to the left where not said otherwise. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Alignment[] = head.map(() => 'l'),
): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`
  return [line(head), `| ${align.map(side => (side === 'r' ? '---:' : '---')).join(' | ')} |`, ...rows.map(line)].join(
    '\n',
  )
}

/** Text of users: a bar would end the cell, and the rest could be taken for markup. */
export function markdownText(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
