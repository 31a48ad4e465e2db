/** Who will pay? has pillars; each can be turned off, and then exactly its flows are gone. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Purpose } from '../sim/economy/flows.ts'
import { start } from '../sim/economy/run.ts'
import { loadScenario } from '../sim/scenario/load.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFile(join(root, path), 'utf8')

/** Purposes for which money moved in the first `ticks` ticks of the scenario with these settings. */
async function purposes(settings: Readonly<Record<string, string>>, ticks = 1500): Promise<Set<string>> {
  const overrides = Object.entries(settings).map(([path, value]) => ({ path, value }))
  const run = start(await loadScenario('scenarios/who-will-pay.json', read, overrides), [], { row: () => undefined })
  while (run.ticks < ticks) run.step()
  return new Set(run.summary().flows.map(({ purpose }) => purpose))
}

const PILLARS: readonly {
  readonly name: string
  readonly off: Readonly<Record<string, string>>
  readonly own: readonly Purpose[]
}[] = [
  {
    name: 'arbitrage',
    off: { 'trade.pools': '[]', 'trade.bots': '[]' },
    own: [
      'swapTokens',
      'swapProceeds',
      'swapDollars',
      'swapPurchase',
      'hedgeSale',
      'hedgeProceeds',
      'hedgePurchase',
      'hedgePayment',
      'priorityFee',
      'priorityStakers',
      'priorityTreasury',
    ],
  },
  {
    name: 'self-taxation',
    off: { 'protocol.burn': '"none"', 'governance.votable': '[]', 'governance.proposals': '[]' },
    own: ['tollBurn', 'tollTreasury', 'grant', 'grantSale', 'grantProceeds', 'building'],
  },
  {
    name: 'sovereigns',
    off: { sovereigns: '[]' },
    own: [
      'sovereignIncome',
      'sovereignPayment',
      'sovereignPurchase',
      'slotFee',
      'slotEarning',
      'slotTreasury',
      'slotProviders',
      'slotStakers',
      'compensation',
    ],
  },
  {
    name: 'reciprocity',
    off: { 'market.fee.prosumers': '0', 'market.fee.treasury': '0.2' },
    own: ['validationShare', 'validationReward', 'validationRest'],
  },
]

const whole = purposes({})

test.each(PILLARS)('without $name exactly its flows are gone', async ({ off, own }) => {
  const all = await whole
  const rest = await purposes(off)
  expect([...all].filter(purpose => !rest.has(purpose)).sort()).toEqual([...own].sort())
  expect([...rest].filter(purpose => !all.has(purpose))).toEqual([])
})
