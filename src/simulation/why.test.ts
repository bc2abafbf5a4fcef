import { describe, expect, it } from 'vitest'
import { setField } from '../architecture/edits.ts'
import { fieldProblem } from '../architecture/config.ts'
import { en } from '../i18n/story.en.ts'
import { definitionOf, fieldsOfConnection } from '../architecture/lookup.ts'
import { design, exponential, jobs, offering, type Part, reads, statics, writes } from './play.fixture.ts'
import type { Cure, WhyReport } from './reading.ts'
import { Watch } from './watch.fixture.ts'
import { why } from './why.ts'

const quick = { latencyMs: 1 }

/** Users, a balancer that looks every half second, a server with a database. */
function tier(web: Part[1] = {}, perSecond = 100, more: { lb?: Part[1]; db?: Part[1] } = {}) {
  return design(
    {
      users: ['client', offering(perSecond, [reads()])],
      lb: ['load-balancer', { healthIntervalMs: 500, healthTimeoutMs: 200, healthyThreshold: 2, ...more.lb }],
      web: ['server', { cores: 1, cpuTime: exponential(5), ...web }],
      db: ['database', { readTime: exponential(0.5), ...more.db }],
    },
    [
      ['users lb', quick],
      ['lb web', quick],
      ['web db', quick],
    ],
  )
}

function ask(watch: Watch, fromMs: number, toMs: number): WhyReport {
  const report = why(watch.run, watch.history, fromMs, toMs)
  // Whatever is proposed can be applied: its target is there and the values fit their fields.
  const { architecture } = watch.run
  for (const { code, target, set, repairFaultId } of report.cures) {
    expect(en.cures).toHaveProperty(code)
    const component = architecture.components.find(({ id }) => id === target.id)
    const connection = architecture.connections.find(({ id }) => id === target.id)
    const fields = component ? definitionOf(component).fields : fieldsOfConnection(architecture, connection!)
    for (const [name, value] of Object.entries(set)) expect(fieldProblem(fields[name]!, value)).toBeUndefined()
    expect(Object.keys(set).length > 0).toBe(repairFaultId === undefined)
  }
  return report
}

function apply(watch: Watch, cure: Cure): void {
  if (cure.repairFaultId !== undefined) {
    watch.run.repair(cure.repairFaultId)
    return
  }
  watch.play.edit((architecture) =>
    Object.entries(cure.set).reduce(
      (edited, [name, value]) => setField(edited, cure.target, name, value),
      architecture,
    ),
  )
}

const codes = ({ cures }: WhyReport) => cures.map(({ code, target }) => `${code} ${target.id}`)
const cureOf = (report: WhyReport, code: string) => report.cures.find((cure) => cure.code === code)!

