/** Measures a whole document through the catalog's kinds, with everything on: `bench.ts` bundles this and runs it. */
import * as H from '../src/engine/header.ts'
import { exampleOf } from '../src/examples/examples.ts'
import { Run } from '../src/simulation/run.ts'
import { cpuMs } from './reference/cpu-clock.ts'

/** Speeds of one round, per second of processor time. */
export interface ChainRound {
  readonly requests: number
  readonly events: number
}

const WARM_UPS = 1
const ROUNDS = 5
/** Simulated ms of a round: some hundred thousand requests. */
const ROUND_MS = 200_000
const BATCH_EVENTS = 4_096

const example = exampleOf(process.argv[2] ?? '')
if (example === undefined) throw new Error(`there is no example ${process.argv[2]}`)
const rounds: ChainRound[] = []
for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
  const seeded = { ...example.architecture, settings: { ...example.architecture.settings, seed: round + 1 } }
  const made = Run.create(seeded)
  if (!made.ok) throw new Error(`${example.slug} does not run`)
  const run = made.value
  const startMs = cpuMs()
  while (!run.advance(ROUND_MS, BATCH_EVENTS));
  const seconds = (cpuMs() - startMs) / 1_000
  const requests = run.machine.f64[H.COUNTED]! / seconds
  if (round >= WARM_UPS) rounds.push({ requests, events: run.machine.events / seconds })
}
console.log(JSON.stringify(rounds))
