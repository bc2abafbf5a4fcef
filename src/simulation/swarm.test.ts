/**
 * Random designs with random troubles and edits, by seed: whatever people draw and do, a run never throws, loses
 * nobody, stays within its bounds and comes to rest. `SEED=12 npx vitest run src/simulation/swarm.test.ts` repeats one
 * of them, `SEED=100-300` looks at more.
 */
import { describe, expect, test } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import * as H from '../engine/header.ts'
import * as L from '../engine/layout.ts'
import { Play } from './play.fixture.ts'
import { Run } from './run.ts'
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

/** Plays a seed to its end, in slices of so many events; undefined when its design cannot run. */
function swarm(seed: number, slice: number, check: (play: Play) => void): Play | undefined {
  const dice = new Dice(seed)
  const design = anyDesign(dice)
  if (!Run.create(design).ok) return undefined
  const play = new Play(design)
  const repairs: (() => void)[] = []
  let undo: Architecture[] = [design]
  for (let step = 1; step <= STEPS; step++) {
    play.to(step * STEP_MS + dice.below(50), slice)
    check(play)
    if (dice.happens(0.6)) repairs.push(anyTrouble(dice, play))
    if (dice.happens(0.4)) repairs.splice(dice.below(repairs.length), 1)[0]?.()
    if (dice.happens(0.6)) {
      const edited = dice.happens(0.2) ? dice.pick(undo)! : anyEdit(dice, play.run.architecture)
      if (play.run.edit(edited).ok) undo = [...undo, edited]
    }
    check(play)
  }
  for (const repair of repairs) repair()
  const rest = play.run.edit(hushed(play.run.architecture))
  expect(rest.ok).toBe(true)
  play.to(play.run.nowMs + REST_MS, slice)
  return play
}

/** Everybody has gone home: apart from probes and idle consumers nothing is under way. */
function expectAtRest(play: Play): void {
  for (const { id, isClient } of play.run.built.components) {
    if (isClient) expect(play.of(id).inside, `${id} waits for ever`).toBeLessThanOrEqual(1)
  }
}

describe.each(seeds)('SEED=%d', (seed) => {
  test('never throws, loses nobody, and comes to rest', () => {
    const play = swarm(seed, 4_096, expectSound)
    if (play === undefined) return
    expectSound(play)
    expectAtRest(play)
  })

  test('ends the same in slices of another size', () => {
    const one = swarm(seed, 4_096, () => {})
    const other = swarm(seed, 61, () => {})
    expect(other?.digest).toBe(one?.digest)
  })
})

test('most of the designs can run', () => {
  const able = FRESH.filter((seed) => Run.create(anyDesign(new Dice(seed))).ok)
  expect(able.length).toBeGreaterThan(0.6 * FRESH.length)
})
