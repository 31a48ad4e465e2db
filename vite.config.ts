/** One configuration for the dashboard (`web/`) and for the tests, which run in Node on every core. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'results/**', 'dist/**'],
    testTimeout: 60_000,
  },
})
