/** What an edge does for a visit: looks for a copy, keeps what the origin answers, and remembers when it fails. */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { E_VALUE, E_VERSIONS } from '../../engine/store-layout.ts'
import { countOf, lookUp, put, take } from '../../engine/store.ts'
import type { Kit, PlanFunction } from '../kit.ts'
import { addCount, cellOf } from '../memory.ts'
import { anyCopy, freshCopy, isForFile, isOld, isOutdated, keepCopy, keyOf, tellVersion } from './copies.ts'
import { type Naming, namesOf } from './naming.ts'
import { type Purging, purgesOf } from './purges.ts'

/** What a look finds: nothing, a copy, or the error that the origin answered last. */
const MISS = 0
const FOUND = 1
const FAILED = 2

export interface Keeping extends Naming, Purging {
  readonly capacity: number
  readonly ttlMs: number
  readonly dynamicTtlMs: number
  readonly staleIfError: boolean
  readonly errorTtlMs: number
}

type Act = (machine: Machine, frame: number) => void

export interface Edge {
  /** Says what the visit wants, before anything else. */
  readonly name: Act
  readonly look: PlanFunction
  /** The same without counting a lookup: for one who waited for another's fetch. */
  readonly lookAgain: PlanFunction
  /** Notes which version of the files the origin has, as it is asked. */
  readonly note: Act
  readonly keep: Act
  /** Remembers that the origin failed; 1 when there is an old copy to answer with. */
  readonly fail: PlanFunction
  /** In the one more store that all edges have in common. */
  readonly lookAtShield: PlanFunction
  readonly lookAgainAtShield: PlanFunction
  readonly keepAtShield: Act
}

/** Declares the stores of an edge, with its counters and levels. */
export function edgeOf(kit: Kit, config: Keeping): Edge {
  const { name, version } = namesOf(kit, config)
  const keptAt = { capacity: config.capacity, eviction: 'lru' } as const
  const copies = kit.store('entries', keptAt)
  const errors = kit.store('errors', keptAt)
  const shield = kit.store('shield', { ...keptAt, owner: kit.id })
  const { empty, settle, isDue } = purgesOf(kit, config, [copies, errors], shield)
  kit.onCrash(empty)
  kit.level('entries', (machine, instance) =>
    isDue(machine, instance) ? 0 : countOf(machine.i32, machine.i32[instance + L.N_CELLS + copies]!),
  )
  const evictions = kit.counter('evictions')
  const keepAt =
    (cell: number): Act =>
    (machine, frame) => {
      const ttlMs = isForFile(machine, frame) ? config.ttlMs : config.dynamicTtlMs
      const evicted = keepCopy(machine, frame, cellOf(machine, frame, cell), ttlMs)
      if (evicted > 0) addCount(machine, machine.i32[frame + L.INSTANCE]!, evictions, evicted)
    }
  const keep = keepAt(copies)
  return {
    name,
    ...looksOf(kit, config, { copies, errors, version, settle }),
    note: (machine, frame) => void (machine.i32[frame + L.B] = version(machine, frame)),
    keep: (machine, frame) => {
      keep(machine, frame)
      take(machine.i32, machine.f64, cellOf(machine, frame, errors), machine.i32[frame + L.A]!, keyOf(machine, frame))
    },
    ...shieldLooks(kit, shield),
    keepAtShield: keepAt(shield),
  }
}

interface Shelves {
  readonly copies: number
  readonly errors: number
  readonly version: (machine: Machine, frame: number) => number
  readonly settle: (machine: Machine, instance: number) => void
}

function looksOf(kit: Kit, { staleIfError, errorTtlMs }: Keeping, { copies, errors, version, settle }: Shelves) {
  const hits = kit.counter('hits')
  const lookups = kit.counter('lookups')
  const staleHits = kit.counter('staleHits')
  const serve = (machine: Machine, frame: number, copy: number): typeof FOUND => {
    tellVersion(machine, frame, copy)
    if (!isOld(machine, copy) && !isOutdated(machine, frame, copy, version(machine, frame))) return FOUND
    const { i32 } = machine
    const request = i32[frame + L.REQUEST]!
    i32[request + L.R_FLAGS] = i32[request + L.R_FLAGS]! | L.STALE
    addCount(machine, i32[frame + L.INSTANCE]!, staleHits)
    return FOUND
  }
  const serveAny: PlanFunction = (machine, frame) => {
    const copy = staleIfError ? anyCopy(machine, frame, cellOf(machine, frame, copies)) : 0
    return copy === 0 ? MISS : serve(machine, frame, copy)
  }
  const recall: PlanFunction = (machine, frame) => {
    const { i32, f64 } = machine
    const error = lookUp(i32, f64, cellOf(machine, frame, errors), i32[frame + L.A]!, keyOf(machine, frame))
    if (error === 0) return MISS
    if (serveAny(machine, frame) === FOUND) return FOUND
    i32[frame + L.ANSWER] = i32[error + E_VALUE]!
    i32[frame + L.CULPRIT] = i32[error + E_VERSIONS]!
    return FAILED
  }
  const looking =
    (isCounted: boolean): PlanFunction =>
    (machine, frame) => {
      const instance = machine.i32[frame + L.INSTANCE]!
      settle(machine, instance)
      if (isCounted) addCount(machine, instance, lookups)
      const copy = freshCopy(machine, frame, cellOf(machine, frame, copies), staleIfError)
      if (copy === 0) return recall(machine, frame)
      if (isCounted) addCount(machine, instance, hits)
      return serve(machine, frame, copy)
    }
  const fail: PlanFunction = (machine, frame) => {
    if (errorTtlMs > 0) {
      const { arena } = machine
      const store = cellOf(machine, frame, errors)
      const error = put(arena, store, arena.i32[frame + L.A]!, keyOf(machine, frame), errorTtlMs)
      arena.i32[error + E_VALUE] = arena.i32[frame + L.ANSWER]!
      arena.i32[error + E_VERSIONS] = arena.i32[frame + L.CULPRIT]!
    }
    return serveAny(machine, frame)
  }
  return { look: looking(true), lookAgain: looking(false), fail }
}

function shieldLooks(kit: Kit, shield: number) {
  const hits = kit.counter('shieldHits')
  const lookups = kit.counter('shieldLookups')
  const lookAgainAtShield: PlanFunction = (machine, frame) => {
    const copy = freshCopy(machine, frame, cellOf(machine, frame, shield), false)
    if (copy === 0) return MISS
    machine.i32[frame + L.B] = machine.i32[copy + E_VALUE]!
    tellVersion(machine, frame, copy)
    return FOUND
  }
  const lookAtShield: PlanFunction = (machine, frame) => {
    const instance = machine.i32[frame + L.INSTANCE]!
    addCount(machine, instance, lookups)
    const found = lookAgainAtShield(machine, frame)
    if (found === FOUND) addCount(machine, instance, hits)
    return found
  }
  return { lookAtShield, lookAgainAtShield }
}
