/**
 * Spreads the work of showing a run over animation frames: at most one due job does its work in a frame, the longest
 * overdue first, so that no frame has to draw everything.
 */

/** Asks for a callback at the next frame with the present wall time, ms; a browser's `requestAnimationFrame`. */
export type RequestFrame = (callback: (nowMs: number) => void) => void

export interface Frames {
  /**
   * Runs `job` about every `everyMs` of wall time until the returned function is called. A job says whether it had
   * anything to do; one that had not stays due and leaves the frame to the next.
   */
  every(everyMs: number, job: () => boolean): () => void
}

interface Entry {
  readonly everyMs: number
  readonly job: () => boolean
  dueMs: number
}

export function createFrames(requestFrame: RequestFrame): Frames {
  const entries = new Set<Entry>()
  let asked = false

  function frame(nowMs: number): void {
    asked = false
    const due = [...entries].filter((entry) => entry.dueMs <= nowMs).toSorted((a, b) => a.dueMs - b.dueMs)
    for (const entry of due) {
      if (!entries.has(entry) || !entry.job()) continue
      entry.dueMs = nowMs + entry.everyMs
      break
    }
    ask()
  }

  function ask(): void {
    if (asked || entries.size === 0) return
    asked = true
    requestFrame(frame)
  }

  return {
    every(everyMs, job) {
      const entry: Entry = { everyMs, job, dueMs: 0 }
      entries.add(entry)
      ask()
      return () => entries.delete(entry)
    },
  }
}
