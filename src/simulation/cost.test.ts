import { describe, expect, it } from 'vitest'
import { constant, design, jobs, offering, Play, reads, writes } from './play.fixture.ts'
import { takeSnapshot } from './snapshot.ts'
import { summarize } from './summary.ts'

const HOUR_MS = 3_600_000

/** What a design costs over half a minute. */
function costOf(architecture: Parameters<typeof summarize>[0]['architecture'], endMs = 30_000) {
  const play = new Play(architecture)
  const from = takeSnapshot(play.run)
  return summarize(play.to(endMs).run, from)
}

const light = { cpuTime: constant(1) }

describe('the cost of a design', () => {
  it('is that of its machines: by the list where a size is chosen, else by the core', () => {
    const { cost } = costOf(
      design(
        {
          users: ['client', offering(10)],
          own: ['server', { ...light, instances: 3, cores: 2 }],
          listed: ['server', { ...light, instances: 2, machine: 't3.micro' }],
        },
        [['users own'], ['users listed']],
      ),
    )
    // Six cores of an m7g at 0.0816 USD for two of them; two t3.micro at 0.0104 USD.
    expect(cost.byComponent['own']?.hoursUsd).toBeCloseTo(3 * 0.0816, 10)
    expect(cost.byComponent['listed']?.hoursUsd).toBeCloseTo(2 * 0.0104, 10)
    expect(cost.perMonthUsd).toBeCloseTo(730 * cost.perHourUsd, 10)
    expect(cost.byComponent['users']).toBeUndefined()
  })

  it('is that of what travels to users, and of a million requests', () => {
    const { cost, components, endToEnd } = costOf(
      design({ users: ['client', offering(100, [reads({ bytes: 50_000 })])], web: ['server', light] }, [['users web']]),
    )
    const ok = components['web']?.outcomes.ok ?? 0
    const gbPerHour = (ok * 50_000 * (HOUR_MS / 30_000)) / 1e9
    expect(ok).toBeGreaterThan(2_000)
    expect(cost.byComponent['web']?.transferUsd).toBeCloseTo(0.09 * gbPerHour, 8)
    expect(cost.perMillionRequestsUsd).toBeCloseTo((cost.perHourUsd * 1e6) / (endToEnd.ended * 120), 8)
  })

  it('has nothing in it for what users send, and for what is sent on into another zone what answers cost', () => {
    const upload = { bytes: 100_000 }
    const { cost, components } = costOf(
      design(
        {
          a: ['zone'],
          b: ['zone'],
          users: ['client', offering(100, [writes(upload)])],
          web: ['server', light, 'a'],
          db: ['database', {}, 'b'],
        },
        [['users web'], ['web db']],
      ),
    )
    const gbPerHour = ((components['db']?.outcomes.ok ?? 0) * 100_000 * 120) / 1e9
    expect(gbPerHour).toBeGreaterThan(20)
    expect(cost.byComponent['web']?.transferUsd).toBeCloseTo(0.02 * gbPerHour, 1)
    expect(cost.byComponent['db']?.transferUsd).toBe(0)
  })

  it('counts what a balancer is sent as well as what it answers', () => {
    const units = (classes: Parameters<typeof offering>[1]) => {
      const parts = {
        users: ['client', offering(100, classes)],
        lb: ['load-balancer'],
        web: ['server', light],
      } as const
      return costOf(design(parts, [['users lb'], ['lb web']])).cost.byComponent['lb']!
    }
    const [up, down] = [units([writes({ bytes: 1_000_000 })]), units([reads({ bytes: 1_000_000 })])]
    expect(Math.abs(up.useUsd / down.useUsd - 1)).toBeLessThan(0.01)
    expect(up.transferUsd).toBe(0)
    expect(down.transferUsd).toBeGreaterThan(10)
  })

  it('counts a balancer by the hour and by its units of capacity, whichever measure needs more of them', () => {
    const { cost, components } = costOf(
      design(
        {
          users: ['client', offering(100, [reads({ bytes: 1_000_000 })])],
          lb: ['load-balancer'],
          web: ['server', light],
        },
        [['users lb'], ['lb web']],
      ),
    )
    const gbPerHour = ((components['lb']?.outcomes.ok ?? 0) * 1_000_000 * 120) / 1e9
    expect(cost.byComponent['lb']).toMatchObject({ hoursUsd: 0.0225 })
    expect(cost.byComponent['lb']?.useUsd).toBeCloseTo(0.008 * gbPerHour, 8)
    // To the users it is the balancer that answers.
    expect(cost.byComponent['web']?.transferUsd).toBe(0)
  })

  it('counts a queue by its calls', () => {
    const { cost, components } = costOf(
      design(
        {
          users: ['client', offering(20, [jobs()])],
          web: ['server', light],
          queue: ['queue'],
          worker: ['worker', { jobTime: constant(10) }],
        },
        [['users web'], ['web queue'], ['queue worker']],
      ),
    )
    const calls = (components['queue']?.arrivals ?? 0) * 120
    expect(calls).toBeGreaterThan(3 * 20 * 3_600 * 0.9)
    expect(cost.byComponent['queue']).toMatchObject({ hoursUsd: 0, useUsd: (calls / 1e6) * 0.4 })
  })

  it('pays for a host, not for what stands on it', () => {
    const { cost } = costOf(
      design(
        {
          users: ['client', offering(10)],
          host: ['host', { machine: 'm7g.large' }],
          web: ['server', light, 'host'],
          db: ['database', {}, 'host'],
        },
        [['users web'], ['web db']],
      ),
    )
    expect(cost.byComponent['host']?.perHourUsd).toBeCloseTo(0.0816, 10)
    expect(cost.byComponent['db']).toBeUndefined()
    expect(cost.byComponent['web']?.hoursUsd).toBe(0)
  })

  it('pays for what is broken as well', () => {
    const play = new Play(
      design({ users: ['client', offering(10)], web: ['server', { instances: 2 }] }, [['users web']]),
    )
    const from = takeSnapshot(play.run)
    play.break('crash', 'web', {}, 0)
    const { cost, components } = summarize(play.to(10_000).run, from)
    expect(cost.byComponent['web']?.hoursUsd).toBeCloseTo(2 * 0.0816, 10)
    expect(components['web']?.instancesMean).toBe(1)
  })
})
