/**
 * How fast the two reference programs are, and how much faster the flat one: `npx tsx bench/reference/speed.ts [W1 …]`.
 * Every workload runs in processes of its own, so that none suffers from what the compiler learned of another; in each,
 * runs of the two programs alternate. Speeds are medians of all runs, in processor time of the simulating thread; the
 * ratio is the median of the ratios of neighboring runs. The exit code is 1 if a ratio is below what is asked.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { cpuMs } from './cpu-clock.ts'
import * as flat from './flat.ts'
import * as plain from './plain.ts'
import { WORKLOAD_NAMES } from './workloads.ts'
import type { Result, WorkloadName } from './workloads.ts'

const RATIO_ASKED = 2.5
const PROCESSES = 3
const WARM_UPS = 2
const ROUNDS = 3
/** Requests of one run: some tenths of a second each. */
const REQUESTS: Record<WorkloadName, number> = { W1: 2_000_000, W2: 600_000, W3: 600_000, W4: 200_000, W5: 300_000 }

interface Round {
  readonly plain: number
  readonly flat: number
}

/** Requests per second of one run. */
function speedOf(
  run: (name: WorkloadName, requests: number, seed: number) => Result,
  name: WorkloadName,
  seed: number,
): number {
  const startMs = cpuMs()
  const { requests } = run(name, REQUESTS[name], seed)
  return (1000 * requests) / (cpuMs() - startMs)
}

function measure(name: WorkloadName): Round[] {
  const rounds: Round[] = []
  for (let seed = 1; seed <= WARM_UPS + ROUNDS; seed++) {
    const round = { plain: speedOf(plain.run, name, seed), flat: speedOf(flat.run, name, seed) }
    if (seed > WARM_UPS) rounds.push(round)
  }
  return rounds
}

function measureApart(name: WorkloadName): Round[] {
  const script = fileURLToPath(import.meta.url)
  const output = execFileSync(process.execPath, [...process.execArgv, script, '--rounds-of', name], {
    encoding: 'utf8',
  })
  return JSON.parse(output) as Round[]
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

function millions(perSecond: number): string {
  return (perSecond / 1e6).toFixed(2).padStart(6)
}

function report(name: WorkloadName): boolean {
  const rounds = Array.from({ length: PROCESSES }, () => measureApart(name)).flat()
  const ratio = median(rounds.map((round) => round.flat / round.plain))
  const [slow, fast] = [median(rounds.map((round) => round.plain)), median(rounds.map((round) => round.flat))]
  const isEnough = ratio >= RATIO_ASKED
  const verdict = isEnough ? '' : `  (asked: ${RATIO_ASKED})`
  console.log(`${name}  plain ${millions(slow)} M/s  flat ${millions(fast)} M/s  ratio ${ratio.toFixed(2)}${verdict}`)
  return isEnough
}

const [option, ...rest] = process.argv.slice(2)
if (option === '--rounds-of') {
  console.log(JSON.stringify(measure(rest[0] as WorkloadName)))
} else {
  const asked = process.argv.slice(2)
  const names = WORKLOAD_NAMES.filter((name) => asked.length === 0 || asked.includes(name))
  if (names.map(report).includes(false)) process.exitCode = 1
}
