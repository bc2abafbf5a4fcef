import { describe, expect, it } from 'vitest'
import { measureOf } from './measure.ts'
import { constant, design, exponential, offering, Play, reads, writes } from './play.fixture.ts'
import { takeSnapshot } from './snapshot.ts'
import { summarize } from './summary.ts'

const quick = { latencyMs: 1 }

/** Users, a balancer and two small servers with a database, busy enough to wait. */
function trio(seed = 1) {
  return design(
    {
      users: ['client', offering(110, [reads({ share: 3 }), writes()])],
      lb: ['load-balancer', { healthIntervalMs: 1_000 }],
      web: ['server', { instances: 2, cores: 1, cpuTime: exponential(8) }],
      db: ['database', { writeTime: exponential(3) }],
    },
    [
      ['users lb', quick],
      ['lb web', { ...quick, timeoutMs: 40, tries: 2, backoffMs: 20 }],
      ['web db', quick],
    ],
    seed,
  )
}

function summaryOf(architecture = trio(), { warmUpMs = 2_000, endMs = 12_000, slice = 4_096 } = {}) {
  const play = new Play(architecture).to(warmUpMs, slice)
  const from = takeSnapshot(play.run)
  return summarize(play.to(endMs, slice).run, from)
}

describe('a summary', () => {
  it('accounts for every ms of latency, also with time-outs, retries and back-off', () => {
    const { endToEnd } = summaryOf()
    const causes = new Set(endToEnd.time.map(({ cause }) => cause.type))
    expect([...causes]).toEqual(expect.arrayContaining(['network', 'service', 'waiting', 'timeout', 'backoff']))
    const sum = endToEnd.time.reduce((total, { meanMs }) => total + meanMs, 0)
    expect(sum).toBeCloseTo(endToEnd.latencyMs.mean, 6)
  })

  it('loses no call: what arrived or was inside has ended or is inside, at every component', () => {
    const { endToEnd, components } = summaryOf()
    for (const figures of [endToEnd, ...Object.values(components)]) {
      expect(figures.arrivals + figures.inFlightAtStart).toBe(figures.ended + figures.inFlight)
      const outcomes = Object.values(figures.outcomes).reduce((sum, count) => sum + count, 0)
      expect(outcomes).toBe(figures.ended)
    }
    expect(components['web']?.outcomes.abandoned).toBeGreaterThan(0)
  })

  it('counts failures by their cause', () => {
    const { endToEnd } = summaryOf()
    const failed = endToEnd.ended - (endToEnd.outcomes.ok ?? 0)
    expect(failed).toBeGreaterThan(0)
    expect(endToEnd.causes.reduce((sum, { requests }) => sum + requests, 0)).toBe(failed)
    expect(endToEnd.causes[0]).toMatchObject({ component: 'web', name: 'web', outcome: 'timedOut' })
  })

  it('leaves the warm-up out', () => {
    const whole = summaryOf(trio(), { warmUpMs: 0 })
    const late = summaryOf(trio(), { warmUpMs: 6_000 })
    const early = summaryOf(trio(), { warmUpMs: 0, endMs: 6_000 })
    expect(late.endToEnd.ended + early.endToEnd.ended).toBe(whole.endToEnd.ended)
    expect(late.durationMs).toBe(6_000)
    expect(late.endToEnd.inFlightAtStart).toBe(early.endToEnd.inFlight)
  })

  it('follows the laws of Little and of utilization', () => {
    const { components, endToEnd, durationMs } = summaryOf()
    const { web } = components
    const perMs = endToEnd.arrivals / durationMs
    expect(endToEnd.numberInSystemMean).toBeCloseTo(perMs * endToEnd.latencyMs.mean, 0)
    // Two cores of one instance each, 8 ms of work a call.
    expect(web?.stations['cores']?.servers).toBe(2)
    expect(web?.stations['cores']?.utilization).toBeCloseTo((((web?.arrivals ?? 0) / durationMs) * 8) / 2, 1)
  })

  it('orders percentiles between the mean and the greatest', () => {
    const { latencyMs } = summaryOf().endToEnd
    const ordered = [latencyMs.p50, latencyMs.p95, latencyMs.p99, latencyMs.p999, latencyMs.max]
    expect(ordered).toEqual(ordered.toSorted((a, b) => a - b))
    expect(latencyMs.mean).toBeGreaterThan(0)
  })

  it('has a digest that slices, names and places do not change, and the seed does', () => {
    const architecture = trio()
    const renamed = {
      ...architecture,
      components: architecture.components.map((component) => ({
        ...component,
        name: `other ${component.name}`,
        position: { x: 9, y: 9 },
      })),
    }
    const { digest } = summaryOf(architecture)
    expect(digest).toMatch(/^[0-9a-f]{32}$/)
    expect(summaryOf(architecture, { slice: 7 }).digest).toBe(digest)
    expect(summaryOf(renamed).digest).toBe(digest)
    expect(summaryOf(trio(2)).digest).not.toBe(digest)
  })
})

describe('a measure', () => {
  const summary = summaryOf()

  it('is read by path, with roles for components', () => {
    expect(measureOf(summary, 'endToEnd.latencyMs.p99')).toBe(summary.endToEnd.latencyMs.p99)
    expect(measureOf(summary, 'components.db.arrivals')).toBe(summary.components['db']?.arrivals)
    expect(measureOf(summary, 'self.stations.cores.utilization', { self: 'web' })).toBe(
      summary.components['web']?.stations['cores']?.utilization,
    )
    expect(measureOf(summary, 'components.store.gauges.utilization', { store: 'db' })).toBe(
      summary.components['db']?.gauges['utilization'],
    )
    expect(measureOf(summary, 'self.utilization', { self: 'web' })).toBe(
      Math.max(...Object.values(summary.components['web']?.stations ?? {}).map(({ utilization }) => utilization)),
    )
  })

  it('counts an outcome that did not occur as 0', () => {
    expect(measureOf(summary, 'endToEnd.outcomes.dnsFailure')).toBe(0)
  })

  it('adds up waiting', () => {
    const waiting = summary.endToEnd.time.filter(({ cause }) => cause.type === 'waiting')
    expect(waiting.length).toBeGreaterThan(0)
    expect(measureOf(summary, 'endToEnd.waitingMs')).toBeCloseTo(
      waiting.reduce((sum, { meanMs }) => sum + meanMs, 0),
      9,
    )
  })

  it('refuses what is not there', () => {
    expect(() => measureOf(summary, 'components.nobody.arrivals')).toThrow('nobody')
    expect(() => measureOf(summary, 'endToEnd.unheardOf')).toThrow('unheardOf')
  })
})

describe('gauges', () => {
  it('follow from what was counted: hits over lookups, rates per second, levels as they stand', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(100, [reads({ keys: 50, zipf: 0 })])],
          web: ['server', { cpuTime: constant(1) }],
          cache: ['cache', { ttlMs: 100_000 }],
          db: ['database'],
        },
        [
          ['users web', quick],
          ['web cache', quick],
          ['web db', quick],
        ],
      ),
    )
    const from = takeSnapshot(play.run)
    const { components } = summarize(play.to(10_000).run, from)
    const { cache } = components
    const hits = play.of('cache').counter('hits')
    expect(hits).toBeGreaterThan(500)
    expect(cache?.gauges['hitRatio']).toBe(hits / play.of('cache').counter('lookups'))
    expect(cache?.gauges['entries']).toBe(50)
    expect(components['users']?.gauges['offered']).toBe(components['users']!.arrivals / 10)
  })
})
