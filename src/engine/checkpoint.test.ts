/** A run is one thing, however it is sliced, stopped, copied and brought back. */
import { describe, expect, it } from 'vitest'
import { audit } from './audit.ts'
import * as L from './layout.ts'
import type { PlanFunction, Steps } from './plan.ts'
import { Rig } from './rig.ts'
import { answer, exponential } from './rig-steps.ts'
import { createTown, liveWithCrashes, stateOf } from './rig-town.ts'
import { LRU } from './store-layout.ts'
import { createStore, put } from './store.ts'

const END_MS = 4000

/**
 * Requests that each leave an entry in a store, and share a processor that becomes crowded: memory is needed at all
 * times.
 */
function createHoard(): Rig {
  const rig = new Rig()
  const client = rig.add('client').station(0, 1, 0, L.PROCESSOR_SHARING)
  client.set(L.N_CELLS + 1, createStore(rig.arena, 1e6, LRU))
  const hoard: PlanFunction = (machine, frame) => {
    const { i32, f64, arena } = machine
    return put(
      arena,
      i32[i32[frame + L.INSTANCE]! + L.N_CELLS + 1]!,
      0,
      f64[(i32[frame + L.REQUEST]! >> 1) + L.R_NUMBER]!,
      1e6,
    )
  }
  const share: Steps = [{ op: 'share', station: 0, time: exponential(0.03), purpose: 'share' }]
  client.source(40, [{ op: 'do', run: hoard }, ...share, answer()])
  return rig
}

/** The state of a run that was never stopped. */
function straight(seed = 1): unknown[] {
  const town = createTown(seed)
  while (!town.rig.machine.run(END_MS, 1e9));
  return stateOf(town)
}

describe('a run', () => {
  it('really does something, so that the rest means something', () => {
    const town = createTown()
    liveWithCrashes(town, END_MS)
    const { client, cache, web } = town
    expect(client.outcome('ok')).toBeGreaterThan(500)
    expect(client.outcome('timedOut') + client.outcome('refused')).toBeGreaterThan(20)
    expect(web.outcome('cancelled')).toBeGreaterThan(20)
    expect(cache.arrivals).toBeGreaterThan(500)
    expect(audit(town.rig)).toEqual([])
  })

  it.each([1, 7, 64, 4096])('comes to the same state in batches of %i events', (batch) => {
    const town = createTown()
    town.rig.run(END_MS, batch)
    expect(stateOf(town)).toEqual(straight())
  })

  it.each([0.1, 3, 333])('comes to the same state in slices of %f ms', (sliceMs) => {
    const town = createTown()
    for (let at = sliceMs; at < END_MS; at += sliceMs) town.rig.run(at)
    town.rig.run(END_MS)
    expect(stateOf(town)).toEqual(straight())
  })

  it('comes to another state with another seed', () => {
    expect(straight(2)).not.toEqual(straight())
  })

  it('is the same when somebody listens', () => {
    const town = createTown()
    const journal = town.rig.keepJournal()
    town.rig.run(END_MS)
    expect(journal.requests.length).toBe(town.client.ended)
    expect(stateOf(town)).toEqual(straight())
  })

  it('does not turn its clock back', () => {
    const town = createTown()
    town.rig.run(100)
    town.rig.run(50)
    expect(town.rig.machine.nowMs).toBe(100)
    town.rig.run(END_MS)
    expect(stateOf(town)).toEqual(straight())
  })
})

describe('a checkpoint', () => {
  it('that is restored gives the run that was never stopped, as often as one likes', () => {
    const town = createTown()
    const { machine } = town.rig
    town.rig.run(END_MS / 3)
    const checkpoint = machine.checkpoint()
    const then = stateOf(town)
    for (let time = 0; time < 3; time++) {
      town.rig.run(END_MS)
      expect(stateOf(town)).toEqual(straight())
      machine.restore(checkpoint)
      expect(stateOf(town)).toEqual(then)
    }
  })

  it('holds after crashes, whatever happened in between', () => {
    const town = createTown()
    liveWithCrashes(town, END_MS)
    const expected = stateOf(town)
    const other = createTown()
    liveWithCrashes(other, END_MS / 2)
    const checkpoint = other.rig.machine.checkpoint()
    // Another life, without crashes, is forgotten.
    other.rig.run(2 * END_MS)
    other.rig.machine.restore(checkpoint)
    liveWithCrashes(other, END_MS)
    expect(stateOf(other)).toEqual(expected)
  })

  it('holds when it is taken in the middle of a batch', () => {
    const town = createTown()
    const { machine } = town.rig
    for (let batch = 0; batch < 200 && !machine.run(END_MS, 37); batch++) {
      const checkpoint = machine.checkpoint()
      machine.run(END_MS, 100)
      machine.restore(checkpoint)
    }
    town.rig.run(END_MS)
    expect(stateOf(town)).toEqual(straight())
  })

  it('holds across an arena that has grown meanwhile', () => {
    const rig = createHoard()
    rig.run(100)
    const early = rig.machine.checkpoint()
    const sizeEarly = rig.arena.i32.length
    rig.run(2000)
    const expected = rig.digest
    expect(rig.arena.i32.length).toBeGreaterThan(2 * sizeEarly)
    const late = rig.machine.checkpoint()
    rig.machine.restore(early)
    rig.run(2000)
    expect(rig.digest).toBe(expected)
    // The same rig built anew has not grown yet: it becomes what was copied all the same.
    const other = createHoard()
    other.machine.restore(late)
    for (const one of [rig, other]) one.run(2500)
    expect(other.digest).toBe(rig.digest)
    expect(other.digest).not.toBe(expected)
  })
})

describe('the memory of a run', () => {
  it('levels off: what ends is used again', () => {
    const town = createTown()
    liveWithCrashes(town, 10_000)
    const used = town.rig.arena.usedWords
    liveWithCrashes(town, 60_000)
    // Peaks are remembered; a single record lost with each request would come to several times as much.
    expect(town.rig.arena.usedWords - used).toBeLessThan(0.5 * used)
    expect(audit(town.rig)).toEqual([])
  })
})
