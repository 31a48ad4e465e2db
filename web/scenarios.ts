/** The scenarios of the project, and the files that they name, as texts in the bundle. */

// The bundler reads these calls as they stand: the options cannot be shared.
const scenarios = import.meta.glob<string>(['../scenarios/*.json', '!../scenarios/*.schema.json'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const tables = import.meta.glob<string>('../scenarios/**/*.csv', { query: '?raw', import: 'default', eager: true })

/** By path from the project's root, such as `scenarios/outage.json`. */
export const SCENARIOS: Readonly<Record<string, string>> = fromRoot(scenarios)
/** What scenarios may name: tables, and scenarios that they extend. */
export const FILES: Readonly<Record<string, string>> = { ...SCENARIOS, ...fromRoot(tables) }

function fromRoot(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path.replace(/^\.\.\//, ''), text]))
}
