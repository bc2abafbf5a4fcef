/** What the command line says of problems, events and causes: the sentences of the app, in English. */
import type { Architecture } from '../architecture/architecture.ts'
import { formatMs, formatRatio } from '../base/format.ts'
import type { Problem } from '../base/problem.ts'
import { kindOf } from '../catalog/index.ts'
import { problems } from '../i18n/problems.en.ts'
import { en as run } from '../i18n/run.en.ts'
import { fillIn, problemSentence } from '../i18n/sentence.ts'
import { en as story } from '../i18n/story.en.ts'
import type { Cause, RunEvent } from '../simulation/reading.ts'

/** Text for a terminal: spaces that break, and nothing in a name that would steer the terminal. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u00A0\u2028\u2029]+/gu, ' ')
}

/** A problem as one line: where, what was found, what would do. */
export function sayProblem(problem: Problem): string {
  return plain(problemSentence(problem, problems, (kind) => kindOf(kind)?.words.en.title ?? kind))
}

/** How a call or request ended: "timed out". */
export function sayOutcome(outcome: string): string {
  const words: Readonly<Record<string, string>> = run.outcomes
  return words[outcome] ?? outcome
}

/** Where time went at a component of a kind: "waiting for CPU cores". */
export function sayCause(cause: Cause, kind: string | undefined): string {
  if (cause.type !== 'waiting') return run.causes[cause.type]
  return fillIn(run.causes.waitingFor, { station: sayStation(cause.station, kind) })
}

/** What is waited for at a component of a kind: "CPU cores". */
export function sayStation(station: string, kind: string | undefined): string {
  if (station === 'pool') return run.causes.pool
  return kindOf(kind ?? '')?.words.en.stations?.[station] ?? station
}

/** A name on the canvas, or an id where there is none; a connection by its two ends. */
export function nameIn(architecture: Architecture, id: string): string {
  const connection = architecture.connections.find((candidate) => candidate.id === id)
  const nameOf = (component: string) =>
    plain(architecture.components.find((candidate) => candidate.id === component)?.name || component)
  if (connection === undefined || architecture.components.some((component) => component.id === id)) return nameOf(id)
  return `${nameOf(connection.from)} → ${nameOf(connection.to)}`
}

/** Something that happened in a run, as a sentence. */
export function sayEvent(event: RunEvent, architecture: Architecture): string {
  const { ratio, addMs, fault } = event.params
  const nameOf = (id: string | undefined) => (id === undefined ? '' : nameIn(architecture, id))
  const params = {
    ...event.params,
    code: event.code,
    component: nameOf(event.component),
    other: nameOf(event.other),
    target: nameOf(event.connection ?? event.component),
    ...(typeof ratio === 'number' && { ratio: formatRatio(ratio) }),
    ...(typeof addMs === 'number' && { addMs: formatMs(addMs) }),
  }
  return plain(fillIn(templateOf(event.code, String(fault)), params))
}

function templateOf(code: string, fault: string): string {
  const begun: Readonly<Record<string, string>> = story.begun
  const ended: Readonly<Record<string, string>> = story.ended
  const events: Readonly<Record<string, string>> = story.events
  const known = code === 'faultInjected' ? begun[fault] : code === 'faultRepaired' ? ended[fault] : events[code]
  return known ?? story.events.other
}
