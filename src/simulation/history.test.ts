import { describe, expect, it } from 'vitest'
import { removeItems } from '../architecture/edits.ts'
import { constant, design, exponential, offering, type Part, reads } from './play.fixture.ts'
import { takeSnapshot } from './snapshot.ts'
import { summarize } from './summary.ts'
import { Watch } from './watch.fixture.ts'

const quick = { latencyMs: 1 }

function small(perSecond = 100) {
  return design(
    {
      users: ['client', offering(perSecond, [reads()])],
      web: ['server', { cores: 1, cpuTime: exponential(6) }],
      db: ['database'],
    },
    [
      ['users web', quick],
      ['web db', quick],
    ],
  )
}

describe('history', () => {
  it('adds up to the summary', () => {
    const watch = new Watch(small()).to(2_000)
    const from = takeSnapshot(watch.run)
    watch.to(20_000)
    const { endToEnd, components } = summarize(watch.run, from, watch.history)
    const over = (measure: string) => watch.over(measure, 2_000, 20_000)
    expect(over('endToEnd.okPerSecond')).toBeCloseTo(endToEnd.goodputPerSecond, 6)
    expect(over('endToEnd.offeredPerSecond')).toBeCloseTo(endToEnd.offeredPerSecond, 6)
    expect(over('endToEnd.inFlight')).toBeCloseTo(endToEnd.numberInSystemMean, 4)
    expect(over('endToEnd.latencyMs.mean')).toBeCloseTo(endToEnd.latencyMs.mean, 3)
    expect(over('web.arrivalsPerSecond') * 18).toBeCloseTo(components['web']!.arrivals, 6)
    expect(over('web.utilization')).toBeCloseTo(components['web']!.stations['cores']!.utilization, 4)
    expect(over('web.busy')).toBeCloseTo(over('web.utilization'), 9)
    expect(over('web.line')).toBeCloseTo(
      Object.values(components['web']!.stations).reduce((sum, { lineMean }) => sum + lineMean, 0),
      4,
    )
  })

  it('counts the outcomes of each client', () => {
    const two = design(
      { users: ['client', offering(80)], others: ['client', offering(40)], web: ['server'], shop: ['server'] },
      [
        ['users web', quick],
        ['others shop', quick],
      ],
    )
    const watch = new Watch(two).to(2_000)
    const from = takeSnapshot(watch.run)
    watch.to(4_000)
    watch.play.break('errors', 'web', { ratio: 0.3 })
    const { components } = summarize(watch.to(20_000).run, from, watch.history)
    for (const id of ['users', 'others']) {
      const { ok = 0, error = 0 } = components[id]!.outcomes
      expect(watch.over(`${id}.ended.ok`, 2_000, 20_000)).toBe(ok)
      expect(watch.over(`${id}.ended.error`, 2_000, 20_000)).toBe(error)
    }
    expect(components['users']!.outcomes.error).toBeGreaterThan(100)
    expect(components['others']!.outcomes.error).toBeUndefined()
  })

  it('never averages percentiles: those of an interval are the ones of its requests', () => {
    const watch = new Watch(small(140)).to(15_000)
    const whole = summarize(watch.run, takeSnapshot(new Watch(small(140)).run)).endToEnd.latencyMs
    const windows = watch.history.range(0, 15_000, ['endToEnd.latencyMs.p99'], 60).values
    const averaged = windows.reduce((sum, value) => sum + value, 0) / windows.length
    expect(watch.over('endToEnd.latencyMs.p99', 0, 15_000)).toBe(whole.p99)
    expect(watch.over('endToEnd.latencyMs.p50', 0, 15_000)).toBe(whole.p50)
    expect(Math.abs(averaged - whole.p99)).toBeGreaterThan(0.05 * whole.p99)
  })

  it('answers at most as many rows as are asked for, whose counts add up', () => {
    const watch = new Watch(small()).to(10_000)
    const { timesMs, values } = watch.history.range(0, 10_000, ['users.arrivalsPerSecond', 'nobody.busy'], 8)
    expect([...timesMs]).toEqual([1_250, 2_500, 3_750, 5_000, 6_250, 7_500, 8_750, 10_000])
    const arrivals = [...values].filter((_, place) => place % 2 === 0).map((perSecond) => perSecond * 1.25)
    expect(arrivals.reduce((sum, count) => sum + count, 0)).toBeCloseTo(watch.play.of('users').arrivals, 6)
    expect([...values].filter((_, place) => place % 2 === 1)).toEqual(Array.from({ length: 8 }, () => NaN))
    expect(watch.history.range(0, 10_000, ['web.busy'], 1_000).timesMs).toHaveLength(40)
    expect(watch.history.range(20_000, 30_000, ['web.busy'], 5).timesMs).toHaveLength(0)
  })

  it('keeps all of a long run, in longer rows the older it is', () => {
    const watch = new Watch(small(2)).to(330_000)
    const arrivals = watch.play.of('users').arrivals
    expect(watch.over('users.arrivalsPerSecond', 0, 330_000) * 330).toBeCloseTo(arrivals, 3)
    const { timesMs } = watch.history.range(0, 330_000, ['users.arrivalsPerSecond'], 1e6)
    const steps = [...timesMs].map((endMs, row) => endMs - (timesMs[row - 1] ?? 0))
    expect(steps.reduce((sum, step) => sum + step, 0)).toBe(330_000)
    expect(new Set(steps)).toEqual(new Set([1_000, 250]))
    expect(steps).toEqual(steps.toSorted((a, b) => b - a))
  })

  it('goes on over an edit; what the document does not have is not measured', () => {
    const parts: Readonly<Record<string, Part>> = {
      users: ['client', offering(50, [reads()])],
      web: ['server', { cpuTime: constant(5) }],
      cache: ['cache'],
      db: ['database'],
    }
    const watch = new Watch(
      design(parts, [
        ['users web', quick],
        ['web cache', quick],
        ['web db', quick],
      ]),
    ).to(3_000)
    const before = watch.history.layoutOf(watch.run)
    watch.play.set('web', { cores: 3 })
    expect(watch.history.layoutOf(watch.run)).toBe(before)
    watch.to(4_000).play.edit((architecture) => removeItems(architecture, { components: ['cache'] }))
    const after = watch.history.layoutOf(watch.run)
    expect(after.layout).toBe(before.layout + 1)
    expect(after.components).toEqual(['users', 'web', 'db'])
    expect(watch.reading.layout).toBe(before.layout)
    watch.to(8_000)
    expect(watch.reading.layout).toBe(after.layout)
    expect(watch.reading.values).toHaveLength(after.measures.length)
    const { values } = watch.history.range(0, 8_000, ['cache.hitRatio', 'web.arrivalsPerSecond'], 2)
    expect(values[0]).toBeGreaterThan(0)
    expect(values[2]).toBeNaN()
    expect(((values[1] ?? 0) + (values[3] ?? 0)) * 4).toBeCloseTo(watch.play.of('web').arrivals, 6)
  })

  it('takes less than 60 MB for 60 components, however long the run', () => {
    const servers = Array.from({ length: 57 }, (_, number) => `web-${number}`)
    const parts: Record<string, Part> = {
      users: ['client', offering(2_000, [reads()])],
      lb: ['load-balancer'],
      db: ['database', { cores: 1, readTime: exponential(20), waitingRoom: 100_000 }],
    }
    for (const server of servers) parts[server] = ['server', { cpuTime: exponential(60) }]
    const arrows = servers.flatMap((server) => [[`lb ${server}`, quick] as const, [`${server} db`, quick] as const])
    const watch = new Watch(design(parts, [['users lb', quick], ...arrows])).to(3_000)
    expect(watch.history.between(0, 3_000).ledger().slowness.size).toBeGreaterThan(60)
    const bytesARow = watch.history.bytes / 15
    expect(bytesARow * 4 * 1_200).toBeLessThan(60e6)
  })
})
