import { describe, expect, it } from 'vitest'
import type { Architecture, Component } from '../../architecture/architecture.ts'
import { fromStep, STEPS, toStep } from '../inspector/scale.ts'
import { peakRate, setTotalUsers, totalUsers, USERS_LIMITS } from './users.ts'

function client(id: string, users: number): Component {
  const config = { load: 'users', users, requestsPerUserPerDay: 20, peakFactor: 1.7 }
  return { id, kind: 'client', name: id, position: { x: 0, y: 0 }, config }
}

const server: Component = { id: 's', kind: 'server', name: 's', position: { x: 0, y: 0 }, config: { cores: 2 } }

function design(...components: Component[]): Architecture {
  return {
    version: 1,
    name: 'd',
    components,
    connections: [],
    timeline: [],
    notes: [],
    settings: { seed: 1, warmUpMs: 0, endMs: 1_000 },
    objectives: { latencyMs: 500, errorRatio: 0.01 },
  }
}

describe('users', () => {
  it('become requests a second by the arithmetic of the model', () => {
    expect(peakRate(design(client('a', 1_000_000), server))).toBeCloseTo(393.5, 1)
    expect(peakRate(design(client('a', 1_000_000), client('b', 2_000_000)))).toBeCloseTo(1_180.6, 1)
  })

  it('are set in proportion when there are several clients', () => {
    const changed = setTotalUsers(design(client('a', 100), server, client('b', 300)), 4_000)
    expect(changed.components.map((component) => component.config['users'])).toEqual([1_000, undefined, 3_000])
    expect(totalUsers(changed)).toBe(4_000)
  })

  it('leave every client at least one user and at most a billion', () => {
    const few = setTotalUsers(design(client('a', 1), client('b', 1_000_000)), 1)
    expect(few.components.map((component) => component.config['users'])).toEqual([1, 1])
    const many = setTotalUsers(design(client('a', 1), client('b', 1)), 1e12)
    expect(totalUsers(many)).toBe(2e9)
  })

  it('change nothing in a design without a client, or when they are as many already', () => {
    const none = design(server)
    expect(setTotalUsers(none, 5)).toBe(none)
    const same = design(client('a', 5))
    expect(setTotalUsers(same, 5)).toBe(same)
  })

  it('stand on the slider where they belong, powers of ten at equal steps', () => {
    const steps = [1, 1e3, 1e6, 1e9].map((users) => toStep(users, USERS_LIMITS, true))
    expect(steps).toEqual([0, Math.round(STEPS / 3), Math.round((STEPS * 2) / 3), STEPS])
    expect(fromStep(toStep(1e6, USERS_LIMITS, true), USERS_LIMITS, true)).toBe(1e6)
  })
})
