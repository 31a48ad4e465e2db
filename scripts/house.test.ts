/** The rules of the house that can be checked: exact versions, imports in one direction, files of readable length. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const folders = ['sim', 'workers', 'cli', 'web', 'bench', 'scripts']
const files = folders.flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.includes('node_modules'))
    .map(name => `${folder}/${name}`),
)
const sources = files.filter(name => !name.endsWith('.test.ts'))
const text = (file: string) => readFileSync(join(root, file), 'utf8')

/** What a place may import from, itself included. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'sim/engine': ['sim/engine'],
  'sim/forecast': ['sim/engine', 'sim/forecast'],
  'sim/measure': ['sim/engine', 'sim/measure'],
  'sim/scenario': ['sim/engine', 'sim/planner', 'sim/scenario'],
  'sim/planner': ['sim/engine', 'sim/planner'],
  'sim/economy': ['sim/engine', 'sim/forecast', 'sim/measure', 'sim/scenario', 'sim/planner', 'sim/economy'],
  'sim/report': ['sim/engine', 'sim/measure', 'sim/scenario', 'sim/report'],
  'sim/experiment': ['sim/engine', 'sim/measure', 'sim/scenario', 'sim/economy', 'sim/experiment', 'sim/report'],
  workers: ['sim', 'workers'],
  cli: ['sim', 'workers', 'cli'],
  web: ['sim', 'workers', 'web'],
}

function importsOf(file: string): string[] {
  return [...text(file).matchAll(/^(?:import|export)[^'"]*from '(\.[^']+)'/gm)].map(([, path]) =>
    relative(root, join(root, dirname(file), path)),
  )
}

test('imports point one way: web and cli to workers to sim, and in sim to the engine', () => {
  const upwards = sources.flatMap(file => {
    const [place, may] = Object.entries(MAY).find(([name]) => file.startsWith(`${name}/`)) ?? []
    if (!place || !may) return []
    return importsOf(file)
      .filter(path => !may.some(name => path.startsWith(`${name}/`)) && path !== 'package.json')
      .map(path => `${file} -> ${path}`)
  })
  expect(upwards).toEqual([])
})

test('dependencies have exact versions', () => {
  const { dependencies, devDependencies } = JSON.parse(text('package.json'))
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
})

test('a file is read in one go: at most 300 lines', () => {
  const long = sources.filter(file => text(file).split('\n').length > 301)
  expect(long).toEqual([])
})

test('sim runs anywhere: no Node API, no clock, no random numbers but its own', () => {
  for (const file of sources.filter(name => name.startsWith('sim/')))
    expect(text(file), file).not.toMatch(/from 'node:|\bMath\.random\b|\bDate\.now\b|\bprocess\./)
})
