/** Attention: advertisers and buyers of data pay operators for the queries that they answer. */
import { transfer } from '../ledger.ts'
import type { World } from '../world.ts'

/** Pays operators for the attention and data of those whose queries they answered in this tick. */
export function sellAttention({ tables, scenario }: World): void {
  const { attention } = scenario.terms
  if (!attention) return
  const { firstNode, mostNodes, dollars } = tables.operators
  const { won } = tables.nodeTally
  let total = 0
  for (let o = 0; o < dollars.length; o++) {
    let answered = 0
    for (let i = firstNode[o]; i < firstNode[o] + mostNodes[o]; i++) answered += won[i]
    const amount = Math.floor(answered * attention.value)
    dollars[o] += amount
    tables.termIncome.dollars[o] += amount
    total += amount
  }
  transfer(tables, 'advertising', total)
  transfer(tables, 'attention', total)
}
