/** The dashboard: everything relative, so that the build can lie in any folder of any server. */
import { defineConfig } from 'vite'

/**
 * With these a browser keeps the page in a process of its own and gives it SharedArrayBuffer, the memory that the workers
 * of a run share. A server that the build is put on has to send them too.
 */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** A machine under load is no fault of the build. */
const CHECKS = { pluginTimings: false }

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  appType: 'mpa', // a path that does not exist is not found, instead of the page
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { checks: CHECKS },
  },
  worker: { format: 'es', rolldownOptions: { checks: CHECKS } },
  // `vite preview` takes the headers from here.
  server: { headers: ISOLATION, fs: { allow: ['.', '../scenarios', '../sim', '../workers', '../node_modules'] } },
})
