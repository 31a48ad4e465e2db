/**
 * The scenario: the one place where every parameter is declared, with unit, default, bounds and a sentence.
 * Types, checks, the JSON Schema for editors and the reference in docs/ are read from here.
 */
import type { z } from 'zod'
import { list, section, text } from './parameter.ts'
import { agents } from './schema/agents.ts'
import { attacks } from './schema/attacks.ts'
import { claims } from './schema/claims.ts'
import { classes, specializations } from './schema/classes.ts'
import { clock } from './schema/clock.ts'
import { consistent } from './schema/consistency.ts'
import { customerGroup, legacy } from './schema/customers.ts'
import { delegators } from './schema/delegators.ts'
import { entry, exit, phases } from './schema/entry.ts'
import { governance } from './schema/governance.ts'
import { market } from './schema/market.ts'
import { token } from './schema/money.ts'
import { operatorGroup } from './schema/operators.ts'
import { auction, sovereigns } from './schema/patrons.ts'
import { slashing, staking } from './schema/protocol.ts'
import { quality } from './schema/quality.ts'
import { observations, record } from './schema/record.ts'
import { resources } from './schema/resources.ts'
import { shocks } from './schema/shocks.ts'
import { network, regions, sites } from './schema/space.ts'
import { protocol } from './schema/taxation.ts'
import { terms } from './schema/terms.ts'
import { trade } from './schema/trade.ts'

const shape = section(
  {
    $schema: text({ default: '', doc: 'JSON Schema, for editors.' }),
    name: text({ doc: 'Name of the scenario, and of its folder in results/.', pattern: /^[a-z0-9][a-z0-9-]{0,63}$/ }),
    about: text({ default: '', doc: 'One sentence: what it shows.' }),
    seed: text({ default: 'catallaxy', doc: 'Seed text: same scenario, same seed, same bits.' }),
    clock,
    token,
    regions,
    sites,
    network,
    classes,
    specializations,
    operators: list(operatorGroup, { default: [], max: 1000, doc: 'Operators in the market at the start.' }),
    customers: list(customerGroup, { default: [], max: 100, doc: 'Customers.' }),
    legacy,
    market,
    sovereigns,
    auction,
    quality,
    protocol,
    staking,
    slashing,
    delegators,
    governance,
    entry,
    exit,
    phases,
    terms,
    trade,
    resources,
    agents,
    shocks,
    attacks,
    record,
    observations,
    claims,
  },
  'A scenario.',
)

export const scenario = shape.superRefine(consistent)
export type Scenario = z.output<typeof scenario>
export type ScenarioShape = z.output<typeof shape>
