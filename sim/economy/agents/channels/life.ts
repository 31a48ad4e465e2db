/**
 * The life of a channel: transactions on the ledger open it, add to it and close it. An opening or a topping up takes
 * effect when it is on the ledger, if the wallets then can pay.
 */
import { block } from '../../../engine/random.ts'
import { exponential } from '../../../engine/variates.ts'
import { EVENT } from '../../events.ts'
import { transfer } from '../../ledger.ts'
import { PURPOSE } from '../../purposes.ts'
import type { World } from '../../world.ts'
import { CHANNEL } from './tables.ts'

/** What a transaction on its way is for: the number of its event is that of the opening times 3, and this. */
const OPENING = 0
const words = new Int32Array(4)

/** Opens channel `c` as soon as the ledger takes it. */
export function requestOpening(world: World, c: number, after = 0): void {
  const { tables, scenario, calendar } = world
  const wait = after + scenario.agents.channels.delay
  tables.channels.state[c] = CHANNEL.opening
  if (wait === 0) open(world, c)
  else calendar.schedule(calendar.now + wait, 0, EVENT.channelLedger, c, 3 * tables.channels.opened[c] + OPENING)
}

/** Event: a transaction of channel `c` is on the ledger. */
export function confirm(world: World, c: number, number: number): void {
  const { channels } = world.tables
  if (Math.floor(number / 3) !== channels.opened[c]) return
  const what = number % 3
  if (what === OPENING) {
    if (channels.state[c] === CHANNEL.opening) open(world, c)
    return
  }
  channels.pending[c] &= ~what
  if (channels.state[c] === CHANNEL.open) topUp(world, 2 * c + what - 1)
}

/** Opens channel `c` if both ends can pay their deposits, and the first the fee; else it stays closed, and is tried again no sooner than a tick later. */
export function open(world: World, c: number): void {
  const { tables, scenario } = world
  const { channels, channelSides, channelCount } = tables
  const { wallet } = tables.agents
  const { balance, deposit, best, agent } = channelSides
  const fee = Math.round(scenario.agents.channels.fee)
  const first = 2 * c
  const other = first + 1
  if (wallet[agent[first]] < deposit[first] + fee || wallet[agent[other]] < deposit[other]) {
    close(world, c, world.tickLength)
    return
  }
  wallet[agent[first]] -= deposit[first] + fee
  wallet[agent[other]] -= deposit[other]
  transfer(tables, 'channelDeposit', deposit[first] + deposit[other])
  payLedger(world, fee)
  for (let s = first; s <= other; s++) best[s] = balance[s] = deposit[s]
  channels.state[c] = CHANNEL.open
  channels.pending[c] = 0
  channels.payments[c] = 0
  channels.opened[c]++
  channelCount.open[0]++
  keep(world, c)
  scheduleEnd(world, c)
}

/** Draws when one end will close channel `c`, and notes when its time is up. */
function scheduleEnd({ tables, scenario, calendar, key }: World, c: number): void {
  const { lifetime, closing } = scenario.agents.channels
  const number = tables.channels.opened[c]
  if (lifetime !== undefined) calendar.schedule(calendar.now + lifetime, 0, EVENT.channelExpiry, c, number)
  if (closing.rate === 0) return
  block(words, key, 0, c, number, PURPOSE.channelClosing)
  calendar.schedule(calendar.now + exponential(words[0]) / closing.rate, 0, EVENT.channelClosing, c, number)
}

/** Event: the time of channel `c` is up. It goes on for one fee if its first end can pay it, or is closed by agreement. */
export function expire(world: World, c: number, opening: number): void {
  const { tables, scenario, calendar } = world
  const { lifetime, renewed } = scenario.agents.channels
  const { channels, channelSides } = tables
  if (channels.opened[c] !== opening || channels.state[c] !== CHANNEL.open) return
  const fee = Math.round(scenario.agents.channels.fee)
  const payer = channelSides.agent[2 * c]
  if (!renewed || tables.agents.wallet[payer] < fee) {
    settle(world, c)
    close(world, c)
    return
  }
  tables.agents.wallet[payer] -= fee
  payLedger(world, fee)
  calendar.schedule(calendar.now + lifetime!, 0, EVENT.channelExpiry, c, opening)
}

