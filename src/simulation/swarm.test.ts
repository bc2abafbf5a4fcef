/**
 * Random designs with random troubles and edits, by seed: whatever people draw and do, a run never throws, loses
 * nobody, stays within its bounds and comes to rest. `SEED=12 npx vitest run src/simulation/swarm.test.ts` repeats one
 * of them, `SEED=100-300` looks at more.
 */
import { describe, expect, test } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import * as H from '../engine/header.ts'
import * as L from '../engine/layout.ts'
import { countsOf, disguised, withIsland } from './guises.fixture.ts'
import { Play } from './play.fixture.ts'
import { Run } from './run.ts'
import { errorsOf } from './script.ts'
import { anyDesign, anyEdit, anyTrouble, Dice } from './swarm.fixture.ts'

/** Seeds that have found something once. */
const PINNED: readonly number[] = [1_203]
const FRESH = Array.from({ length: 60 }, (_, n) => n + 1)
const [from, to = from] = (process.env['SEED'] ?? '').split('-').map(Number)
const seeds = from ? Array.from({ length: (to ?? from) - from + 1 }, (_, n) => from + n) : [...PINNED, ...FRESH]

const STEPS = 12
const STEP_MS = 400
/** Longer than anything that can still be going on. */
const REST_MS = 400_000
const WORDS_MAX = 1 << 24

/** What holds at any moment. */
function expectSound(play: Play): void {
  const { machine, built } = play.run
  for (const { id, stations } of built.components) {
    const { arrivals, ended, inside } = play.of(id)
    expect(arrivals, `${id} has lost somebody`).toBe(ended + inside)
    expect(inside, id).toBeGreaterThanOrEqual(0)
    for (const [name, { pointers }] of Object.entries(stations)) {
      for (const station of pointers) {
        const busy = machine.i32[station + L.T_BUSY]!
        const line = machine.i32[station + L.T_LINE]!
        expect(busy, `${id} ${name}`).toBeGreaterThanOrEqual(0)
        expect(line, `${id} ${name}`).toBeGreaterThanOrEqual(0)
        expect(line === 0 || busy >= machine.i32[station + L.T_SERVERS]!, `${id} ${name} lets nobody in`).toBe(true)
      }
    }
  }
  for (const { id, definition } of built.components) {
    if (definition.kind !== 'queue') continue
    const queue = play.of(id)
    const accounted = queue.counter('done') + queue.counter('deadLetters') + queue.level('backlog')
    expect(accounted, `${id} has lost a message`).toBe(queue.counter('published'))
  }
  expect(machine.i32[H.BUMP], 'the arena is bounded').toBeLessThan(WORDS_MAX)
  expectWholeCalendar(play)
}

/** The event list is a chain of what can be due: whatever writes where it must not, breaks it sooner or later. */
function expectWholeCalendar({ run: { machine } }: Play): void {
  const { i32 } = machine
  const heads = i32[H.CALENDAR_HEADS]!
  let listed = 0
  for (let slot = heads; slot <= heads + i32[H.CALENDAR_MASK]!; slot++) {
    for (let node = i32[slot]!; node !== 0; node = i32[node + L.NEXT]!) {
      const state = i32[node + L.STATE]
      const travels = i32[node + L.FLAGS]! & L.APART
      const canBeDue =
        travels !== 0 || state === L.HOLDING || state === L.HOP_LINE || state === L.TIMER_LINE || state === L.STATION
      if (!canBeDue || ++listed > i32[H.CALENDAR_COUNT]!) throw new Error('the event list is broken')
    }
  }
  expect(listed).toBe(i32[H.CALENDAR_COUNT])
}

const HUSHED = {
  load: 'users',
  users: 1,
  requestsPerUserPerDay: 0.1,
  peakFactor: 1,
  arrivals: 'poisson',
  shape: 'steady',
}

/** Clients that ask for next to nothing. */
function hushed(architecture: Architecture): Architecture {
  const components = architecture.components.map((component) =>
    component.kind === 'client' ? { ...component, config: { ...component.config, ...HUSHED } } : component,
  )
  return { ...architecture, components }
}

