/** Edits of the planned faults. */
import { assert } from '../base/assert.ts'
import type { Architecture, TimelineEntry } from './architecture.ts'
import type { Added } from './edits.ts'
import type { Intake } from './intake.ts'
import { readTimeline } from './read-timeline.ts'

/** Plans a fault; it has to be one that its target can suffer. */
export function addTimelineEntry(architecture: Architecture, entry: Omit<TimelineEntry, 'id'>): Added {
  const taken = new Set(architecture.timeline.map(({ id }) => id))
  let number = 1
  while (taken.has(`${entry.fault.type}-${number}`)) number++
  const id = `${entry.fault.type}-${number}`
  return { architecture: withTimeline(architecture, [...architecture.timeline, { id, ...entry }]), id }
}

/** Plans a fault anew: another time, duration, target or parameter. */
export function changeTimelineEntry(architecture: Architecture, entry: TimelineEntry): Architecture {
  const timeline = architecture.timeline.map((old) => (old.id === entry.id ? entry : old))
  return withTimeline(architecture, timeline)
}

/** Takes planned faults off the timeline. */
export function removeTimelineEntries(architecture: Architecture, ids: readonly string[]): Architecture {
  const timeline = architecture.timeline.filter(({ id }) => !ids.includes(id))
  return timeline.length === architecture.timeline.length ? architecture : { ...architecture, timeline }
}

function withTimeline(architecture: Architecture, timeline: readonly TimelineEntry[]): Architecture {
  const intake: Intake = { problems: [], context: {} }
  readTimeline(intake, { where: 'timeline', value: timeline }, architecture)
  assert(intake.problems.length === 0, `the timeline holds: ${JSON.stringify(intake.problems[0])}`)
  return { ...architecture, timeline }
}
