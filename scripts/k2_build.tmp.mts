import { build } from 'vite'
import { engineConstants } from '/work/main/scripts/inline-constants.ts'
const [,, entry, out, min, top] = process.argv
await build({ root: '/work/main', configFile: false, logLevel: 'warn', publicDir: false, plugins: [engineConstants()],
  build: { ssr: entry, outDir: out, emptyOutDir: true, minify: min === 'min', target: 'es2023', rolldownOptions: { output: { topLevelVar: top==='var' } } } })
