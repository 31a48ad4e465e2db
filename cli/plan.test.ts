import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readInputs } from './inputs.ts'
import { planOf } from './plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-'))
afterAll(() => rmSync(folder, { recursive: true }))
const OPTIONS = { out: folder }

/** Writes JSON into the tests' folder and returns its path. */
function file(name: string, content: object): string {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify({ name, ...content }))
  return path
}
const compared = (name: string, content: object) => file(name, { compare: ['harbour.json'], ...content })
const variant = (name: string, set: object) => ({ name, set })
file('harbour', { operators: [{ name: 'pilot' }], customers: [{ name: 'ship', rate: '1/h' }] })

/** What the scenario of each alternative is read as; rejects as a comparison does before anything is run. */
async function prepared(path: string) {
  const { alternatives } = await planOf([path], OPTIONS)
  const inputs = []
  for (const { path: scenario, set } of alternatives) inputs.push(await readInputs(scenario, set))
  return inputs.map(({ scenario }) => scenario)
}

test('a variant is the scenario with other values: of any kind, and texts that look like numbers stay texts', async () => {
  const variants = [
    variant('as it is', {}),
    variant('plain', { 'operators[0].count': 4, seed: '123' }),
    variant('whole', {
      'operators[0].pricing': { rule: 'tatonnement', target: 0.5 },
      'operators[0].wallet': '7 token',
    }),
  ]
  const [same, plain, whole] = await prepared(compared('kinds', { variants }))
  expect(same.operators[0].count).toBe(1)
  expect([plain.operators[0].count, plain.seed]).toEqual([4, '123'])
  expect(whole.operators[0]).toMatchObject({ count: 1, pricing: { rule: 'tatonnement', target: 0.5 } })
  expect(whole.operators[0].wallet).toMatchObject({ value: 7e6 })
})

test('a comparison may extend another and share its variants', async () => {
  const variants = [variant('a', { seed: 'a' }), variant('b', { seed: 'b' })]
  compared('first', { variants })
  const { alternatives } = await planOf([compared('second', { extends: 'first.json', replicates: 9 })], OPTIONS)
  expect(alternatives.map(({ variant }) => variant)).toEqual(['a', 'b'])
})

test.each([
  ['lonely', {}, /^\S*lonely\.json: expected 2 to 32 scenarios or variants to compare, got one$/],
  [
    'twins',
    { variants: [variant('a', { seed: '1' }), variant('a', { seed: '2' })] },
    /^\S*twins\.json variants\[1\]\.name: expected a name of its own, got "a" again \(first at variants\[0\]\)$/,
  ],
  [
    'empty',
    { variants: [variant('a', []), variant('b', { seed: '2' })] },
    /^\S*empty\.json:\d+:\d+ variants\[0\]\.set: expected paths and their values such as \{"operators\[0\]\.count": 9\}, got an empty list$/,
  ],
  [
    'astray',
    { variants: [variant('a', { 'operators[0].prise': 1 }), variant('b', { seed: '2' })] },
    /^\S*astray\.json variants\[0\] "a" operators\[0\]\.prise: unknown key "prise": did you mean "price"\? [^\n]*$/,
  ],
  [
    'beyond',
    { variants: [variant('a', { seed: '1' }), variant('b', { 'operators[7].count': 1 })] },
    /^\S*beyond\.json variants\[1\] "b": expected an index from 0 to 1, got 7$/,
  ],
  [
    'unitless',
    { variants: [variant('a', { seed: '1' }), variant('b', { 'operators[0].wallet': 'much' })] },
    /^\S*unitless\.json variants\[1\] "b" operators\[0\]\.wallet: expected [^\n]*, got "much"$/,
  ],
])('%s: bad input is one line', async (name, content, line) => {
  const error = await prepared(compared(name, content)).catch(error => error)
  expect(error).toBeInstanceOf(Error)
  expect(error.message).toMatch(line)
})
