/** What sets a client's load: arrivals from outside, users who wait for their answers and think, or a recording. */
import { type Distribution, encodeLaw, LAW_WORDS, sample } from '../../engine/distributions.ts'
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import { nextWords, uniform } from '../../engine/random.ts'
import { log } from '../../engine/maths.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import type { CurvePoint, RequestClass, Trace } from '../fields.ts'
import { act, branch } from '../steps.ts'
import { type Replay, replayOf } from './replay.ts'
import { msUntil, profileOf, type Shape } from './shape.ts'
import { drawRequest, peakRatePerSecond } from './traffic.ts'
import { circulate } from './users.ts'

export interface Load {
  readonly load: 'users' | 'rate' | 'closed' | 'trace'
  readonly users: number
  readonly requestsPerUserPerDay: number
  readonly peakFactor: number
  readonly rate: number
  readonly trace: Trace | null
  readonly population: number
  readonly thinkTime: Distribution
  readonly arrivals: 'poisson' | 'constant' | 'batch' | 'varied'
  readonly batchSize: number
  readonly gapCv: number
  readonly shape: Shape
  readonly shapeFactor: number
  readonly shapeStartMs: number
  readonly shapeDurationMs: number
  readonly shapePoints: readonly CurvePoint[]
  readonly classes: readonly RequestClass[]
}

/**
 * The steps of a client: requests that do `visit`, as the load says. The usual load (steady, Poisson or constant) is
 * the engine's own source; any other is a daemon that waits for the next arrival, and emits it.
 */
export function offer(kit: Kit, load: Load, visit: Steps, isConnected: boolean): Steps {
  const perSecond = load.load === 'users' ? peakRatePerSecond(load) : load.rate
  const isPlain =
    (load.load === 'users' || load.load === 'rate') &&
    load.shape === 'steady' &&
    load.arrivals !== 'batch' &&
    load.arrivals !== 'varied'
  const cell = kit.arrivals(isPlain && isConnected ? perSecond / 1_000 : 0)
  const drawn: Steps = [act(drawRequest(load.classes, load.load === 'closed' ? null : load.users)), ...visit]
  const source: Steps = [{ op: 'source', cell, constant: load.arrivals === 'constant', body: drawn }]
  if (isPlain || !isConnected) return source
  if (load.load === 'closed') circulate(kit, load, cell, drawn)
  else if (load.load !== 'trace')
    kit.daemon('arrivals', arriving(kit, load, perSecond, [{ op: 'emit', cell, body: drawn }]))
  else if (load.trace !== null) {
    const replay = replayOf(kit, load, load.trace, cell)
    kit.daemon('replay', replaying(kit, load, replay, { op: 'emit', cell, body: [act(replay.fill), ...visit] }))
  }
  return source
}

/** A round of arrivals by a rate: waits for the next one, and lets it happen. */
function arriving(kit: Kit, load: Load, perSecond: number, emit: Steps): Steps {
  const wait = nextGap(load, perSecond / 1_000, kit.stream('gaps'))
  const isSingle = load.arrivals !== 'batch'
  return [
    // Register B: how many of the batch are still to come.
    branch((machine, frame) => (machine.i32[frame + L.B]! > 0 ? 1 : 0), [act(wait), { op: 'holdX' }], []),
    ...emit,
    ...(isSingle ? [] : [act((machine, frame) => void machine.i32[frame + L.B]!--)]),
  ]
}

/** A round of a replay: waits for the next row and sends it; after the last one nothing comes. */
function replaying(kit: Kit, load: Load, replay: Replay, emit: Steps[number]): Steps {
  const onTime: Steps = [
    act((machine, frame) => {
      const speed = machine.f64[(machine.i32[frame + L.INSTANCE]! >> 1) + L.N_SPEED]!
      machine.f64[(frame >> 1) + L.X] = replay.wait(machine, frame, speed)
    }),
    { op: 'holdX' },
    act(replay.advance),
    emit,
  ]
  const bySelf: Steps = [act(replay.advance), emit]
  const next = replay.isTimed ? onTime : arriving(kit, load, load.rate, bySelf)
  const rest: Steps = [act((machine, frame) => void (machine.f64[(frame >> 1) + L.X] = FOREVER_MS)), { op: 'holdX' }]
  return [branch(replay.isOver, next, rest)]
}

/** Puts the ms to the next arrival into register X, and the size of a batch into B. */
function nextGap(load: Load, perMs: number, cell: number): PlanFunction {
  const profile = profileOf({
    shape: load.shape,
    factor: load.shapeFactor,
    startMs: load.shapeStartMs,
    durationMs: load.shapeDurationMs,
    points: load.shapePoints,
  })
  const law = new Float64Array(LAW_WORDS)
  encodeLaw(law, 0, gapLaw(load))
  const batch = load.arrivals === 'batch' ? load.batchSize : 1
  return (machine, frame) => {
    const { i32, f64 } = machine
    const instance = i32[frame + L.INSTANCE]!
    const stream = i32[instance + L.N_CELLS + cell]!
    if (batch > 1) {
      nextWords(i32, stream)
      i32[frame + L.B] = geometric(uniform(i32), batch)
    } else if (load.arrivals === 'batch') i32[frame + L.B] = 1
    nextWords(i32, stream)
    sample(i32, f64, law, 0)
    // A spike of traffic makes all who come faster.
    const area = (f64[H.SAMPLE]! * batch * f64[(instance >> 1) + L.N_SPEED]!) / perMs
    f64[(frame >> 1) + L.X] = Math.min(msUntil(profile, f64[H.NOW]!, area), FOREVER_MS)
    return 0
  }
}

/** A thousand years: longer than any run. */
const FOREVER_MS = 3.2e13

/** Gaps of mean 1. */
function gapLaw({ arrivals, gapCv }: Load): Distribution {
  if (arrivals === 'constant') return { law: 'constant', mean: 1, cv: 0 }
  if (arrivals !== 'varied') return { law: 'exponential', mean: 1, cv: 1 }
  return { law: gapCv > 1 ? 'hyperexponential' : 'gamma', mean: 1, cv: gapCv }
}

/** A whole number from 1 with that mean, geometric, from a uniform one in (0, 1). */
function geometric(u: number, mean: number): number {
  return 1 + Math.floor(log(1 - u) / log(1 - 1 / mean))
}
