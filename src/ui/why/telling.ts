/** The answer to *why* in sentences. */
import { formatMs, formatRatio } from '../../base/format.ts'
import type { Cause, WhyReport, WhyRow } from '../../simulation/reading.ts'
import type { Names } from '../live/names.ts'
import type { Speech } from '../live/speech.ts'
import { formatClock } from '../transport/clock.ts'

/** What is waited for at a component, in the words of its kind. */
function stationName(cause: Extract<Cause, { type: 'waiting' }>, component: string, speech: Speech, names: Names) {
  if (cause.station === 'pool') return speech.words.causes.pool
  return speech.kind(names.kind(component) ?? '').stations?.[cause.station] ?? cause.station
}

/** A cause as a label: "waiting for threads". */
export function causeLabel(cause: Cause, component: string, speech: Speech, names: Names): string {
  const { causes } = speech.words
  if (cause.type !== 'waiting') return causes[cause.type]
  return speech.say(causes.waitingFor, { station: stationName(cause, component, speech, names) })
}

/** Why requests failed, as a clause: "web 2 was down and refused them". */
function reasonFor(row: WhyRow, speech: Speech, names: Names): string {
  return speech.say(speech.words.reasons[row.outcome ?? 'error'], { component: names.component(row.component) })
}

/** Where slow requests lost their time, as a clause: "waiting for threads at web 1". */
function spentOn(row: WhyRow, speech: Speech, names: Names): string {
  const cause = row.cause ?? { type: 'service' }
  const component = names.component(row.component)
  const station = cause.type === 'waiting' ? stationName(cause, row.component, speech, names) : ''
  return speech.say(speech.words.spent[cause.type], { component, station })
}

function failureSentence(report: WhyReport, speech: Speech, names: Names): string {
  const { words, say } = speech
  const [first] = report.failures
  const params = { ...timesOf(report), share: formatRatio(report.failed / report.ended) }
  if (first === undefined) return say(words.headline.failedSome, params)
  return say(words.headline.failed, {
    ...params,
    part: formatRatio(first.share),
    reason: reasonFor(first, speech, names),
  })
}

/** What was slow, as a sentence of its own or after one about failures. */
function slownessSentence(report: WhyReport, speech: Speech, names: Names): string {
  const { words, say } = speech
  const [first] = report.slowness
  const isSecond = report.failed > 0
  const share = formatRatio(report.slow / report.ended)
  const params = { ...timesOf(report), share, limit: formatMs(report.slowerThanMs) }
  if (first === undefined) return say(isSecond ? words.headline.alsoSlowSome : words.headline.slowSome, params)
  return say(isSecond ? words.headline.alsoSlow : words.headline.slow, {
    ...params,
    part: formatRatio(first.share),
    spent: spentOn(first, speech, names),
  })
}

function timesOf({ fromMs, toMs }: WhyReport) {
  return { from: formatClock(fromMs), to: formatClock(toMs) }
}

/** What the interval was like, in one or two sentences. */
export function headlineOf(report: WhyReport, speech: Speech, names: Names): readonly string[] {
  const { words, say } = speech
  if (report.ended === 0) return [say(words.why.nothing, timesOf(report))]
  const sentences: string[] = []
  if (report.failed > 0) sentences.push(failureSentence(report, speech, names))
  if (report.slow > 0) sentences.push(slownessSentence(report, speech, names))
  if (sentences.length > 0) return sentences
  const params = { ...timesOf(report), limit: formatMs(report.slowerThanMs), ended: wholeNumber(report.ended) }
  return [say(words.why.well, params), words.why.wellTry]
}

function wholeNumber(count: number): string {
  return count.toLocaleString('en-US')
}
