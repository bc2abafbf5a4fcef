/** What became of single requests of a design: for cases that are told request by request. */
import type { Architecture } from '../architecture/architecture.ts'
import { Journal, spentMs } from '../engine/journal.ts'
import { CAUSE_SERVICE, CAUSE_WAITING, CAUSES } from '../engine/layout.ts'
import { Run } from '../simulation/run.ts'

/** A request that ended; times in units of the case, from the beginning of the run. */
export interface Traced {
  /** Index of its client among the components, and its number within that client, from 0. */
  readonly client: number
  readonly number: number
  readonly outcome: string
  readonly came: number
  readonly ended: number
  readonly waited: number
  readonly served: number
}

/** Events between two looks at the clock. */
const SLICE = 4_096

/** Runs a design to its end, and tells of every request that ended, in the order of the ends. */
export function traced(architecture: Architecture, unitMs: number): readonly Traced[] {
  const made = Run.create(architecture)
  if (!made.ok) throw new Error(`this design cannot run: ${JSON.stringify(made.error)}`)
  const journal = new Journal()
  made.value.machine.recorder = journal
  while (!made.value.advance(architecture.settings.endMs, SLICE));
  return journal.requests.map((request) => ({
    client: request.client,
    number: request.number,
    outcome: request.outcome,
    came: request.startedMs / unitMs,
    ended: (request.startedMs + request.latencyMs) / unitMs,
    waited: waitedMs(request) / unitMs,
    served: spentMs(request, { cause: CAUSE_SERVICE }) / unitMs,
  }))
}

function waitedMs({ spent }: Parameters<typeof spentMs>[0]): number {
  return spent.filter(({ cause }) => cause >= CAUSE_WAITING && cause < CAUSES).reduce((sum, { ms }) => sum + ms, 0)
}

/** A list as keys `name.0`, `name.1`, … */
export function listed(name: string, values: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(values.map((value, n) => [`${name}.${n}`, value] as const))
}
