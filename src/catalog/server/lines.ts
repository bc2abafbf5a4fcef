/** The lines of a server: for a place to be worked on, and for its cores. */
import type { Distribution } from '../../engine/distributions.ts'
import { expel } from '../../engine/discipline.ts'
import * as L from '../../engine/layout.ts'
import { leaveLine } from '../../engine/station.ts'
import { SHED } from '../../engine/outcome.ts'
import type { Kit, LineOrder, StationHandle, Steps } from '../kit.ts'
import { act, answer, branch } from '../steps.ts'

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
  const patience = (station: StationHandle): Steps => (config.waitLimit ? waitAtMost(station, config.maxWait) : [])
  return {
    enter: [...patience(threads), threads.acquire([answer('turnedAway')], GONE)],
    work: (time, purpose) => [...(isShared ? [] : patience(cores)), ...cores.serve(time, purpose, GONE)],
    check: isShared ? [answer('ok')] : [cores.acquire([answer('turnedAway')], GONE), answer('ok')],
  }
}

/**
 * Before a line is joined: somebody watches the time, and puts the request out of the line when it still stands there.
 * Register C tells the watcher whom it watches.
 */
function waitAtMost(station: StationHandle, time: Distribution): Steps {
  const watch: Steps = [
    { op: 'hold', time, purpose: `patience at ${station.slot}`, cause: 'backoff' },
    act((machine, frame) => {
      const { i32, f64 } = machine
      const watched = i32[frame + L.C]!
      const line = i32[i32[frame + L.INSTANCE]! + L.N_RESOURCES + station.slot]!
      // It may long be gone, and its place in memory be somebody else's.
      const isSame =
        i32[watched + L.REQUEST] === i32[frame + L.REQUEST] &&
        f64[(watched >> 1) + L.ARRIVED] === f64[(frame >> 1) + L.ARRIVED]
      if (!isSame || i32[watched + L.STATE] !== L.WAITING || i32[watched + L.AT] !== line) return
      leaveLine(i32, f64, watched)
      expel(i32, f64, watched, line, SHED)
    }),
    { op: 'end' },
  ]
  const isFull = branch(
    ({ i32 }, frame) => {
      const line = i32[i32[frame + L.INSTANCE]! + L.N_RESOURCES + station.slot]!
      return i32[line + L.T_BUSY]! >= i32[line + L.T_SERVERS]! ? 1 : 0
    },
    [],
    [
      act(({ i32 }, frame) => {
        i32[frame + L.C] = frame
      }),
      { op: 'spawn', body: watch },
    ],
  )
  return [isFull]
}
