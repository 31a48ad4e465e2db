/** The dashboard: everything relative, so that the build can lie in any folder of any server. */
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2024', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  worker: { format: 'es' },
  server: { fs: { allow: ['.', '../scenarios', '../sim', '../workers', '../node_modules'] } },
})
