/**
 * Closing by one end alone: it publishes a state of the channel, and the other end has a window in which it may show that
 * this was not the latest. It then takes all that there is (Poon and Dryja 2016).
 */
import { block } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import { MICRO } from '../../accounts.ts'
import { EVENT } from '../../events.ts'
import { PURPOSE } from '../../purposes.ts'
import { happened, type World } from '../../world.ts'
import { agentNameOf } from '../groups.ts'
import { close, payOut } from './life.ts'
import { CHANNEL } from './tables.ts'

const words = new Int32Array(4)

/** Event: one end of channel `c` closes it. */
export function closeAlone(world: World, c: number, opening: number): void {
  const { tables, scenario, calendar } = world
  const { channels, channelSides, channelCount } = tables
  const { window } = scenario.agents.channels.closing
  if (channels.opened[c] !== opening || channels.state[c] !== CHANNEL.open) return
  block(words, world.key, 1, c, opening, PURPOSE.channelClosing)
  const closer = words[0] & 1
  const side = 2 * c + closer
  channels.closer[c] = closer
  channels.cheating[c] = Number(cheats(world, channelSides.balance[side], channelSides.best[side], unit(words[1])))
  channels.state[c] = CHANNEL.closing
  channelCount.open[0]--
  calendar.schedule(calendar.now + window, 0, EVENT.channelSettlement, c, opening)
}

/** Whether an end that has `balance` publishes the state in which it had `best`; `luck` is from 0 to 1. */
function cheats({ scenario }: World, balance: number, best: number, luck: number): boolean {
  const { cheating, watching } = scenario.agents.channels.closing
  if (best <= balance) return false
  switch (cheating.rule) {
    case 'never':
      return false
    case 'chance':
      return luck < cheating.probability
    case 'gain':
      return (1 - watching) * (best - balance) > watching * balance
  }
}

/** Event: the window of channel `c` is over; what it holds is paid out. */
export function settleClosing(world: World, c: number): void {
  const { tables, scenario, key } = world
  const { channels, channelSides, channelTally: tally } = tables
  const { balance, best } = channelSides
  const side = 2 * c + channels.closer[c]
  const own = balance[side]
  const all = own + balance[side ^ 1]
  tally.closings[0]++
  if (channels.cheating[c] === 0) payOut(world, c, side, own, all - own)
  else {
    block(words, key, 0, c, channels.opened[c], PURPOSE.channelDispute)
    const noticed = unit(words[0]) < scenario.agents.channels.closing.watching
    tally.cheats[0]++
    if (noticed) {
      tally.caught[0]++
      tally.forfeited[0] += own
      payOut(world, c, side ^ 1, all, 0, own)
    } else {
      tally.gained[0] += best[side] - own
      payOut(world, c, side, best[side], all - best[side])
    }
    happened(
      world,
      'dispute',
      agentNameOf(world, channelSides.agent[side]),
      noticed ? `loses ${own / MICRO} token` : `gains ${(best[side] - own) / MICRO} token`,
    )
  }
  channels.cheating[c] = 0
  close(world, c)
}
