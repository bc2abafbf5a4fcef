/**
 * Looks over everything a rig has under way, between two batches, and says what does not add up: grants and servers,
 * lines and those who wait in them, calls and their callers, requests and those who refer to them. For tests.
 */
import { eachFrame } from './frames.ts'
import { outletsOf } from './guard.ts'
import * as G from './guard-layout.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { Rig } from './rig.ts'

/** Counts by pointer. */
class Counts {
  private readonly counts = new Map<number, number>()

  add(pointer: number): void {
    this.counts.set(pointer, this.of(pointer) + 1)
  }

  of(pointer: number): number {
    return this.counts.get(pointer) ?? 0
  }

  get size(): number {
    return this.counts.size
  }

  keys(): Iterable<number> {
    return this.counts.keys()
  }
}

/** What the frames in use say, counted by what they point to. */
class Census {
  readonly grants = new Counts()
  readonly waiting = new Counts()
  readonly inside = new Counts()
  readonly requests = new Counts()
  readonly states = new Counts()
  readonly problems: string[] = []
  frames = 0
  timers = 0
  /** Messages that stand in the event list by themselves. */
  apart = 0

  constructor(i32: Int32Array) {
    eachFrame(i32, (frame) => this.count(i32, frame))
  }

  private count(i32: Int32Array, frame: number): void {
    const state = i32[frame + L.STATE]!
    this.frames++
    this.states.add(state)
    for (let at = frame + L.GRANTS; at < frame + L.GRANTS + L.GRANT_COUNT; at++) {
      if (i32[at] !== 0) this.grants.add(i32[at]!)
    }
    if (state === L.WAITING || state === L.SHARING || state === L.FLYING) this.waiting.add(i32[frame + L.AT]!)
    if ((i32[frame + L.FLAGS]! & L.ARRIVED_FLAG) !== 0) this.inside.add(i32[i32[frame + L.INSTANCE]! + L.N_COMPONENT]!)
    if (i32[frame + L.REQUEST] !== 0) this.requests.add(i32[frame + L.REQUEST]!)
    if (i32[frame + L.TIMER] !== 0) this.timers++
    if ((i32[frame + L.FLAGS]! & L.APART) !== 0) this.apart++
    // A courier has a deadline while it stands in line for its pool.
    const mayHaveTimer = state === L.WAITING && (i32[frame + L.FLAGS]! & L.COURIER) !== 0 && i32[frame + L.CHILD] === 0
    if (state === L.CALLING) this.countChildren(i32, frame)
    else if (mayHaveTimer) return
    else if (i32[frame + L.CHILD] !== 0 || i32[frame + L.OUTSTANDING] !== 0 || i32[frame + L.TIMER] !== 0) {
      this.problems.push(`frame ${frame} in state ${state} still has children or a deadline`)
    }
  }

  private countChildren(i32: Int32Array, frame: number): void {
    let children = 0
    for (let child = i32[frame + L.CHILD]!; child !== 0; child = i32[child + L.SIBLING]!) {
      const isMine = i32[child + L.CALLER] === frame && i32[child + L.CALLER_TICKET] === i32[frame + L.TICKET]
      const isAlive = i32[child + L.STATE] !== L.FREE && i32[child + L.STATE] !== L.ZOMBIE
      if (!isMine || !isAlive) this.problems.push(`frame ${frame} waits for ${child}, which does not work for it`)
      if (++children > 1000) break
    }
    if (children > i32[frame + L.OUTSTANDING]!) this.problems.push(`frame ${frame} has more children than it waits for`)
  }
}

/** Length of a linked list, whose links stand at that offset. */
function lengthOf(i32: Int32Array, first: number, next: number): number {
  let length = 0
  for (let at = first; at !== 0 && length < 1_000_000; at = i32[at + next]!) length++
  return length
}

/** What does not add up, in words; nothing when all is well. Call it when the machine has run until some time. */
export function audit(rig: Rig): string[] {
  const { i32 } = rig.arena
  const census = new Census(i32)
  const problems = [...census.problems]
  const claim = (isTrue: boolean, problem: string): void => {
    if (!isTrue) problems.push(problem)
  }
  claim(i32[H.READY_HEAD] === 0, 'a frame is ready though the machine has run')
  claim(census.states.of(L.READY) === 0, 'a frame is ready, but not in the ready queue')
  claim(i32[H.FRAMES_IN_USE] === census.frames, 'frames in use are miscounted')
  claim(i32[H.REQUESTS_IN_USE] === census.requests.size, 'there are requests that no frame refers to')
  for (const request of census.requests.keys()) {
    claim(i32[request + L.R_REFS] === census.requests.of(request), `request ${request} is referred to otherwise`)
  }
  for (const component of rig.components) {
    const { arrivals, ended, inside, name } = component
    claim(arrivals === ended + inside, `${name}: ${arrivals} arrived, ${ended} ended, ${inside} are inside`)
    claim(inside === census.inside.of(component.index), `${name} counts ${inside} inside`)
  }
  let listed = census.states.of(L.HOLDING) + census.apart
  for (const station of stationsOf(rig)) listed += auditStation(i32, station, census, claim)
  listed += auditLines(i32, census, claim)
  claim(i32[H.CALENDAR_COUNT] === listed, `${i32[H.CALENDAR_COUNT]} events are listed, ${listed} should be`)
  return problems
}

