/** Chains: names of their own, bridges that lead somewhere, and a way home with something to buy for whoever lives elsewhere. */
import { type Check, type Checks, names, type Path, round } from './check.ts'

/** Most of a currency in a pool. */
const MOST_MONEY = 8e15

export const chainChecks: Checks = (scenario, check) => {
  chainNames(scenario, check)
  bridgeEnds(scenario, check)
  pools(scenario, check)
  remoteCustomers(scenario, check)
  remoteBots(scenario, check)
}

/** Faults each of `items` whose name an earlier one has. */
function own(fault: Check['fault'], items: readonly { readonly name: string; readonly path: Path }[]): void {
  for (const [i, { name, path }] of items.entries())
    if (items.findIndex(item => item.name === name) < i) fault(path, `expected a name of its own, got "${name}" again`)
}

const chainNames: Checks = ({ trade: { chains, bridges } }, { fault }) => {
  own(
    fault,
    chains.map(({ name }, i) => ({ name, path: ['trade', 'chains', i, 'name'] })),
  )
  own(
    fault,
    chains.flatMap(({ coin }, i) => (coin ? [{ name: coin.name, path: ['trade', 'chains', i, 'coin', 'name'] }] : [])),
  )
  own(
    fault,
    bridges.map(({ name, from, to }, i) => ({ name: name || `${from}-${to}`, path: ['trade', 'bridges', i, 'name'] })),
  )
}

const bridgeEnds: Checks = ({ trade: { chains, bridges }, clock }, { fault, known }) => {
  for (const [i, bridge] of bridges.entries()) {
    for (const end of ['from', 'to'] as const)
      if (bridge[end] === '') fault(['trade', 'bridges', i, end], 'expected a chain, got none')
      else known(['trade', 'bridges', i, end], 'a chain', bridge[end], names(chains))
    if (bridge.from === bridge.to)
      fault(['trade', 'bridges', i, 'to'], `expected another chain than it comes from, got "${bridge.to}" again`)
    if (bridge.capacity !== undefined && bridge.capacity * clock.tick < 1)
      fault(
        ['trade', 'bridges', i, 'capacity'],
        `expected at least 0.000001 token a tick, got ${round((bridge.capacity * clock.tick) / 1e6)} token`,
      )
  }
}

const pools: Checks = ({ trade, token }, { fault, known }) => {
  for (const [i, pool] of trade.pools.entries()) {
    const at = (key: string): Path => ['trade', 'pools', i, key]
    known(at('chain'), 'a chain', pool.chain, names(trade.chains))
    const other = pool.quote === 'coin' ? 'dollars' : 'coins'
    if (pool[other] !== undefined)
      fault(
        at(other),
        `expected none in a pool that is quoted in ${pool.quote === 'coin' ? 'coins' : 'dollars'}, got some`,
      )
    if (pool.quote === 'dollars') continue
    const coin = (pool.chain === '' ? trade.chains[0] : trade.chains.find(({ name }) => name === pool.chain))?.coin
    if (!coin) {
      fault(at('quote'), `expected "dollars" on a chain without a coin, got "coin"`)
      continue
    }
    const coins = (pool.tokens * token.price) / coin.price
    if (pool.coins === undefined && !(coins >= 1000 && coins <= MOST_MONEY))
      fault(
        at('coins'),
        `expected tokens worth 0.001 to ${MOST_MONEY / 1e6} ${coin.name} where it is absent, got ${round(coins / 1e6)} ${coin.name}`,
      )
  }
}

const remoteCustomers: Checks = ({ customers, trade, attacks }, { fault, known }) => {
  const [home] = names(trade.chains)
  for (const [i, { name, chain, budget, reciprocity }] of customers.entries()) {
    const at = (key: string): Path => ['customers', i, key]
    known(at('chain'), 'a chain', chain, names(trade.chains))
    if (chain === '' || chain === home || !names(trade.chains).includes(chain)) continue
    if (!budget) fault(at('budget'), 'expected a budget on another chain than home, got none')
    if (reciprocity) fault(at('reciprocity'), 'expected none on another chain than home, got some')
    if (!trade.pools.some(pool => pool.chain === chain))
      fault(at('chain'), `expected a chain with a pool to buy tokens in, got "${chain}"`)
    if (!leadsHome(chain, home, trade.bridges))
      fault(at('chain'), `expected a chain with a way of bridges to "${home}", got "${chain}"`)
    for (const [j, attack] of attacks.entries())
      if (attack.kind === 'wash' && attack.customers === name)
        fault(['attacks', j, 'customers'], `expected customers at home, got "${name}", who live on "${chain}"`)
  }
}

/** Whether there is a way of bridges from one chain to another. */
function leadsHome(from: string, home: string, bridges: readonly { from: string; to: string }[]): boolean {
  const reached = new Set([from])
  for (const chain of reached) for (const bridge of bridges) if (bridge.from === chain) reached.add(bridge.to)
  return reached.has(home)
}

const remoteBots: Checks = ({ trade: { bots, chains } }, { fault, known }) => {
  const [home] = names(chains)
  for (const [i, { abroad }] of bots.entries())
    for (const [j, { chain }] of abroad.entries()) {
      const path = ['trade', 'bots', i, 'abroad', j, 'chain']
      known(path, 'a chain', chain, names(chains))
      if (chain === '' || chain === home) fault(path, `expected another chain than home, got "${chain}"`)
      if (abroad.findIndex(item => item.chain === chain) < j)
        fault(path, `expected each chain once, got "${chain}" again`)
    }
}
