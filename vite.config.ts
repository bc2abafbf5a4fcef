import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { engineConstants } from './scripts/inline-constants.ts'

export default defineConfig({
  // Relative addresses, so that the built app also works under a sub-path of a static host.
  base: './',
  plugins: [react(), engineConstants()],
  worker: { format: 'es', plugins: () => [engineConstants()] },
  build: {
    // Another folder lets two builds be tested side by side.
    outDir: process.env['MILLRACE_DIST'] ?? 'dist',
    // The lazily loaded chunk of mermaid's parser is about this large and cannot be split further.
    chunkSizeWarningLimit: 700,
  },
  preview: { port: 4173 },
  test: {
    include: ['{src,bench,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Statistical tests take seconds on a slow machine; a hang is still cut off.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
