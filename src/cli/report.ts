/** The result of a run as text: end to end first, then where failures and time come from, then each component. */
import type { Architecture } from '../architecture/architecture.ts'
import { formatCount, formatMs, formatRate, formatRatio, formatUsd } from '../base/format.ts'
import { kindOf } from '../catalog/index.ts'
import type { Gauge } from '../catalog/kind.ts'
import type { ComponentSummary, LatencySummary, Summary } from '../simulation/reading.ts'
import { plain, sayCause, sayEvent, sayOutcome, sayStation } from './sentences.ts'
import type { Wall } from './simulate.ts'
import { type Column, list, table } from './table.ts'

const INDENT = '  '
/** Causes that cost less than this of the time are told together. */
const SHARE_MIN = 0.01
/** Lines of the story that are printed; the rest is in the JSON. */
const STORY_MAX = 40

const FORMATS: Readonly<Record<Gauge['unit'], (value: number) => string>> = {
  ratio: formatRatio,
  perSecond: formatRate,
  ms: formatMs,
  count: formatCount,
}

const right = (head: string): Column => ({ head, align: 'right' })
const left = (head: string): Column => ({ head })

/** The figures of a run, without what depends on the machine it ran on. */
export function reportOf(summary: Summary, architecture: Architecture): string {
  const sections = [
    opening(summary),
    section('End to end', endToEnd(summary)),
    section('Where requests failed', failures(summary)),
    section('Where the time of a request went', time(summary)),
    section('Components', components(summary)),
    section('Lines before stations', stations(summary)),
    section('Figures', figures(summary, architecture)),
    section('Cost', cost(summary)),
    section('What happened', story(summary, architecture)),
  ]
  return plainLines(
    sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  )
}

/** How the run went on this machine, and what tells it from every other run. */
export function closingOf({ events, digest }: Summary, wall: Wall): string {
  const rates = `${formatCount(wall.eventsPerSecond)} events/s, ${formatCount(wall.requestsPerSecond)} requests/s`
  return plain(`${formatCount(events)} events in ${formatMs(wall.ms)} of wall time: ${rates}. Digest ${digest}.`)
}

function opening({ name, seed, warmUpMs, durationMs }: Summary): string[] {
  const times = `${formatMs(durationMs)} measured after ${formatMs(warmUpMs)} of warm-up`
  return [`${plain(name) || 'Untitled design'}: seed ${seed}, ${times}`]
}

/** Nothing when there is nothing to tell. */
function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines]
}

function endToEnd({ endToEnd: all }: Summary): string[] {
  const { offeredPerSecond, throughputPerSecond, goodputPerSecond } = all
  const requests = [
    `${formatRate(offeredPerSecond)} offered`,
    `${formatRate(throughputPerSecond)} ended`,
    `${formatRate(goodputPerSecond)} ok`,
    `${formatCount(all.numberInSystemMean)} in flight on average`,
  ]
  const rows = [
    ['requests', requests.join(', ')],
    ['outcomes', outcomes(all)],
    ['latency', latency(all.latencyMs)],
  ]
  return list(rows, INDENT)
}

function outcomes({ outcomes: counts, ended }: Pick<ComponentSummary, 'outcomes' | 'ended'>): string {
  const ranked = Object.entries(counts).toSorted(([, a], [, b]) => b - a)
  const words = ranked.map(([outcome, count]) => {
    return `${formatRatio(count / ended)} ${sayOutcome(outcome)} (${formatCount(count)})`
  })
  return words.join(', ') || 'none ended'
}

function latency({ mean, p50, p95, p99, p999, max }: LatencySummary): string {
  const parts = { mean, p50, p95, p99, 'p99.9': p999, max }
  return Object.entries(parts)
    .map(([name, ms]) => `${name} ${formatMs(ms)}`)
    .join(', ')
}

function failures({ endToEnd: { causes } }: Summary): string[] {
  const total = causes.reduce((sum, { requests }) => sum + requests, 0)
  const rows = causes.map(({ name, outcome, requests }) => {
    return [name, sayOutcome(outcome), formatCount(requests), formatRatio(requests / total)]
  })
  return rows.length === 0
    ? []
    : table([left('component'), left('outcome'), right('requests'), right('share')], rows, INDENT)
}

function time({ endToEnd: { time: rows }, components: all }: Summary): string[] {
  const total = rows.reduce((sum, { meanMs }) => sum + meanMs, 0)
  const large = rows.filter(({ meanMs }) => meanMs >= SHARE_MIN * total)
  const restMs = rows.slice(large.length).reduce((sum, { meanMs }) => sum + meanMs, 0)
  const told = large.map(({ component, name, cause, meanMs }) => {
    return [name, sayCause(cause, all[component]?.kind), formatMs(meanMs), formatRatio(meanMs / total)]
  })
  const rest = ['all else', '', formatMs(restMs), formatRatio(restMs / total)]
  const lines = restMs > 0 ? [...told, rest] : told
  return lines.length === 0
    ? []
    : table([left('component'), left('spent on'), right('mean'), right('share')], lines, INDENT)
}

