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
    rolldownOptions: {
      output: {
        // What changes seldom stands apart from what changes often, so that a new version is mostly in the cache.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 3 },
            {
              name: 'canvas',
              test: /node_modules\/(@xyflow|d3-(drag|zoom|selection|interpolate|transition))\//,
              priority: 2,
            },
            { name: 'controls', test: /node_modules\/(@mantine|@floating-ui)\//, priority: 2 },
          ],
        },
      },
    },
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
