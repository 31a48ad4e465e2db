/**
 * Proposals: each is put to the vote at its time, counted after the term, and takes effect after the delay. Then, or when
 * it is rejected, it waits for the next time at which it is to be put to the vote.
 */
import { MICRO } from '../../accounts.ts'
import { EVENT } from '../../events.ts'
import { happened, type World } from '../../world.ts'
import { enact } from './enactment.ts'
import { STAGE } from './tables.ts'
import { count, type Tally } from './voting.ts'

/** Puts every proposal on the calendar, at the first of its times that is not over. */
export function scheduleProposals(world: World): void {
  for (let p = 0; p < world.tables.proposals.due.length; p++) wait(world, p)
}

/**
 * After a fork, puts those that wait on the calendar at the times of the scenario; an event at another time finds nothing
 * due.
 */
export function replaceProposals(world: World): void {
  const { stage, due } = world.tables.proposals
  for (let p = 0; p < stage.length; p++) {
    const time = nextTime(world, p)
    if (stage[p] === STAGE.waiting && time !== due[p]) step(world, p, time)
  }
}

/** Takes the steps that are due now, by the order of the list: also of proposals whose own event is yet to run. */
export function govern(world: World): void {
  const { due } = world.tables.proposals
  for (let p = 0; p < due.length; p++) while (due[p] === world.calendar.now) advance(world, p)
}

/** Name of proposal `p` in the list of events. */
export const proposalName = (p: number) => `proposal ${p + 1}`

/** Takes the next step of proposal `p`. */
function advance(world: World, p: number): void {
  const { stage } = world.tables.proposals
  if (stage[p] === STAGE.waiting) putToVote(world, p)
  else if (stage[p] === STAGE.voting) close(world, p)
  else {
    enact(world, p)
    wait(world, p)
  }
}

function putToVote(world: World, p: number): void {
  const { proposals } = world.tables
  const { term, proposals: list } = world.scenario.governance
  const proposal = list[p]
  const what =
    proposal.kind === 'grant'
      ? `grant of ${proposal.share} of the treasury`
      : proposal.set.map(({ parameter, value }) => `${parameter} ${value}`).join(', ')
  happened(world, 'proposal', proposalName(p), what)
  proposals.stage[p] = STAGE.voting
  proposals.round[p]++
  proposals.conviction[p] = 0
  step(world, p, world.calendar.now + term)
}

/** Counts the votes. What has not gathered conviction enough by now is rejected. */
function close(world: World, p: number): void {
  const { rule, quorum, threshold } = world.scenario.governance
  const tally = count(world, p)
  const enough = tally.voted > 0 && tally.voted >= quorum * tally.all
  if (rule.rule !== 'conviction' && enough && tally.yes > threshold * (tally.yes + tally.no)) pass(world, p, tally)
  else {
    note(world, p, 'rejected', tally)
    wait(world, p)
  }
}

/** Proposal `p` has passed and takes effect after the delay. */
export function pass(world: World, p: number, tally: Tally): void {
  note(world, p, 'passed', tally)
  world.tables.ballots.passed[0]++
  world.tables.proposals.stage[p] = STAGE.passed
  step(world, p, world.calendar.now + world.scenario.governance.delay)
}

function note(world: World, p: number, outcome: 'passed' | 'rejected', { yes, no, voted, all }: Tally): void {
  const { ballots } = world.tables
  const turnout = all > 0 ? voted / all : 0
  ballots.counted[0]++
  ballots.turnout[0] = turnout
  const [inFavour, against, share] = [yes / MICRO, no / MICRO, turnout].map(value => Number(value.toPrecision(6)))
  happened(world, outcome, proposalName(p), `yes ${inFavour}, no ${against}, turnout ${share}`)
}

/** Proposal `p` waits for the next of its times. */
function wait(world: World, p: number): void {
  world.tables.proposals.stage[p] = STAGE.waiting
  step(world, p, nextTime(world, p))
}

/** First time from now on at which proposal `p` is to be put to the vote, s; infinite: none. */
function nextTime({ tables, scenario, calendar }: World, p: number): number {
  const { at, every } = scenario.governance.proposals[p]
  const now = calendar.now
  const round = tables.proposals.round[p]
  if (every === 0) return round === 0 && at >= now ? at : Infinity
  // The quotient of a time that has just come may be rounded up.
  const turn = Math.max(round, Math.ceil((now - at) / every - 1e-9))
  return Math.max(now, at + turn * every)
}

function step({ tables, calendar }: World, p: number, time: number): void {
  tables.proposals.due[p] = time
  if (time < Infinity) calendar.schedule(time, 0, EVENT.ballot, p)
}
