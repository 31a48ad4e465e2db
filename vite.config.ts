/**
 * The configuration of the tests, which run in Node. Those that only compute, or only look at what a command says, run side
 * by side on every core. Those that share work among threads, drive a browser or look at the clock come after them, one
 * file at a time, so that no other test is in their way.
 */
import { defineConfig } from 'vitest/config'

const COMPUTING = [
  'sim/**/*.test.ts',
  'scenarios/{laws,runs,pillars,experiments}.test.ts',
  'docs/*.test.ts',
  'cli/bad-input.test.ts',
]

export default defineConfig({
  root: import.meta.dirname,
  test: {
    exclude: ['**/node_modules/**', 'results/**', 'dist/**'],
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'computing',
          include: COMPUTING,
          isolate: false,
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', 'results/**', 'dist/**', ...COMPUTING],
          isolate: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
