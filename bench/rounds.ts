/**
 * Measures one workload in a process of its own, so that none suffers from what the compiler learned of another: the
 * three programs take turns, and every round tells their speeds. `bench.ts` bundles this file and runs it.
 */
import { cpuMs } from './reference/cpu-clock.ts'
import * as flat from './reference/flat.ts'
import * as plain from './reference/plain.ts'
import type { Result, WorkloadName } from './reference/workloads.ts'
import * as plans from './plans.ts'

/** Speeds of one round in requests per second of processor time, and the events of the plans' machine. */
export interface Round {
  readonly plain: number
  readonly flat: number
  readonly plans: number
  readonly events: number
}

const WARM_UPS = 2
const ROUNDS = 5
/** Requests of one run: some tenths of a second each. */
const REQUESTS: Record<WorkloadName, number> = { W1: 2_000_000, W2: 600_000, W3: 500_000, W4: 200_000, W5: 300_000 }

interface Speed {
  readonly requests: number
  readonly events: number
}

type Program = (name: WorkloadName, requests: number, seed: number) => Result

function speedOf(run: Program, name: WorkloadName, seed: number): Speed {
  const startMs = cpuMs()
  const { requests, events } = run(name, REQUESTS[name], seed)
  const seconds = (cpuMs() - startMs) / 1000
  return { requests: requests / seconds, events: events / seconds }
}

const name = process.argv[2] as WorkloadName
const rounds: Round[] = []
for (let seed = 1; seed <= WARM_UPS + ROUNDS; seed++) {
  const own = speedOf(plans.run, name, seed)
  const round: Round = {
    flat: speedOf(flat.run, name, seed).requests,
    plain: speedOf(plain.run, name, seed).requests,
    plans: own.requests,
    events: own.events,
  }
  if (seed > WARM_UPS) rounds.push(round)
}
console.log(JSON.stringify(rounds))
