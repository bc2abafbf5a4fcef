/** A design run with one seed after the other, and what that tells about each figure: as text, and for programs. */
import type { Architecture } from '../architecture/architecture.ts'
import type { Estimate } from '../base/estimate.ts'
import { formatCount, formatMs } from '../base/format.ts'
import { formatEstimate } from '../base/format-estimate.ts'
import type { Problem } from '../base/problem.ts'
import { type Result, succeed } from '../base/result.ts'
import { kindOf } from '../catalog/index.ts'
import type { Summary } from '../simulation/reading.ts'
import { type FigureName, type MainFigure, mainFigures, Replications, seedsFrom } from '../simulation/replications.ts'
import { plain } from './sentences.ts'
import { simulate, type Surroundings } from './simulate.ts'
import { list } from './table.ts'

interface Outcome {
  /** Of the first run: what is the same in all of them. */
  readonly first: Summary
  readonly seeds: readonly number[]
  readonly digests: readonly string[]
  readonly estimates: ReadonlyMap<string, Estimate>
  readonly wallMs: number
}

/** Runs a design so many times, or says what keeps it from running. */
export function replicate(
  architecture: Architecture,
  count: number,
  { onProgress, ...surroundings }: Surroundings = {},
): Result<Outcome, readonly Problem[]> {
  const seeds = seedsFrom(architecture.settings.seed, count)
  const replications = new Replications()
  const digests: string[] = []
  let first: Summary | undefined
  let wallMs = 0
  for (const [index, seed] of seeds.entries()) {
    const tell = onProgress && ((atMs: number) => onProgress(atMs, { number: index + 1, of: count }))
    const settings = { ...architecture.settings, seed }
    const ran = simulate({ ...architecture, settings }, { ...surroundings, ...(tell && { onProgress: tell }) })
    if (!ran.ok) return ran
    const { summary, wall } = ran.value
    replications.add(summary)
    digests.push(summary.digest)
    wallMs += wall.ms
    first ??= summary
  }
  return succeed({ first: first!, seeds, digests, estimates: replications.estimates(), wallMs })
}

/** What `run --replications N --json` prints; `docs/summary.md` describes it. */
export function replicationsObject({ first, seeds, digests, estimates, wallMs }: Outcome) {
  const { name, warmUpMs, durationMs } = first
  return {
    name,
    replications: seeds.length,
    seeds,
    warmUpMs,
    durationMs,
    figures: Object.fromEntries(estimates),
    digests,
    wall: { ms: wallMs },
  }
}

const WORDS: Readonly<Record<FigureName, string>> = {
  offered: 'offered',
  throughput: 'ended',
  goodput: 'ok',
  failedShare: 'failed',
  latencyMean: 'mean latency',
  latencyP50: 'p50 latency',
  latencyP95: 'p95 latency',
  latencyP99: 'p99 latency',
  utilization: 'busy',
}

const INDENT = '  '

/** The main figures, each with its interval. */
export function replicationsReport(outcome: Outcome): string {
  const { first, seeds, wallMs } = outcome
  const { name, warmUpMs, durationMs, components } = first
  const times = `${formatMs(durationMs)} measured after ${formatMs(warmUpMs)} of warm-up each`
  const range = `seeds ${seeds[0]} to ${seeds.at(-1)}`
  const opening = [
    `${name || 'Untitled design'}: ${formatCount(seeds.length)} runs, ${range}, ${times}`,
    'Means over the runs ± half of the 95 % confidence interval (Student’s t), right in 19 of 20 cases',
  ]
  const figures = mainFigures(first, outcome.estimates)
  const owners = [...new Set(figures.map(({ component }) => component))]
  const sections = owners.map((owner) => {
    const title = owner === undefined ? 'End to end' : (components[owner]?.name ?? owner)
    const own = figures.filter(({ component }) => component === owner)
    return [plain(title), ...rows(own, outcome)]
  })
  const closing = `${formatMs(wallMs)} of wall time. With --json: all figures, and the digest of every run.`
  const blocks = [opening.map(plain), ...sections, [plain(closing)]]
  return blocks.map((lines) => lines.join('\n')).join('\n\n')
}

/** Numbers below each other. */
function rows(figures: readonly MainFigure[], { first }: Outcome): string[] {
  const cells = figures.map(({ component, name, unit, estimate }) => {
    const kind = kindOf(component === undefined ? '' : (first.components[component]?.kind ?? ''))
    const word = typeof name === 'string' ? WORDS[name] : (kind?.words.en.gauges[name.gauge] ?? name.gauge)
    return [word, formatEstimate(estimate, unit)]
  })
  return list(cells, INDENT)
}
