import { describe, expect, it } from 'vitest'
import { design, exponential, offering, reads } from './play.fixture.ts'
import { HEALTHS } from './reading.ts'
import { Watch } from './watch.fixture.ts'

const quick = { latencyMs: 1 }

function pair() {
  return design(
    {
      users: ['client', offering(100, [reads()])],
      lb: ['load-balancer', { healthIntervalMs: 500, healthTimeoutMs: 200, healthyThreshold: 2 }],
      web: ['server', { instances: 2, cores: 2, cpuTime: exponential(5) }],
      db: ['database'],
    },
    [
      ['users lb', quick],
      ['lb web', quick],
      ['web db', quick],
    ],
  )
}

function healthOf(watch: Watch, id: string) {
  const place = watch.history.layoutOf(watch.run).components.indexOf(id)
  return HEALTHS[watch.reading.health[place] ?? -1]
}

describe('a reading', () => {
  it('has a value a measure, a health a component, a rate a connection', () => {
    const watch = new Watch(pair()).to(3_000)
    const layout = watch.history.layoutOf(watch.run)
    const { values, health, connectionRates, atMs } = watch.reading
    expect(atMs).toBe(3_000)
    expect(values).toHaveLength(layout.measures.length)
    expect(health).toHaveLength(layout.components.length)
    expect(connectionRates).toHaveLength(layout.connections.length)
    expect(new Set(layout.measures).size).toBe(layout.measures.length)
    expect(connectionRates[0]).toBeCloseTo(watch.value('users.arrivalsPerSecond'), 9)
    expect(watch.value('endToEnd.offeredPerSecond')).toBeCloseTo(
      watch.over('endToEnd.offeredPerSecond', 2_000, 3_000),
      9,
    )
  })

  it('says who is down, who recovers and who is well again', () => {
    const watch = new Watch(pair()).to(2_000)
    expect(healthOf(watch, 'db')).toBe('healthy')
    const repair = watch.play.break('crash', 'db')
    expect(healthOf(watch.to(3_000), 'db')).toBe('down')
    repair()
    expect(healthOf(watch.to(6_000), 'db')).toBe('recovering')
    expect(healthOf(watch.to(9_000), 'db')).toBe('healthy')
  })

  it('calls a component with one instance down recovering, once nobody is sent there', () => {
    const watch = new Watch(pair()).to(2_000)
    watch.play.break('crash', 'web', {}, 0)
    expect(healthOf(watch.to(2_500), 'web')).toBe('failing')
    expect(healthOf(watch.to(6_000), 'web')).toBe('recovering')
  })

  it('calls failing what fails by its own doing, not what passes failures on', () => {
    const watch = new Watch(pair()).to(2_000)
    watch.play.break('errors', 'db', { ratio: 0.5 })
    watch.to(4_000)
    expect(watch.value('web.failedPerSecond')).toBeGreaterThan(20)
    expect(healthOf(watch, 'db')).toBe('failing')
    expect(healthOf(watch, 'web')).toBe('healthy')
  })

  it('calls users failing whose requests fail, whoever has failed them', () => {
    const watch = new Watch(pair()).to(2_000)
    expect(healthOf(watch, 'users')).toBe('healthy')
    watch.play.break('errors', 'db', { ratio: 0.02 })
    expect(healthOf(watch.to(4_000), 'users')).toBe('healthy')
    watch.play.break('errors', 'db', { ratio: 0.5 })
    expect(healthOf(watch.to(6_000), 'users')).toBe('failing')
  })

  it('calls slow what is slowed down or has more work than it can do', () => {
    const watch = new Watch(pair()).to(2_000)
    watch.play.break('slow', 'db', { factor: 2 })
    expect(healthOf(watch.to(2_500), 'db')).toBe('slow')
    watch.play.set('web', { cpuTime: exponential(60) })
    expect(healthOf(watch.to(6_000), 'web')).toBe('slow')
    expect(watch.value('web.busy')).toBeGreaterThan(0.95)
    expect(watch.value('web.line')).toBeGreaterThan(4)
  })
})
