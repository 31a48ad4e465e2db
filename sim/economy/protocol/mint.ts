/** The mint: how many tokens the protocol makes in a tick, and who gets them. */
import { compile, diagnose } from '../../scenario/formula.ts'
import type { Program } from '../../scenario/program.ts'
import { MINT_VARIABLES } from '../../scenario/schema/taxation.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { arrived, balanceOf, money, transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'

type Variable = keyof typeof MINT_VARIABLES

/** The compiled mint formula of a scenario, if it has one. */
export function mintingOf({ protocol: { mint } }: Scenario): Program | undefined {
  return mint.schedule === 'formula' ? compile(mint.formula, Object.keys(MINT_VARIABLES)) : undefined
}

/** Whether a scenario mints tokens at all. */
export const mints = ({ burn, mint }: Scenario['protocol']) => burn.rule === 'burn-and-mint' || mint.schedule !== 'none'

/** Mints the tokens of the tick and hands them out; roundings, and shares that nobody qualifies for, go to the treasury. */
export function mint(world: World): void {
  const { tables, scenario } = world
  if (!mints(scenario.protocol)) return
  const { operators, agents, stakers, providers } = scenario.protocol.rewards
  const amount = due(world)
  checkRoom(world, amount)
  const staked = tables.operators.stake.some((stake, o) => stake > 0 && tables.operators.state[o] === STATE.active)
  let left = amount - rewardWork(world, Math.floor(amount * operators))
  left -= rewardAgents(world, Math.min(left, Math.floor(amount * agents)))
  const take = (share: number) => {
    const taken = Math.min(left, Math.floor(amount * share))
    left -= taken
    return taken
  }
  transfer(tables, 'stakeMint', staked ? take(stakers) : 0)
  transfer(tables, 'providerMint', take(providers))
  transfer(tables, 'treasuryMint', left)
}

/** Throws when the books could no longer count every micro-token that there ever was. */
function checkRoom({ tables, tick }: World, amount: number): void {
  const { initial, minted } = money(tables, 'token')
  const all = initial + minted + amount
  if (all > Number.MAX_SAFE_INTEGER)
    throw new Error(
      `protocol.mint: expected at most ${Math.floor(Number.MAX_SAFE_INTEGER / 1e6)} token from the start to tick ${tick}, got ${all / 1e6}`,
    )
}

/** Pays `pot` to operators in proportion to the fees that they earned in the tick; returns what was paid. */
function rewardWork({ tables }: World, pot: number): number {
  const { state, fees, wallet, earned } = tables.operators
  let total = 0
  for (let o = 0; o < state.length; o++) if (state[o] === STATE.active) total += fees[o]
  if (total === 0) return 0
  let paid = 0
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active) continue
    const reward = Math.floor(pot * (fees[o] / total))
    wallet[o] += reward
    earned[o] += reward
    paid += reward
  }
  transfer(tables, 'workReward', paid)
  return paid
}

/** Pays `pot` to agents in proportion to the work that they did in the tick; returns what was paid. */
function rewardAgents({ tables }: World, pot: number): number {
  const { wallet } = tables.agents
  const { done } = tables.agentWork
  if (pot === 0) return 0
  let total = 0
  for (let i = 0; i < done.length; i++) total += done[i]
  if (total === 0) return 0
  let paid = 0
  for (let i = 0; i < done.length; i++) {
    const reward = Math.min(pot - paid, Math.floor(pot * (done[i] / total)))
    wallet[i] += reward
    paid += reward
  }
  transfer(tables, 'agentMint', paid)
  return paid
}

/** Micro-tokens to mint in this tick. */
function due(world: World): number {
  const { tables, start, end } = world
  const { burn, mint } = world.scenario.protocol
  if (burn.rule === 'burn-and-mint') return between(time => burn.mint * time, start, end)
  switch (mint.schedule) {
    case 'constant':
      return between(time => mint.amount * time, start, end)
    case 'halving':
      return between(time => halving(mint.amount, mint.every, time), start, end)
    case 'steady': {
      const { initial, final } = money(tables, 'token')
      const missing = Math.max(0, Math.round(mint.supply ?? initial) - final)
      const { most } = mint
      return most === undefined
        ? missing
        : Math.min(
            missing,
            between(time => most * time, start, end),
          )
    }
    default:
      return byFormula(world)
  }
}

/** Whole part of what a schedule, given as what it has minted up to a time, mints from `start` to `end` (s). */
const between = (minted: (time: number) => number, start: number, end: number) =>
  Math.floor(minted(end)) - Math.floor(minted(start))

/** Tokens minted up to `time` (s) at `rate` per second that is halved every `every` seconds: a geometric sum. */
export function halving(rate: number, every: number, time: number): number {
  const halvings = Math.floor(time / every)
  let now = 1
  for (let h = 0; h < halvings && now > 0; h++) now /= 2
  return rate * (2 * every * (1 - now) + now * (time - halvings * every))
}

function byFormula(world: World): number {
  const { tables, minting } = world
  if (!minting) return 0
  const { carried } = tables.minting
  const values: Readonly<Record<Variable, number>> = {
    supply: money(tables, 'token').final,
    burned: arrived(tables, 'burned', 'token'),
    staked: balanceOf(tables, 'stakes', 'token') + balanceOf(tables, 'delegations', 'token'),
    tokenPrice: tables.token.price[0],
    time: world.start,
    tick: world.tickLength,
  }
  const out = new Float64Array(1)
  minting.run(values, 1, out)
  if (!(out[0] >= 0 && out[0] < Infinity)) {
    const got = Number.isFinite(out[0]) ? out[0] : (diagnose(minting, values, 0) ?? out[0])
    throw new Error(
      `protocol.mint.formula: expected an amount that is finite and not negative at tick ${world.tick}, got ${got}`,
    )
  }
  const whole = Math.floor(out[0] + carried[0])
  carried[0] += out[0] - whole
  return whole
}