/** All stations of a rig, each once. */
function stationsOf(rig: Rig): number[] {
  const { i32 } = rig.arena
  const stations = new Set<number>()
  for (const instance of rig.components.flatMap((component) => component.instances)) {
    for (let slot = 0; slot < L.RESOURCE_SLOTS; slot++) {
      const resource = i32[instance + L.N_RESOURCES + slot]!
      if (resource !== 0 && i32[resource + L.STATE] === L.STATION) stations.add(resource)
    }
  }
  for (const { link } of rig.links) {
    for (const outlet of outletsOf(i32, i32[link + L.L_GUARD]!)) {
      for (const station of [i32[outlet + G.Q_POOL]!, i32[outlet + G.Q_PROBE]!])
        if (station !== 0) stations.add(station)
    }
  }
  return [...stations]
}

type Claim = (isTrue: boolean, problem: string) => void

/** Checks a station; returns how often it stands in the event list. */
function auditStation(i32: Int32Array, station: number, census: Census, claim: Claim): number {
  const waiting = census.waiting.of(station)
  if (i32[station + L.T_DISCIPLINE] === L.PROCESSOR_SHARING) {
    claim(i32[station + L.T_HEAP_SIZE] === waiting, `station ${station} shares among others than those who are there`)
    const isDue = waiting > 0 && i32[station + L.T_SERVERS]! > 0
    claim(i32[station + L.T_HEAD] === (isDue ? 1 : 0), `station ${station} has jobs but no event, or the reverse`)
    return i32[station + L.T_HEAD]!
  }
  const granted = census.grants.of(station)
  claim(i32[station + L.T_BUSY] === granted, `station ${station}: ${i32[station + L.T_BUSY]} busy, ${granted} granted`)
  claim(i32[station + L.T_LINE] === waiting, `station ${station}: ${i32[station + L.T_LINE]} in line, ${waiting} wait`)
  claim(lengthOf(i32, i32[station + L.T_HEAD]!, L.NEXT) === waiting, `station ${station}: the line is torn`)
  claim(lengthOf(i32, i32[station + L.T_TAIL]!, L.PREV) === waiting, `station ${station}: the line is torn backwards`)
  const isGate = i32[station + L.T_SERVERS] === 0
  const isFull = i32[station + L.T_BUSY]! >= i32[station + L.T_SERVERS]!
  claim(waiting === 0 || isGate || isFull, `station ${station} lets frames wait before a free server`)
  const impatient = i32[station + L.T_HEAP_SIZE]!
  for (let n = 0; n < impatient; n++) {
    const frame = i32[i32[station + L.T_HEAP]! + n]!
    const isThere = i32[frame + L.STATE] === L.WAITING && i32[frame + L.AT] === station
    claim(isThere && i32[frame + L.HEAP_AT] === n, `station ${station} thinks that ${frame} waits there`)
  }
  claim(impatient === 0 || i32[station + L.T_LISTED] === 1, `station ${station} does not see who gives up`)
  return i32[station + L.T_LISTED]!
}

/** Checks all delay lines; returns how often they stand in the event list. */
function auditLines(i32: Int32Array, census: Census, claim: Claim): number {
  let listed = 0
  let travelling = 0
  let timers = 0
  for (let line = i32[H.DELAY_LINES]!; line !== 0; line = i32[line + L.D_CHAIN]!) {
    if (i32[line + L.STATE] === L.TIMER_LINE) {
      timers += lengthOf(i32, i32[line + L.D_HEAD]!, L.TIMER_NEXT)
      listed += i32[line + L.D_LISTED]!
      continue
    }
    const length = lengthOf(i32, i32[line + L.D_HEAD]!, L.NEXT)
    claim(i32[line + L.D_COUNT] === length, `delay line ${line} is miscounted`)
    travelling += length
    listed += length > 0 ? 1 : 0
  }
  const { states } = census
  const moving = states.of(L.OUTBOUND) + states.of(L.INBOUND) + states.of(L.ZOMBIE)
  claim(travelling === moving - census.apart, `${travelling} frames stand in delay lines, ${moving} are on their way`)
  claim(timers === census.timers, `${timers} deadlines stand in timer lines, ${census.timers} frames have one`)
  return listed
}

/** What is left where nothing should be under way but that many daemons. */
export function leftovers(rig: Rig, daemons = 0): string[] {
  const { i32 } = rig.arena
  const left = audit(rig)
  if (i32[H.FRAMES_IN_USE] !== daemons) left.push(`${i32[H.FRAMES_IN_USE]} frames in use, ${daemons} daemons`)
  if (i32[H.REQUESTS_IN_USE] !== 0) left.push(`${i32[H.REQUESTS_IN_USE]} requests in use`)
  for (const station of stationsOf(rig)) {
    const present = i32[station + L.T_BUSY]! + i32[station + L.T_LINE]! + i32[station + L.T_HEAP_SIZE]!
    const isGate = i32[station + L.T_SERVERS] === 0
    if (present > 0 && !isGate) left.push(`station ${station} is not idle`)
  }
  return left
}
