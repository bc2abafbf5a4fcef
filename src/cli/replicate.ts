/** `run --replications`: the same design with several seeds, and figures with their intervals. */
import type { Architecture } from '../architecture/architecture.ts'
import { formatCount, formatMs, formatRate, formatRatio } from '../base/format.ts'
import type { Problem } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import { kindOf } from '../catalog/index.ts'
import type { Gauge } from '../catalog/kind.ts'
import type { Summary } from '../simulation/reading.ts'
import { intervalOf, overRuns } from '../simulation/replications.ts'
import { plain } from './sentences.ts'
import { type Outcome, simulate, type Surroundings } from './simulate.ts'
import { summaryObject } from './summary-json.ts'
import { table } from './table.ts'

const REPLICATIONS_MAX = 1_000

/** The number of runs that was asked for, or a sentence on what is wrong with it. */
export function readReplications(text: string): Result<number, string> {
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= 2 && count <= REPLICATIONS_MAX) return succeed(count)
  return fail(`--replications ${text}: A whole number from 2 to 1,000 belongs here, such as 20.`)
}

/** Runs with the seed of the design, the next one, and so on. */
export function replicate(
  architecture: Architecture,
  count: number,
  surroundings: Surroundings,
): Result<readonly Outcome[], readonly Problem[]> {
  const outcomes: Outcome[] = []
  for (let n = 0; n < count; n++) {
    const settings = { ...architecture.settings, seed: architecture.settings.seed + n }
    const ran = simulate({ ...architecture, settings }, surroundings)
    if (!ran.ok) return ran
    outcomes.push(ran.value)
  }
  return succeed(outcomes)
}

/** All numbers of the object that a single run prints, as means with their intervals: see `docs/summary.md`. */
export function replicationsObject(outcomes: readonly Outcome[]) {
  const runs = outcomes.map(({ summary, wall }) => numbersOf(summaryObject(summary, wall)))
  const figures = [...(runs[0]?.keys() ?? [])].flatMap((path) => {
    const values = runs.flatMap((numbers) => numbers.get(path) ?? [])
    if (values.length < runs.length) return []
    const { mean, halfWidth, standardDeviation } = intervalOf(values)
    return [[path, { mean, halfWidth, standardDeviation }] as const]
  })
  const [first] = outcomes
  return {
    name: first?.summary.name,
    replications: outcomes.length,
    seeds: outcomes.map(({ summary }) => summary.seed),
    warmUpMs: first?.summary.warmUpMs,
    durationMs: first?.summary.durationMs,
    figures: Object.fromEntries(figures),
    digests: outcomes.map(({ summary }) => summary.digest),
  }
}

/** Parts of a summary that are no figures. */
const NO_FIGURES = new Set(['seed', 'warmUpMs', 'durationMs', 'story', 'wall', 'causes', 'time'])

function numbersOf(part: object, prefix = ''): Map<string, number> {
  const found = new Map<string, number>()
  for (const [key, value] of Object.entries(part) as [string, unknown][]) {
    if (NO_FIGURES.has(key)) continue
    if (typeof value === 'number') found.set(prefix + key, value)
    else if (typeof value === 'object' && value !== null) {
      for (const [path, number] of numbersOf(value, `${prefix}${key}.`)) found.set(path, number)
    }
  }
  return found
}

const FORMATS: Readonly<Record<Gauge['unit'], (value: number) => string>> = {
  ratio: formatRatio,
  perSecond: formatRate,
  ms: formatMs,
  count: formatCount,
}

/** What the figures of all requests are called. */
const NAMES: Readonly<Record<string, string>> = {
  offeredPerSecond: 'offered',
  throughputPerSecond: 'ended',
  goodputPerSecond: 'ok',
  failedShare: 'failed',
  'latency.mean': 'latency, mean',
  'latency.p50': 'latency, p50',
  'latency.p95': 'latency, p95',
  'latency.p99': 'latency, p99',
}

/** The main figures as text. */
export function replicationsReport(outcomes: readonly Outcome[]): string {
  const summaries = outcomes.map(({ summary }) => summary)
  const [first] = summaries
  if (first === undefined) return ''
  const rows = overRuns(summaries).map(({ component, name, unit, interval }) => {
    const format = FORMATS[unit]
    const spread = interval.halfWidth === null ? '–' : `± ${format(interval.halfWidth)}`
    const whose = component === undefined ? 'all requests' : (first.components[component]?.name ?? component)
    return [plain(whose), nameOf(first, component, name), plain(format(interval.mean)), plain(spread)]
  })
  const last = first.seed + summaries.length - 1
  const times = `${formatMs(first.durationMs)} measured after ${formatMs(first.warmUpMs)} of warm-up`
  const columns = [{ head: 'of' }, { head: 'figure' }, { head: 'mean', align: 'right' as const }, { head: '95 %' }]
  return [
    plain(
      `${first.name || 'Untitled design'}: ${summaries.length} runs, seeds ${first.seed} to ${last}, ${times} each`,
    ),
    '',
    ...table(columns, rows),
    '',
    'The interval holds the true mean of such runs in 19 of 20 cases.',
  ].join('\n')
}

function nameOf(summary: Summary, component: string | undefined, name: string): string {
  if (component === undefined) return NAMES[name] ?? name
  const kind = kindOf(summary.components[component]?.kind ?? '')
  return kind?.words.en.gauges[name] ?? name
}
