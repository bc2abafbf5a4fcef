/**
 * The swarm: random plans, random traffic, random faults and edits. Whatever happens, what is under way adds up at
 * every moment, every request's account adds up to its latency, and in the end everything has been given back.
 */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import { spentMs, type Journal } from './journal.ts'
import { Swarm } from './swarm.ts'
import { Dice } from './swarm-plans.ts'

const SEEDS = 150
/** Seeds that once found something. */
const PINNED: readonly number[] = []

function check(seed: number, problems: readonly string[], when: string): void {
  expect(problems, `SEED=${seed} ${when}`).toEqual([])
}

/** Requests whose account differs from their latency by more than rounding. */
function misbooked(journal: Journal): string[] {
  return journal.requests
    .filter((request) => Math.abs(spentMs(request) - request.latencyMs) > 1e-6)
    .map((request) => `request ${request.number} took ${request.latencyMs} ms, its account says ${spentMs(request)}`)
}

/** Lets a swarm live and die; returns its digest and how many requests ended. */
function live(seed: number): { digest: string; ended: number } {
  const swarm = new Swarm(seed)
  const journal = swarm.rig.keepJournal()
  for (const { atMs, act } of swarm.actions) {
    swarm.rig.run(atMs)
    check(seed, audit(swarm.rig), `before ${atMs}`)
    act()
    // What was made ready goes on before anybody looks.
    swarm.rig.machine.run(atMs, 0)
    check(seed, audit(swarm.rig), `after ${atMs}`)
  }
  swarm.drain()
  check(seed, leftovers(swarm.rig), 'in the end')
  check(seed, misbooked(journal), 'in the accounts')
  return { digest: swarm.rig.digest, ended: journal.requests.length }
}

/** The same life in other slices, with looks back: whatever was run after a checkpoint is forgotten and run again. */
function liveOtherwise(seed: number): string {
  const swarm = new Swarm(seed)
  const { rig } = swarm
  const dice = new Dice(seed + 1)
  for (const { atMs, act } of swarm.actions) {
    while (rig.machine.nowMs < atMs && dice.happens(0.7)) {
      const until = rig.machine.nowMs + dice.upTo(atMs - rig.machine.nowMs)
      const checkpoint = rig.machine.checkpoint()
      rig.run(until, dice.between(1, 50))
      if (dice.happens(0.5)) rig.machine.restore(checkpoint)
    }
    rig.run(atMs, dice.between(1, 1000))
    act()
    rig.machine.run(atMs, 0)
  }
  swarm.drain()
  return rig.digest
}

describe('a swarm', () => {
  const seeds = [...PINNED, ...Array.from({ length: SEEDS }, (_, n) => n + 1)]

  it(`adds up at every moment and gives everything back, ${seeds.length} times`, () => {
    const ended = seeds.map((seed) => live(seed).ended)
    expect(ended.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50 * seeds.length)
  })

  it('comes to the same digest in other slices, with checkpoints restored on the way', () => {
    for (const seed of seeds.slice(0, 60)) expect(liveOtherwise(seed), `SEED=${seed}`).toBe(live(seed).digest)
  })
})