function components({ components: all }: Summary): string[] {
  const rows = Object.values(all)
    .filter(({ kind }) => kindOf(kind)?.sort !== 'group')
    .map((component) => {
      const { name, kind, arrivals, throughputPerSecond, latencyMs, numberInSystemMean } = component
      const calls = [formatCount(arrivals), formatRate(throughputPerSecond), formatCount(numberInSystemMean)]
      const times = [latencyMs.mean, latencyMs.p95, latencyMs.p99].map(formatMs)
      return [name, kindOf(kind)?.words.en.title ?? kind, ...calls, ...times, outcomes(component)]
    })
  const numbers = ['arrivals', 'ended', 'inside', 'mean', 'p95', 'p99'].map(right)
  return table([left('component'), left('kind'), ...numbers, left('outcomes')], rows, INDENT)
}

function stations({ components: all }: Summary): string[] {
  const rows = Object.values(all).flatMap(({ name, kind, stations: lines }) =>
    Object.entries(lines).map(([station, { servers, utilization, lineMean, lineMax, waitingMsMean }]) => {
      const counts = [formatCount(servers), formatRatio(utilization), formatCount(seen(lineMean)), formatCount(lineMax)]
      return [name, sayStation(station, kind), ...counts, formatMs(seen(waitingMsMean))]
    }),
  )
  const numbers = ['servers', 'busy', 'line mean', 'line max', 'mean wait'].map(right)
  return rows.length === 0 ? [] : table([left('component'), left('for'), ...numbers], rows, INDENT)
}

/** A line of less than a thousandth, or a wait of less than a microsecond, is none that anybody would see. */
function seen(value: number): number {
  return value < 0.001 ? 0 : value
}

/** Gauges, but for those that the lines tell already, and those that a component set so does not have. */
function figures({ components: all }: Summary, architecture: Architecture): string[] {
  const rows = Object.entries(all).flatMap(([id, { name, kind, gauges, gaugesByCallee = {} }]) => {
    const definition = kindOf(kind)
    const config = architecture.components.find((component) => component.id === id)?.config
    const told = Object.entries(definition?.gauges ?? {}).filter(([, { from, when }]) => {
      const isThere = when === undefined || when.is.includes(String(config?.[when.field]))
      return isThere && from.type !== 'utilization' && from.type !== 'line'
    })
    const words = told.flatMap(([gauge, { unit, each }]) => {
      const label = definition?.words.en.gauges[gauge] ?? gauge
      if (each === undefined) return [`${label} ${FORMATS[unit](gauges[gauge] ?? Number.NaN)}`]
      return Object.entries(gaugesByCallee[gauge] ?? {}).map(
        ([callee, value]) => `${label} ${all[callee]?.name ?? callee} ${FORMATS[unit](value)}`,
      )
    })
    return words.length === 0 ? [] : [[name, words.join(', ')]]
  })
  return list(rows, INDENT)
}

function cost({ cost: { perHourUsd, perMonthUsd, perMillionRequestsUsd, byComponent }, components: all }: Summary) {
  if (perHourUsd === 0) return []
  const total = `${formatUsd(perHourUsd)} an hour, ${formatUsd(perMonthUsd)} a month`
  const rows = Object.entries(byComponent)
    .toSorted(([, a], [, b]) => b.perHourUsd - a.perHourUsd)
    .map(([id, { perHourUsd: whole, hoursUsd, useUsd, transferUsd }]) => [
      all[id]?.name ?? id,
      formatCount(all[id]?.instancesMean ?? Number.NaN),
      ...[whole, hoursUsd, useUsd, transferUsd].map(formatUsd),
    ])
  const numbers = ['instances', 'an hour', 'machines', 'use', 'transfer'].map(right)
  return [
    `${INDENT}${total}, ${formatUsd(perMillionRequestsUsd)} for a million requests`,
    ...table([left('component'), ...numbers], rows, INDENT),
  ]
}

function story({ story: events }: Summary, architecture: Architecture): string[] {
  const rows = events.slice(0, STORY_MAX).map((event) => [formatMs(event.atMs), sayEvent(event, architecture)])
  const lines = list(rows, INDENT)
  const rest = events.length - rows.length
  return rest > 0 ? [...lines, `${INDENT}and ${formatCount(rest)} more, all of them with --json`] : lines
}

/** Spaces that break, line by line. */
function plainLines(text: string): string {
  return text.replaceAll('\u00A0', ' ')
}
