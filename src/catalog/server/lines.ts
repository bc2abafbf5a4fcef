/** The lines of a server: for a place to be worked on, and for its cores. */
import type { Distribution } from '../../engine/distributions.ts'
import type { Kit, LineOrder, Steps } from '../kit.ts'
import { answer } from '../steps.ts'

export interface Lines {
  readonly mode: 'threads' | 'eventLoop'
  readonly threads: number
  readonly inHand: number
  readonly backlog: number
  readonly cores: number
  readonly discipline: 'fifo' | 'lifo' | 'priority' | 'codel'
  readonly codelTargetMs: number
  readonly codelIntervalMs: number
  readonly waitLimit: boolean
  readonly maxWait: Distribution
  readonly cpuSharing: 'queue' | 'share'
}

/** What a plan does with the lines. */
export interface LineSteps {
  /** Waits for a thread (or, in an event loop, for a place) and keeps it. */
  readonly enter: Steps
  /** Waits for a core and works so long. */
  work(time: Distribution, purpose: string): Steps
  /** A health check: a core has to be free soon. */
  readonly check: Steps
}

const GONE: Steps = [answer('asCalled')]

export function linesOf(kit: Kit, config: Lines): LineSteps {
  const order: LineOrder =
    config.discipline === 'codel'
      ? { discipline: 'codel', targetMs: config.codelTargetMs, intervalMs: config.codelIntervalMs }
      : { discipline: config.discipline }
  const places = config.mode === 'threads' ? config.threads : config.inHand
  const threads = kit.station('threads', { servers: places, room: config.backlog, order })
  const isShared = config.cpuSharing === 'share'
  const cores = kit.station('cores', { servers: config.cores, order: isShared ? { discipline: 'shared' } : order })
  const patience = config.waitLimit ? config.maxWait : undefined
  return {
    enter: [threads.acquire([answer('turnedAway')], GONE, patience)],
    work: (time, purpose) => cores.serve(time, purpose, GONE, patience),
    check: isShared ? [answer('ok')] : [cores.acquire([answer('turnedAway')], GONE), answer('ok')],
  }
}
