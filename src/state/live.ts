/**
 * The newest reading of a run, kept outside any view state: ten to thirty come in a second, and most of what they say
 * is looked at less often. Whoever shows it asks to be called at a pace of its own, in a frame of its own.
 */
import type { ComponentId, ConnectionId } from '../architecture/architecture.ts'
import type { Health, Layout, MeasureId, Reading, Trace } from '../simulation/reading.ts'
import { createFrames } from './frames.ts'
import type { RequestFrame } from './frames.ts'

export interface Live {
  /** The newest reading that fits the present layout, or null before the first. */
  latest(): Reading | null
  layout(): Layout | null
  /** Simulated time of the newest thing heard, ms. */
  atMs(): number
  /** NaN when the measure is unknown or nothing was measured. */
  value(measure: MeasureId): number
  health(component: ComponentId): Health | null
  /** Requests a second over a connection; NaN when it is unknown. */
  rate(connection: ConnectionId): number
  /** Calls `show` about every `everyMs`, in a frame of its own, and only when something new has come. */
  every(everyMs: number, show: () => void): () => void
  /** Views of the canvas: all of them are told in one frame, five times a second. */
  subscribe(this: void, listener: () => void): () => void
  /** Sampled requests as they come; they are not kept. */
  onTraces(listener: (traces: readonly Trace[]) => void): () => void
}

/** What the run store tells the live readings. */
export interface LiveFeed {
  setLayout(layout: Layout): void
  publish(reading: Reading): void
  setTime(atMs: number): void
  sampled(traces: readonly Trace[]): void
  clear(): void
}

/** What the numbers in a reading's `health` mean: the list of `simulation/`, of which only types are known here. */
export const HEALTHS: readonly Health[] = ['healthy', 'slow', 'failing', 'down', 'recovering']

const CANVAS_EVERY_MS = 200

function positions(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, index) => [id, index]))
}

/** Where each measure, component and connection stands in the arrays of a reading. */
function createIndex(layout: Layout | null) {
  return {
    measures: positions(layout?.measures ?? []),
    components: positions(layout?.components ?? []),
    connections: positions(layout?.connections ?? []),
  }
}

/** One subscription at the source for any number of listeners, for as long as there are any. */
function createShared(subscribe: (tell: () => void) => () => void): (listener: () => void) => () => void {
  const listeners = createListeners<[]>()
  let stop: (() => void) | null = null
  return (listener) => {
    stop ??= subscribe(() => listeners.tell())
    const leave = listeners.add(listener)
    return () => {
      leave()
      if (listeners.size() > 0) return
      stop?.()
      stop = null
    }
  }
}

/** A set of listeners that may leave while they are being told. */
function createListeners<T extends readonly unknown[]>() {
  const listeners = new Set<(...args: T) => void>()
  return {
    size: () => listeners.size,
    add(listener: (...args: T) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell(...args: T): void {
      for (const listener of listeners) listener(...args)
    },
  }
}

export function createLive(requestFrame: RequestFrame): { live: Live; feed: LiveFeed } {
  const frames = createFrames(requestFrame)
  const tracing = createListeners<[readonly Trace[]]>()
  let layout: Layout | null = null
  let next = createIndex(null)
  // A reading is read by its own layout: after an edit the last one still stands until the first of the new layout.
  let index = next
  let reading: Reading | null = null
  let atMs = 0
  let version = 0

  function every(everyMs: number, show: () => void): () => void {
    let shown = -1
    return frames.every(everyMs, () => {
      if (shown === version) return false
      shown = version
      show()
      return true
    })
  }

  const live: Live = {
    latest: () => reading,
    layout: () => layout,
    atMs: () => atMs,
    value: (measure) => reading?.values[index.measures.get(measure) ?? -1] ?? Number.NaN,
    health: (component) => HEALTHS[reading?.health[index.components.get(component) ?? -1] ?? -1] ?? null,
    rate: (connection) => reading?.connectionRates[index.connections.get(connection) ?? -1] ?? Number.NaN,
    every,
    subscribe: createShared((tell) => every(CANVAS_EVERY_MS, tell)),
    onTraces: (listener) => tracing.add(listener),
  }

  const feed: LiveFeed = {
    setLayout(changed) {
      layout = changed
      next = createIndex(changed)
      version++
    },
    publish(newest) {
      if (newest.layout !== layout?.layout) return
      reading = newest
      index = next
      atMs = Math.max(atMs, newest.atMs)
      version++
    },
    setTime(nowMs) {
      atMs = nowMs
      version++
    },
    sampled: (traces) => tracing.tell(traces),
    clear() {
      layout = null
      next = createIndex(null)
      index = next
      reading = null
      atMs = 0
      version++
    },
  }
  return { live, feed }
}
