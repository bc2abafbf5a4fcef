/** Random plans for the swarm test: nested steps of every sort, so made that no ring of frames waits for itself. */
import type { Distribution } from './distributions.ts'
import * as L from './layout.ts'
import type { Outcome } from './outcome.ts'
import type { PlanFunction, Step, Steps } from './plan.ts'
import { nextWord, seedStream, uniformOfWord } from './random.ts'

/** Resource slots of every instance of the swarm. */
export const FIRST_LINE = 0
export const SECOND_LINE = 1
export const SHARED = 2
export const GATE = 3
export const FLIGHTS = 4

/** Random choices that follow from a seed. */
export class Dice {
  private readonly words = new Int32Array(4)

  constructor(seed: number) {
    seedStream(this.words, 0, [seed | 0, 0x5eed])
  }

  /** A number between 0 and `limit`. */
  upTo(limit: number): number {
    return limit * uniformOfWord(nextWord(this.words, 0))
  }

  /** A whole number from `low` to `high`. */
  between(low: number, high: number): number {
    return low + Math.floor(this.upTo(high - low + 1))
  }

  happens(probability: number): boolean {
    return this.upTo(1) < probability
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.between(0, choices.length - 1)]!
  }
}

/**
 * Where a block stands. What is held decides what may be waited for: a flight, then the first line, then the second, so
 * that nobody waits for what is held by one who waits for it.
 */
interface Place {
  readonly dice: Dice
  readonly ports: number
  readonly hasRequest: boolean
  readonly held: number
  readonly depth: number
  /** Calls that may still be written: they multiply. */
  readonly calls: { left: number }
}

/** What a plan may be made of. */
export interface PlanSpec {
  /** Ports that lead somewhere. */
  readonly ports: number
  readonly calls: number
  readonly hasRequest: boolean
}

/** A plan that does one thing and another and then answers. */
export function randomPlan(dice: Dice, { ports, calls, hasRequest }: PlanSpec): Steps {
  return answering({ dice, ports, hasRequest, held: 0, depth: 3, calls: { left: calls } })
}

function answering(place: Place): Steps {
  const outcome = place.dice.pick<Outcome | 'asCalled'>(['ok', 'ok', 'ok', 'asCalled', 'error', 'miss'])
  return [...block(place), { op: 'answer', outcome }]
}

function block(place: Place): Steps {
  return Array.from({ length: place.dice.between(1, 3) }, () => phrase(place)).flat()
}

type Phrase = (place: Place) => Steps

const inFront: readonly Phrase[] = [holding, holding, holdingX, sharing, waking, calling, calling]
const nested: readonly Phrase[] = [
  lining,
  lining,
  lining,
  bounded,
  bounded,
  forking,
  flying,
  spawning,
  parking,
  choosing,
]

function phrase(place: Place): Steps {
  return place.dice.pick(place.depth > 0 ? [...inFront, ...nested] : inFront)(place)
}

function deeper(place: Place, held = place.held): Place {
  return { ...place, depth: place.depth - 1, held }
}

function randomTime(dice: Dice): Distribution {
  const mean = dice.pick([0, 0.5, 1, 3, 10])
  return dice.happens(0.5) ? { law: 'constant', mean, cv: 0 } : { law: 'exponential', mean, cv: 1 }
}

function purpose(dice: Dice): string {
  return `purpose ${dice.between(0, 1e6)}`
}

function holding({ dice }: Place): Steps {
  const cause = dice.pick(['service', 'backoff', 'lookup'] as const)
  return [{ op: 'hold', time: randomTime(dice), purpose: purpose(dice), cause }]
}

function holdingX({ dice }: Place): Steps {
  const ms = dice.pick([0, 0.3, 2, 7])
  const setX: PlanFunction = (machine, frame) => (machine.f64[(frame >> 1) + L.X] = ms)
  return [{ op: 'do', run: setX }, { op: 'holdX' }]
}

function sharing({ dice }: Place): Steps {
  return [{ op: 'share', station: SHARED, time: randomTime(dice), purpose: purpose(dice) }]
}

function waking({ dice }: Place): Steps {
  return [{ op: 'wake', gate: GATE, count: dice.between(1, 3) }]
}

function calling(place: Place): Steps {
  const { dice, ports, calls } = place
  if (ports === 0 || calls.left <= 0) return holding(place)
  calls.left--
  const port = dice.between(0, ports - 1)
  const call: Step = { op: 'call', port, operation: dice.between(0, 3), none: [], retries: dice.happens(0.7) }
  if (dice.happens(0.5)) return [call]
  const answer: Steps = dice.happens(0.5) ? [{ op: 'answer', outcome: 'asCalled' }] : holding(place)
  return [call, { op: 'onAnswer', ok: [{ op: 'count', counter: 0 }], failed: answer }]
}

function lining(place: Place): Steps {
  const { dice, held } = place
  if (held > 2) return holding(place)
  const station = held === 2 || dice.happens(0.4) ? SECOND_LINE : FIRST_LINE
  const inside = block(deeper(place, station === FIRST_LINE ? 2 : 3))
  const full: Steps = [{ op: 'answer', outcome: 'turnedAway' }]
  // Those who may be put out of the line answer why; the others cannot be.
  const patience: Steps = dice.happens(0.5) ? [{ op: 'patience', time: randomTime(dice) }] : []
  const expelled: Steps = [...patience, { op: 'answer', outcome: 'asCalled' }]
  const acquire: Step = { op: 'acquire', station, full, ...(dice.happens(0.7) && { expelled }) }
  // One who answers while holding a grant gives it back by that.
  const leave: Step = dice.happens(0.8) ? { op: 'release', station } : { op: 'answer', outcome: 'ok' }
  return [acquire, ...inside, leave]
}

function bounded(place: Place): Steps {
  const { dice } = place
  const ms = dice.pick([0, 1, 4, 20])
  return [{ op: 'within', ms, cancel: dice.happens(0.5), body: answering(deeper(place)) }]
}

function forking(place: Place): Steps {
  const { dice } = place
  const branches = Array.from({ length: dice.between(1, 4) }, () => answering(deeper(place)))
  return [{ op: 'fork', branches, needed: dice.between(1, branches.length), cancel: dice.happens(0.5) }]
}

function flying(place: Place): Steps {
  if (place.held > 0 || !place.hasRequest) return holding(place)
  const inside = block(deeper(place, 1))
  const land: Step = place.dice.happens(0.7) ? { op: 'land', flights: FLIGHTS } : { op: 'answer', outcome: 'ok' }
  // Who waited for another's flight does not do what the leader does.
  return [{ op: 'fly', flights: FLIGHTS, after: [{ op: 'answer', outcome: 'ok' }] }, ...inside, land]
}

function spawning(place: Place): Steps {
  return [{ op: 'spawn', body: answering(deeper(place)) }]
}

/** Parks until woken, or until a deadline; a body that is abandoned stays parked. */
function parking({ dice }: Place): Steps {
  const body: Steps = [
    { op: 'park', gate: GATE },
    { op: 'answer', outcome: 'ok' },
  ]
  return [{ op: 'within', ms: dice.pick([1, 5, 15]), cancel: dice.happens(0.7), body }]
}

function choosing(place: Place): Steps {
  const cases = { 0: block(deeper(place)), 2: block(deeper(place)) }
  return [{ op: 'onOperation', cases, otherwise: block(deeper(place)) }]
}