describe('why', () => {
  it('has nothing to say when all is well', () => {
    const report = ask(new Watch(tier()).to(5_000), 0, 5_000)
    expect(report).toMatchObject({ failed: 0, slow: 0, failures: [], slowness: [], cures: [], exemplars: [] })
    expect(report.ended).toBeGreaterThan(400)
  })

  it('finds an overloaded server, and what it proposes mends it', () => {
    const watch = new Watch(tier({ cpuTime: exponential(15) })).to(20_000)
    const report = ask(watch, 10_000, 20_000)
    expect(report.slowness[0]).toMatchObject({ component: 'web', cause: { type: 'waiting', station: 'cores' } })
    expect(report.slowness[0]?.share).toBeGreaterThan(0.95)
    expect(codes(report)).toEqual(['addInstances web', 'addCores web'])
    // 100 a second of 15 ms each: 1.5 cores busy, so three instances at a target of 60 %.
    expect(cureOf(report, 'addInstances').set).toEqual({ instances: 3 })
    apply(watch, cureOf(report, 'addInstances'))
    watch.to(40_000)
    expect(watch.over('endToEnd.latencyMs.p95', 30_000, 40_000)).toBeLessThan(report.slowerThanMs)
    expect(ask(watch, 30_000, 40_000).slow / ask(watch, 30_000, 40_000).ended).toBeLessThan(0.01)
  })

  it('counts every slow request once, and accounts for what each of them took', () => {
    const watch = new Watch(tier({ cpuTime: exponential(12) })).to(20_000)
    const { slowness, slow, slowerThanMs, ended } = ask(watch, 0, 20_000)
    expect(slowness.reduce((sum, { requests }) => sum + requests, 0)).toBe(slow)
    expect(slowness.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    const meanMs = slowness.reduce((sum, row) => sum + (row.meanMs ?? 0), 0)
    expect(meanMs).toBeGreaterThan(slowerThanMs)
    expect(slow).toBeLessThan(ended)
  })

  it('finds a crashed server, repairs it, and looks for who could have noticed sooner', () => {
    const watch = new Watch(tier({ instances: 2 }, 100, { lb: { healthIntervalMs: 30_000 } })).to(2_000)
    watch.play.break('crash', 'web', {}, 0)
    const report = ask(watch.to(8_000), 2_000, 8_000)
    expect(report.failures[0]).toMatchObject({ component: 'web', outcome: 'refused' })
    expect(report.failures[0]?.requests).toBe(report.failed)
    expect(codes(report)).toEqual(['repair web', 'probeFaster lb', 'retry lb-web'])
    expect(report.exemplars[0]).toMatchObject({ client: 'users', outcome: 'refused' })
    apply(watch, cureOf(report, 'repair'))
    expect(ask(watch.to(12_000), 9_000, 12_000).failed).toBe(0)
  })

  it('blames a crash for the sessions that went with it, and a balancer that takes turns for those it misses', () => {
    const remembering = { sessions: 'inMemory', instances: 2 }
    const sticky = new Watch(tier(remembering, 100, { lb: { policy: 'sticky' } })).to(5_000)
    const repair = sticky.play.break('crash', 'web', {}, 0)
    sticky.to(6_000)
    repair()
    const lost = ask(sticky.to(20_000), 8_000, 20_000)
    expect(lost.failures.map(({ component, outcome }) => [component, outcome])).toEqual([['web', 'sessionLost']])
    const turning = new Watch(tier(remembering, 100)).to(10_000)
    const report = ask(turning, 2_000, 10_000)
    expect(codes(report)).toEqual(['stick lb'])
    apply(turning, cureOf(report, 'stick'))
    // Everybody asks once in ten seconds on the average, and loses what was begun elsewhere a last time.
    turning.to(80_000)
    expect(ask(turning, 65_000, 80_000).failed).toBeLessThan(0.002 * ask(turning, 65_000, 80_000).ended)
  })

  it('sees retries that keep a server down, and bounds them', () => {
    const watch = new Watch(tier({ cpuTime: exponential(15), cores: 1, threads: 500, backlog: 500 }, 60))
    watch.play.set('users-lb', { timeoutMs: 500, tries: 3, backoff: 'none' })
    const report = ask(watch.to(60_000), 30_000, 60_000)
    expect(codes(report)).toContain('budgetRetries users-lb')
  })

  it.each(['probeFaster', 'retry'])('survives the next crash better after the cure %s', (code) => {
    const crash = (watch: Watch) => {
      const repair = watch.play.break('crash', 'web', {}, 0)
      watch.to(watch.run.nowMs + 6_000)
      repair()
      return ask(watch, watch.run.nowMs - 6_000, watch.run.nowMs)
    }
    const watch = new Watch(tier({ instances: 2 }, 100, { lb: { healthIntervalMs: 30_000 } })).to(2_000)
    const first = crash(watch)
    apply(watch, cureOf(first, code))
    watch.to(12_000)
    expect(crash(watch).failed).toBeLessThan(0.6 * first.failed)
  })

  it('finds errors behind those who pass them on, and proposes to try again', () => {
    const watch = new Watch(tier()).to(1_000)
    watch.play.break('errors', 'db', { ratio: 0.4 })
    const report = ask(watch.to(6_000), 1_000, 6_000)
    expect(report.failures[0]).toMatchObject({ component: 'db', outcome: 'error', share: 1 })
    expect(codes(report)).toEqual(['repair db', 'retry web-db'])
    apply(watch, cureOf(report, 'retry'))
    const after = ask(watch.to(12_000), 7_000, 12_000)
    expect(after.failed / after.ended).toBeLessThan(0.5 * (report.failed / report.ended))
  })

  it('sees through a caller whose threads wait for a slow database', () => {
    const watch = new Watch(tier({ threads: 20, backlog: 1_000 })).to(1_000)
    watch.play.break('slow', 'db', { factor: 100 })
    const report = ask(watch.to(20_000), 10_000, 20_000)
    expect(report.slow).toBeGreaterThan(0)
    expect(report.cures[0]).toMatchObject({ code: 'repair', target: { id: 'db' } })
    expect(codes(report)).toContain('addCores db')
    expect(codes(report)).not.toContain('addCores web')
  })

  it('sends reads of a busy primary to the replica that stands idle', () => {
    const parts: Readonly<Record<string, Part>> = {
      users: ['client', offering(100, [reads({ share: 9 }), writes()])],
      web: ['server'],
      primary: ['database', { cores: 1, readTime: exponential(11) }],
      replica: ['database'],
    }
    const watch = new Watch(
      design(parts, [
        ['users web', quick],
        ['web primary', quick],
        ['primary replica', quick],
      ]),
    )
    const report = ask(watch.to(20_000), 10_000, 20_000)
    expect(codes(report)[0]).toBe('readFromReplicas web-primary')
    apply(watch, cureOf(report, 'readFromReplicas'))
    expect(ask(watch.to(50_000), 40_000, 50_000).slow).toBeLessThan(0.05 * report.slow)
  })

  it('calls a traffic spike by its name', () => {
    const watch = new Watch(tier({ backlog: 10, threads: 10 })).to(1_000)
    watch.play.break('spike', 'users', { factor: 10 })
    const report = ask(watch.to(5_000), 1_000, 5_000)
    expect(report.failures[0]).toMatchObject({ component: 'web', outcome: 'turnedAway' })
    expect(codes(report).slice(0, 2)).toEqual(['repair users', 'addInstances web'])
  })

  it('lets more wait where it is only bursts that are turned away', () => {
    const watch = new Watch(tier({ backlog: 0, threads: 2 })).to(10_000)
    const report = ask(watch, 0, 10_000)
    expect(report.failures[0]).toMatchObject({ component: 'web', outcome: 'turnedAway' })
    expect(codes(report)).toContain('enlargeLine web')
    apply(watch, cureOf(report, 'enlargeLine'))
    expect(ask(watch.to(20_000), 11_000, 20_000).failed).toBeLessThan(0.1 * report.failed)
  })

  it('gives a queue whose backlog grows more workers', () => {
    const parts: Readonly<Record<string, Part>> = {
      users: ['client', offering(60, [jobs()])],
      web: ['server'],
      queue: ['queue'],
      worker: ['worker', { cores: 1, concurrency: 2, jobTime: exponential(50) }],
    }
    const watch = new Watch(
      design(parts, [
        ['users web', quick],
        ['web queue', quick],
        ['queue worker', quick],
      ]),
    )
    const report = ask(watch.to(10_000), 2_000, 10_000)
    expect(codes(report)).toContain('addInstances worker')
    apply(watch, cureOf(report, 'addInstances'))
    watch.to(40_000)
    expect(watch.value('queue.backlog')).toBeLessThan(0.1 * watch.over('queue.backlog', 9_000, 10_000))
  })

  it('keeps more in a cache that throws out what is asked for again', () => {
    const parts: Readonly<Record<string, Part>> = {
      users: ['client', offering(150, [reads({ keys: 2_000, zipf: 0.5 })])],
      web: ['server'],
      cache: ['cache', { capacity: 100 }],
      db: ['database', { cores: 1, readTime: exponential(9) }],
    }
    const watch = new Watch(
      design(parts, [
        ['users web', quick],
        ['web cache', quick],
        ['web db', quick],
      ]),
    )
    const report = ask(watch.to(20_000), 10_000, 20_000)
    expect(cureOf(report, 'enlargeCache')).toMatchObject({ target: { id: 'cache' }, set: { capacity: 400 } })
  })

  it('judges the end of what is asked for, not the rest', () => {
    const watch = new Watch(tier()).to(4_000)
    const repair = watch.play.break('crash', 'web')
    watch.to(5_000)
    repair()
    watch.to(20_000)
    expect(ask(watch, 0, 20_000).failed).toBeGreaterThan(50)
    expect(ask(watch, 8_000, 20_000)).toMatchObject({ fromMs: 8_000, toMs: 20_000, failed: 0 })
    expect(ask(watch, 4_000, 5_000).failures[0]).toMatchObject({ component: 'web', outcome: 'refused' })
  })

  it('leaves out of static traffic what does not touch it', () => {
    const watch = new Watch(
      design(
        {
          users: ['client', offering(60, [statics()])],
          web: ['server', { staticCpuTime: exponential(2) }],
          db: ['database'],
        },
        [
          ['users web', quick],
          ['web db', quick],
        ],
      ),
    ).to(1_000)
    watch.play.break('crash', 'db')
    expect(ask(watch.to(4_000), 1_000, 4_000)).toMatchObject({ failed: 0, cures: [] })
  })
})