/** How a seed is played: all of this must not matter. */
interface Manner {
  /** Events at a time. */
  readonly slice?: number
  /** Looks on between steps. */
  readonly check?: (play: Play) => void
  /** What the run is given in the place of each document. */
  readonly dress?: (architecture: Architecture) => Architecture
  /** Whether it goes on for a while now and then, and back to the moment it had saved. */
  readonly goesBack?: boolean
}

/** Plays a seed to its end; undefined when its design cannot run. */
function swarm(seed: number, manner: Manner = {}): Play | undefined {
  const { slice = 4_096, check = () => {}, dress = (architecture) => architecture, goesBack = false } = manner
  const dice = new Dice(seed)
  let design = anyDesign(dice)
  if (!Run.create(dress(design)).ok) return undefined
  const play = new Play(dress(design))
  const repairs: (() => void)[] = []
  let undo: Architecture[] = [design]
  for (let step = 1; step <= STEPS; step++) {
    play.to(step * STEP_MS + dice.below(50), slice)
    check(play)
    if (goesBack && step % 3 === 0) wander(play)
    if (dice.happens(0.6)) repairs.push(anyTrouble(dice, play, design))
    if (dice.happens(0.4)) repairs.splice(dice.below(repairs.length), 1)[0]?.()
    if (dice.happens(0.6)) {
      const edited = dice.happens(0.2) ? dice.pick(undo)! : anyEdit(dice, design)
      // What the guise is of must be able to run by itself.
      if (errorsOf(edited).length === 0 && play.run.edit(dress(edited)).ok) {
        design = edited
        undo = [...undo, edited]
      }
    }
    check(play)
  }
  for (const repair of repairs) repair()
  const rest = play.run.edit(dress(hushed(design)))
  expect(rest.ok).toBe(true)
  play.to(play.run.nowMs + REST_MS, slice)
  return play
}

/** Goes on for a while, and back as if that had not been. */
function wander(play: Play): void {
  const saved = play.run.save()
  play.to(play.run.nowMs + STEP_MS)
  play.run.load(saved)
}

/** Everybody has gone home: apart from probes and idle consumers nothing is under way. */
function expectAtRest(play: Play): void {
  for (const { id, isClient } of play.run.built.components) {
    if (isClient) expect(play.of(id).inside, `${id} waits for ever`).toBeLessThanOrEqual(1)
  }
}

/** Little's law, path by path: the integral of how many were inside is the sum of how long each was. */
function expectLittle(play: Play): void {
  const { f64 } = play.run.machine
  for (const { id, stats } of play.run.built.components) {
    const at = (figure: number) => f64[(stats >> 1) + figure]!
    if (at(L.C_INSIDE) > 0) continue
    const error = at(L.C_INSIDE_AREA) - at(L.C_SOJOURN)
    expect(Math.abs(error), `Little's law at ${id}`).toBeLessThan(1e-9 * (1 + at(L.C_SOJOURN)))
  }
}

describe.each(seeds)('SEED=%d', (seed) => {
  test('never throws, loses nobody, and comes to rest', () => {
    const play = swarm(seed, { check: expectSound })
    if (play === undefined) return
    expectSound(play)
    expectAtRest(play)
    expectLittle(play)
  })

  test('ends the same in slices of another size', () => {
    expect(swarm(seed, { slice: 61 })?.digest).toBe(swarm(seed)?.digest)
  })
})

describe.each(seeds.slice(0, 25))('SEED=%d', (seed) => {
  test('ends the same when it has gone back to saved moments', () => {
    expect(swarm(seed, { goesBack: true })?.digest).toBe(swarm(seed)?.digest)
  })

  test('ends the same under other names, in other places and in another order', () => {
    expect(swarm(seed, { dress: disguised })?.digest).toBe(swarm(seed)?.digest)
  })

  test('does not notice neighbors that it is not connected to', () => {
    const usual = swarm(seed)
    const beside = swarm(seed, { dress: (architecture) => withIsland(architecture, 20) })
    if (usual === undefined || beside === undefined) return
    for (const { id } of usual.run.built.components) expect(countsOf(beside, id), id).toBe(countsOf(usual, id))
  })
})

test('most of the designs can run', () => {
  const able = FRESH.filter((seed) => Run.create(anyDesign(new Dice(seed))).ok)
  expect(able.length).toBeGreaterThan(0.6 * FRESH.length)
})
