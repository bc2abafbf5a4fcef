/**
 * `npm run bench`: how many requests a second of processor time the engine simulates, one line a case. The workloads
 * run as plans of the engine, as a flat hand-written loop and as plain objects, in turns within one process, so that
 * the ratios hold on a noisy machine. With `--check` it fails when a ratio that is asked for is missed; with names of
 * cases it runs only those.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { engineConstants } from '../scripts/inline-constants.ts'
import { type WorkloadName, WORKLOAD_NAMES } from './reference/workloads.ts'
import type { Round } from './rounds.ts'
import type { ChainRound } from './chain.ts'

/** What is asked for: plans against the flat loop, and the flat loop against plain objects. */
const PLANS_TO_FLAT = 0.3
const FLAT_TO_PLAIN = 2.5
/** Requests a second of W5, threads held and all metrics on, on an idle machine of two common cores. */
const W5_REQUESTS = 1_000_000
const CHAIN = 'cache-and-cdn'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules', '.cache', 'millrace-bench')

/** Bundles a program the way the worker is bundled, and returns where it stands. */
async function bundle(name: string): Promise<string> {
  const outDir = join(cache, name)
  mkdirSync(outDir, { recursive: true })
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [engineConstants()],
    build: {
      ssr: join(root, 'bench', `${name}.ts`),
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      minify: true,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  })
  return join(outDir, `${name}.mjs`)
}

/** Runs a bundled program in a process of its own and reads the rounds it prints. */
function measure<R>(program: string, argument: string): readonly R[] {
  const printed = execFileSync(process.execPath, [program, argument], { encoding: 'utf8' })
  return JSON.parse(printed) as R[]
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}

function millions(perSecond: number): string {
  return `${(perSecond / 1e6).toFixed(2).padStart(6)} M/s`
}

function reportWorkload(name: WorkloadName, rounds: readonly Round[]): boolean {
  const ofFlat = median(rounds.map(({ plans, flat }) => plans / flat))
  const ofPlain = median(rounds.map(({ flat, plain }) => flat / plain))
  const plans = median(rounds.map((round) => round.plans))
  const isMet = ofFlat >= PLANS_TO_FLAT && ofPlain >= FLAT_TO_PLAIN && (name !== 'W5' || plans >= W5_REQUESTS)
  console.log(
    [
      name.padEnd(14),
      `requests ${millions(plans)}`,
      `events ${millions(median(rounds.map(({ events }) => events)))}`,
      `flat ${millions(median(rounds.map(({ flat }) => flat)))}`,
      `plain ${millions(median(rounds.map(({ plain }) => plain)))}`,
      `plans/flat ${ofFlat.toFixed(2)}`,
      `flat/plain ${ofPlain.toFixed(2)}`,
      isMet ? 'ok' : 'MISSED',
    ].join('  '),
  )
  return isMet
}

function reportChain(rounds: readonly ChainRound[]): void {
  const requests = millions(median(rounds.map((round) => round.requests)))
  const events = millions(median(rounds.map((round) => round.events)))
  console.log(`${CHAIN.padEnd(14)}  requests ${requests}  events ${events}`)
}

const words = process.argv.slice(2)
const asked = words.filter((word) => !word.startsWith('--'))
const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name)
const unknown = asked.filter((name) => name !== CHAIN && !WORKLOAD_NAMES.some((known) => known === name))
if (unknown.length > 0) {
  console.error(`There is no case ${unknown.join(', ')}; there are ${[...WORKLOAD_NAMES, CHAIN].join(', ')}.`)
  process.exit(2)
}
let isMet = true
const rounds = await bundle('rounds')
for (const name of WORKLOAD_NAMES.filter(isAsked)) {
  isMet = reportWorkload(name, measure<Round>(rounds, name)) && isMet
}
if (isAsked(CHAIN)) reportChain(measure<ChainRound>(await bundle('chain'), CHAIN))
if (words.includes('--check') && !isMet) process.exitCode = 1
