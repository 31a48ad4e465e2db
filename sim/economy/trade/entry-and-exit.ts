/**
 * Bots come and go: running one costs dollars, so who loses leaves, and another comes where what its kind earns, shared
 * with it too, covers the cost.
 */
import { uniform } from '../../engine/random.ts'
import { PURPOSE } from '../purposes.ts'
import { fallsInTick, type World } from '../world.ts'
import { botName } from './bots.ts'
import { outsideMarket, priceOutside } from './reference.ts'
import { refill } from './swaps.ts'

/** Charges what running bots cost in this tick, and lets them come and go where an occasion falls. */
export function enterAndExit(world: World): void {
  const { scenario, tables, tickLength } = world
  const price = priceOutside(world)
  for (const [g, { cost, entry }] of scenario.trade.bots.entries()) {
    const { earned, span, there } = tables.botGroups
    if (entry && there[g] > 0) {
      earned[g] += tables.botGroupTally.profit[g]
      span[g] += tickLength
      const { first, end } = rowsOf(world, g)
      for (let b = first; b < end; b++) tables.bots.span[b] += tables.bots.there[b] * tickLength
    }
    if (cost > 0) chargeRunning(world, g, price)
    if (entry && fallsInTick(world, entry.every)) decide(world, g)
  }
}

/** Rows of group `g`. */
function rowsOf({ tables, scenario }: World, g: number) {
  const first = tables.botGroups.first[g]
  return { first, end: first + scenario.trade.bots[g].count }
}

/** Tokens that bring `missing` dollars outside, where the last block found `price`; infinite where no number does. */
function costOf(world: World, missing: number, price: number): number {
  const market = outsideMarket(world, price)
  const part = missing / market.dollars
  return part < 1 ? Math.ceil(missing / market.price / (1 - part)) + 1 : Infinity
}

/** Takes the cost of the tick in dollars, tokens sold for them if need be. Who cannot pay leaves, or owes where its kind never leaves. */
function chargeRunning(world: World, g: number, price: number): void {
  const { tables, scenario, tickLength } = world
  const { there, dollars, wallet, owed } = tables.bots
  const { cost, entry } = scenario.trade.bots[g]
  const { first, end } = rowsOf(world, g)
  for (let b = first; b < end; b++) {
    if (there[b] === 0) continue
    owed[b] += cost * tickLength
    const due = Math.floor(owed[b])
    if (due > dollars[b]) refill(world, b, -Math.min(wallet[b], costOf(world, due - dollars[b], price)), price)
    const paid = Math.min(due, dollars[b])
    dollars[b] -= paid
    owed[b] -= paid
    tables.tradeTally.running[0] += paid
    if (paid < due && entry) {
      leave(world, g, b, 'cannot pay its cost')
      forget(world, g)
    }
  }
}

/**
 * At an occasion the bot that has lost most leaves, and others come while what the kind earns feeds one more, up to one more than there were:
 * not while it is remembered that as many lost. What is earned is an average since their number last changed.
 */
function decide(world: World, g: number): void {
  const { tables, scenario, end: now } = world
  const groups = tables.botGroups
  const { cost, entry } = scenario.trade.bots[g]
  if (!entry) return
  const before = groups.there[g]
  // A kind of which there was nobody is tried.
  const pot = groups.span[g] > 0 ? groups.earned[g] / groups.span[g] : Infinity
  const worst = greatestLoss(world, g)
  if (worst >= 0) {
    const loss = tables.bots.span[worst] * cost - tables.bots.earned[worst]
    leave(
      world,
      g,
      worst,
      `lost ${(loss / 1e6).toPrecision(4)} USD in ${(tables.bots.span[worst] / 86_400).toPrecision(4)} days`,
    )
    if (pot < before * cost) {
      groups.tooMany[g] = before
      groups.until[g] = now + entry.memory
    }
  }
  const feeds = (bots: number) => pot >= bots * cost && (bots < groups.tooMany[g] || now >= groups.until[g])
  while (groups.there[g] <= before && feeds(groups.there[g] + 1)) if (!come(world, g)) break
  if (groups.there[g] !== before) forget(world, g)
  else fade(world, g, entry.memory / (entry.memory + entry.every))
}

/** The bot of group `g` whose trades have brought least after its costs, of equals one by lot; -1 when none has lost. */
function greatestLoss(world: World, g: number): number {
  const { key, tick } = world
  const { there, earned, span } = world.tables.bots
  const { cost } = world.scenario.trade.bots[g]
  const { first, end } = rowsOf(world, g)
  let worst = -1
  let least = 0
  let luck = 0
  for (let b = first; b < end; b++) {
    if (there[b] === 0 || span[b] === 0) continue
    const profit = earned[b] / span[b] - cost
    if (profit >= 0 || profit > least) continue
    const draw = uniform(key, PURPOSE.botEntry, tick, b, 1)
    if (profit === least && draw < luck) continue
    worst = b
    least = profit
    luck = draw
  }
  return worst
}

/** One of those who wait and can pay their cost until the next occasion comes, drawn by lot; false where there is none. */
function come(world: World, g: number): boolean {
  const { tables, scenario, key, tick } = world
  const { there, wallet, dollars, earned, span } = tables.bots
  const { cost, entry } = scenario.trade.bots[g]
  const { first, end } = rowsOf(world, g)
  const price = priceOutside(world)
  let chosen = -1
  let luck = 0
  for (let b = first; b < end; b++) {
    if (there[b] === 1 || dollars[b] + wallet[b] * price < cost * (entry?.every ?? 0)) continue
    const draw = uniform(key, PURPOSE.botEntry, tick, b, 0)
    if (chosen >= 0 && draw <= luck) continue
    chosen = b
    luck = draw
  }
  if (chosen < 0) return false
  there[chosen] = 1
  tables.botGroups.there[g]++
  earned[chosen] = span[chosen] = 0
  say(world, 'bot entry', chosen, `with ${wallet[chosen] / 1e6} token and ${dollars[chosen] / 1e6} USD`)
  return true
}

/** Bot `b` of group `g` leaves, and waits with what it has. */
function leave(world: World, g: number, b: number, reason: string): void {
  const { tables } = world
  tables.bots.there[b] = 0
  tables.botGroups.there[g]--
  say(world, 'bot exit', b, reason)
}

/** What was earned with another number of bots says nothing any more. */
function forget(world: World, g: number): void {
  const { tables } = world
  const { first, end } = rowsOf(world, g)
  tables.botGroups.earned[g] = tables.botGroups.span[g] = 0
  tables.bots.earned.fill(0, first, end)
  tables.bots.span.fill(0, first, end)
}

/** Part `kept` of what is remembered stays. */
function fade(world: World, g: number, kept: number): void {
  const { tables } = world
  const { first, end } = rowsOf(world, g)
  tables.botGroups.earned[g] *= kept
  tables.botGroups.span[g] *= kept
  for (let b = first; b < end; b++) {
    tables.bots.earned[b] *= kept
    tables.bots.span[b] *= kept
  }
}

function say(world: World, kind: 'bot entry' | 'bot exit', b: number, detail: string): void {
  world.happenings.push({ time: world.end, kind, subject: botName(world, b), detail })
}
