/** A measured run: the same design with several seeds, one after the other, in a worker of its own. */
import type { Architecture } from '../architecture/architecture.ts'
import type { Problem } from '../base/problem.ts'
import type { Summary } from '../simulation/reading.ts'
import type { Port } from './run.ts'

/** A worker that can be sent away. */
export interface Hand {
  readonly port: Port
  dismiss(): void
}

export interface Progress {
  /** Runs that are done. */
  readonly done: number
  /** Simulated part of the present one, from 0 to 1. */
  readonly share: number
}

export type Measured =
  | { readonly type: 'done'; readonly summaries: readonly Summary[] }
  | { readonly type: 'refused'; readonly problems: readonly Problem[] }
  | { readonly type: 'crashed'; readonly message: string }

/** Runs with the seed of the design, the next one, and so on; the returned function calls it off. */
export function measure(
  { architecture, replications, hire }: { architecture: Architecture; replications: number; hire: () => Hand },
  tell: { readonly progress: (progress: Progress) => void; readonly end: (measured: Measured) => void },
): () => void {
  const hand = hire()
  const summaries: Summary[] = []
  const { seed, endMs } = architecture.settings
  const end = (measured: Measured) => {
    hand.dismiss()
    tell.end(measured)
  }
  const next = () => {
    const settings = { ...architecture.settings, seed: seed + summaries.length }
    const runId = summaries.length + 1
    hand.port.post({
      type: 'start',
      runId,
      architecture: { ...architecture, settings },
      pace: 'fastest',
      paused: false,
    })
  }
  hand.port.listen((update) => {
    if (update.type === 'refused') end({ type: 'refused', problems: update.problems })
    else if (update.type === 'crashed') end({ type: 'crashed', message: update.message })
    else if (update.type === 'reading') {
      tell.progress({ done: summaries.length, share: Math.min(1, update.reading.atMs / endMs) })
    } else if (update.type === 'finished') {
      summaries.push(update.summary)
      tell.progress({ done: summaries.length, share: 0 })
      if (summaries.length === replications) end({ type: 'done', summaries })
      else next()
    }
  })
  next()
  return () => hand.dismiss()
}
