/** A design made ready for a run: seed and times, fields that are set for it, faults that are planned for it. */
import type { Architecture } from '../architecture/architecture.ts'
import { DEFAULT_SETTINGS } from '../architecture/empty.ts'
import { TIME_MAX_MS } from '../architecture/limits.ts'
import { formatMs } from '../base/format.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import { REPLICATIONS } from '../simulation/replications.ts'
import { carryOut, readAssignment } from './assignments.ts'
import type { CommandLine } from './options.ts'
import { plain } from './sentences.ts'
import type { Edit } from './simulate.ts'
import { plan } from './troubles.ts'
import { parseTime } from './values.ts'

/** How long a run lasts when neither the design nor the command line says. */
const DURATION_MS = 60_000

/** A design with everything that the command line changes of it, and what is to be changed during the run. */
export interface Prepared {
  readonly architecture: Architecture
  /** In the order of their times. */
  readonly edits: readonly Edit[]
}

/** Makes a design ready, or says what is wrong with the command line. */
export function prepare(design: Architecture, values: CommandLine['values']): Result<Prepared, string> {
  const { settings } = design
  const seed = values.seed === undefined ? settings.seed : readSeed(values.seed)
  if (seed === undefined) return fail(`--seed ${values.seed}: A whole number from 0 belongs here, such as 7.`)
  // A new design asks for a day, which is for watching; who wants that here can ask for it.
  const usualMs = settings.endMs === DEFAULT_SETTINGS.endMs ? DURATION_MS : settings.endMs
  const endMs = values.duration === undefined ? usualMs : readSpan(values.duration, 1)
  if (endMs === undefined)
    return fail(`--duration ${values.duration}: A time such as 500ms, 60s, 5m or 1h belongs here.`)
  const warmUpMs = values['warm-up'] === undefined ? settings.warmUpMs : readSpan(values['warm-up'], 0)
  if (warmUpMs === undefined) return fail(`--warm-up ${values['warm-up']}: A time such as 10s belongs here, or 0.`)
  if (warmUpMs >= endMs) {
    const times = `the warm-up (${formatMs(warmUpMs)}) would outlast the run (${formatMs(endMs)})`
    return fail(plain(`Nothing would be measured: ${times}. Set --duration and --warm-up so that something is left.`))
  }
  let architecture: Architecture = { ...design, settings: { seed, endMs, warmUpMs } }
  const edits: Edit[] = []
  for (const text of values.set ?? []) {
    const read = readAssignment(architecture, text)
    if (!read.ok) return read
    const { atMs } = read.value
    if (atMs === undefined) architecture = carryOut(architecture, read.value)
    else edits.push({ atMs, change: (during) => carryOut(during, read.value) })
  }
  for (const text of values.fault ?? []) {
    const planned = plan(architecture, text)
    if (!planned.ok) return planned
    architecture = planned.value
  }
  return succeed({ architecture, edits: edits.toSorted((a, b) => a.atMs - b.atMs) })
}

/** How often a design is to be run, or a sentence on what is wrong with that number. */
export function readReplications(text: string): Result<number, string> {
  const { min, max } = REPLICATIONS
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= min && count <= max) return succeed(count)
  return fail(`--replications ${text}: A whole number from ${min} to ${max} belongs here, such as 20.`)
}

function readSeed(text: string): number | undefined {
  const seed = Number(text)
  return /^\d+$/.test(text) && Number.isSafeInteger(seed) ? seed : undefined
}

function readSpan(text: string, minMs: number): number | undefined {
  const ms = parseTime(text)
  return ms === undefined || ms < minMs || ms > TIME_MAX_MS ? undefined : ms
}
