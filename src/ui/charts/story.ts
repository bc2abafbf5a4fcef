/** Events of a run as sentences of a story. */
import { formatMs, formatRatio } from '../../base/format.ts'
import type { FaultType } from '../../catalog/kind.ts'
import type { RunEvent } from '../../simulation/reading.ts'
import type { EditStep } from '../../state/document.ts'
import type { StoryEntry } from '../../state/run-facts.ts'
import type { Names } from '../live/names.ts'
import type { Speech } from '../live/speech.ts'

/** What an event is about, to filter by. */
export type Topic = 'faults' | 'health' | 'edits' | 'other'

export const TOPICS: readonly Topic[] = ['faults', 'health', 'edits', 'other']

const TOPIC_OF_CODE: Readonly<Record<string, Topic>> = {
  faultInjected: 'faults',
  faultRepaired: 'faults',
  targetDown: 'health',
  targetEjected: 'health',
  keysMoved: 'edits',
  targetUp: 'health',
  promoted: 'health',
  edited: 'edits',
}

export function topicOf(event: RunEvent): Topic {
  return TOPIC_OF_CODE[event.code] ?? 'other'
}

function isFault(text: unknown, words: Readonly<Record<FaultType, string>>): text is FaultType {
  return typeof text === 'string' && Object.hasOwn(words, text)
}

/** Parameters as words, with the names of what the event is about. */
function paramsOf(event: RunEvent, names: Names): Record<string, string | number> {
  const params: Record<string, string | number> = { ...event.params, code: event.code }
  const named = (id: string, number: unknown) =>
    typeof number === 'number' ? names.instance(id, number) : names.component(id)
  // Of two components the number is about the one that something happened to.
  const { component, other } = event
  const { instance } = event.params
  if (component !== undefined) params['component'] = named(component, other === undefined ? instance : undefined)
  if (other !== undefined) params['other'] = named(other, instance)
  if (event.connection !== undefined) params['connection'] = names.connection(event.connection)
  const { ratio, addMs, downMs } = event.params
  if (typeof ratio === 'number') params['ratio'] = formatRatio(ratio)
  if (typeof addMs === 'number') params['addMs'] = formatMs(addMs)
  if (typeof downMs === 'number') params['downMs'] = formatMs(downMs)
  params['target'] = params['connection'] ?? params['component'] ?? ''
  return params
}

/** Edits that follow each other closer than this, ms, are one drag or one thought. */
const SAME_EDIT_MS = 2_000

/** The story with edits that follow each other told as one, at the time of the last. */
export function foldEdits(story: readonly StoryEntry[]): readonly StoryEntry[] {
  const folded: StoryEntry[] = []
  for (const entry of story) {
    const last = folded.at(-1)
    const isMore =
      last?.event.code === 'edited' &&
      entry.event.code === 'edited' &&
      entry.event.atMs - last.event.atMs < SAME_EDIT_MS
    if (!isMore) {
      folded.push(entry)
      continue
    }
    const count = Number(last.event.params['count'] ?? 1) + 1
    const { step, ...told } = entry
    // Of several different edits only the number is told.
    const same = step !== undefined && isSame(step, last.step) ? { step } : {}
    folded[folded.length - 1] = { ...told, ...same, event: { ...entry.event, params: { count } } }
  }
  return folded
}

function isSame(a: EditStep, b: EditStep | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What happened, in a sentence; `what` says what an edit was. */
export function sentenceOf(event: RunEvent, { story, say }: Speech, names: Names, what?: string): string {
  const params = paramsOf(event, names)
  const { fault } = event.params
  if (event.code === 'faultInjected' && isFault(fault, story.begun)) return say(story.begun[fault], params)
  if (event.code === 'faultRepaired' && isFault(fault, story.ended)) return say(story.ended[fault], params)
  if (event.code === 'edited') {
    const edited = say(event.params['count'] === undefined ? story.events.edited : story.events.editedOften, params)
    return what === undefined ? edited : `${edited}: ${what}`
  }
  const known: Readonly<Record<string, string>> = story.events
  return say(known[event.code] ?? story.events.other, { component: '', ...params })
}