/** The two agree to close channel `c`: each end gets what is its own, at once. */
function settle(world: World, c: number): void {
  const { balance } = world.tables.channelSides
  payOut(world, c, 2 * c, balance[2 * c], balance[2 * c + 1])
}

/** The two have agreed to close channel `c`, which has run out, and to open it anew. */
export function reopen(world: World, c: number): void {
  const { channels, channelTally } = world.tables
  channelTally.lives[0]++
  channelTally.lifePayments[0] += channels.payments[c]
  settle(world, c)
  requestOpening(world, c)
}

/**
 * Pays out a channel that is open or closing: `own` to the end of side `s`, who pays the fee first, `rest` to the other;
 * `penalty` is the part of it that the other end has lost.
 */
export function payOut(world: World, c: number, s: number, own: number, rest: number, penalty = 0): void {
  const { tables, scenario } = world
  const { agent, balance } = tables.channelSides
  const { wallet } = tables.agents
  const fee = Math.min(own + rest, Math.round(scenario.agents.channels.fee))
  const first = Math.min(own, fee)
  transfer(tables, 'channelSettlement', own + rest - penalty)
  transfer(tables, 'channelPenalty', penalty)
  wallet[agent[s]] += own - first
  wallet[agent[s ^ 1]] += rest - (fee - first)
  payLedger(world, fee)
  balance[s] = balance[s ^ 1] = 0
  if (tables.channels.state[c] === CHANNEL.open) tables.channelCount.open[0]--
}

/** Channel `c` is closed, for good or until it is opened anew, not before `least` seconds are over. */
export function close(world: World, c: number, least = 0): void {
  const { reopening } = world.scenario.agents.channels
  world.tables.channels.state[c] = CHANNEL.closed
  if (reopening !== undefined) requestOpening(world, c, Math.max(least, reopening))
}

/** Tops side `s` up to its first deposit as soon as the ledger takes it, unless that is under way. */
export function requestTopUp(world: World, s: number): void {
  const { tables, scenario, calendar } = world
  const { channels, channelSides } = tables
  const { delay, fee } = scenario.agents.channels
  const c = s >> 1
  const lacking = channelSides.deposit[s] - channelSides.balance[s]
  const end = 1 + (s & 1)
  if (channels.pending[c] & end || lacking <= 0) return
  if (tables.agents.wallet[channelSides.agent[s]] < lacking + Math.round(fee)) return
  if (delay === 0) topUp(world, s)
  else {
    channels.pending[c] |= end
    calendar.schedule(calendar.now + delay, 0, EVENT.channelLedger, c, 3 * channels.opened[c] + end)
  }
}

/** Tops side `s` up to its first deposit if its end can pay that and the fee. States before it are void. */
function topUp(world: World, s: number): void {
  const { tables, scenario } = world
  const { wallet } = tables.agents
  const { agent, balance, deposit, best } = tables.channelSides
  const fee = Math.round(scenario.agents.channels.fee)
  const lacking = deposit[s] - balance[s]
  if (lacking <= 0 || wallet[agent[s]] < lacking + fee) return
  wallet[agent[s]] -= lacking + fee
  transfer(tables, 'channelDeposit', lacking)
  payLedger(world, fee)
  balance[s] += lacking
  best[s] = balance[s]
  best[s ^ 1] = balance[s ^ 1]
  keep(world, s >> 1)
}

/** A transaction whose fee has been taken from a wallet. */
function payLedger({ tables, scenario }: World, fee: number): void {
  const burned = Math.floor(fee * scenario.agents.channels.burned)
  transfer(tables, 'channelFeeBurn', burned)
  transfer(tables, 'channelFee', fee - burned)
  tables.channelTally.transactions[0]++
  tables.channelTally.ledgerFees[0] += fee
}

/** What each side of channel `c` keeps, by what the two hold. */
function keep({ tables, scenario }: World, c: number): void {
  const { balance } = tables.channelSides
  tables.channels.kept[c] = Math.ceil(scenario.agents.channels.reserve * (balance[2 * c] + balance[2 * c + 1]))
}
