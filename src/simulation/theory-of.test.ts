import { describe, expect, test } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import { estimate } from '../base/estimate.ts'
import type { Config } from '../catalog/fields.ts'
import { constant, design, exponential, offering, Play, reads, statics } from './play.fixture.ts'
import { busiest } from './replications.ts'
import { takeSnapshot } from './snapshot.ts'
import { summarize } from './summary.ts'
import { explainTheory, theoryOf } from './theory-of.ts'

const ROOMY = { threads: 5_000, cores: 1, cpuTime: exponential(10) }

function line(server: Config = {}, client: Config = {}, link: Config = {}): Architecture {
  return design({ users: ['client', { ...offering(60), ...client }], web: ['server', { ...ROOMY, ...server }] }, [
    ['users web', { latencyMs: 0, ...link }],
  ])
}

const mixed = [reads({ share: 3 }), statics({ share: 1 })]

describe('a closed form', () => {
  test.each([
    ['of one exponential server', line(), 'M/M/1', 10 / 0.4],
    // T = s / (1 - ρ²) of two servers.
    ['of two', line({ cores: 2 }, offering(120)), 'M/M/2', 10 / (1 - 0.36)],
    // Half of what an exponential one waits.
    ['of constant work', line({ cpuTime: constant(10) }), 'M/G/1', 10 + (0.6 * 10) / 0.8],
    // Mean 8.75 and mean square (3 · 200 + 25) / 4; W = λ · E[S²] / 2(1 - ρ).
    [
      'of two laws of work',
      line({ staticCpuTime: constant(5) }, offering(60, mixed)),
      'M/G/1',
      8.75 + (0.06 * 156.25) / (2 * (1 - 0.525)),
    ],
    // Half of them are turned away at once.
    ['of little room', line({ threads: 1, backlog: 0 }, offering(100)), 'M/M/1/1', 5],
  ])('%s by hand', (_, architecture, model, latencyMs) => {
    const theory = theoryOf(architecture, 'web')
    expect(theory?.model).toBe(model)
    expect(theory?.latencyMs).toBeCloseTo(latencyMs, 6)
  })

  test('of loss is what is let in', () => {
    const theory = theoryOf(line({ threads: 1, backlog: 0 }, offering(100)), 'web')
    expect(theory?.throughputPerSecond).toBeCloseTo(50, 9)
    expect(theory?.utilization).toBeCloseTo(0.5, 9)
  })

  test.each([
    ['M/M/2', line({ cores: 2 }, offering(120))],
    ['M/G/1', line({ staticCpuTime: constant(5) }, offering(60, mixed))],
    ['M/M/2/4', line({ cores: 2, threads: 2, backlog: 2 }, offering(180))],
  ])('%s is what runs come to', (model, architecture) => {
    const theory = theoryOf(architecture, 'web')!
    const runs = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const play = new Play({ ...architecture, settings: { ...architecture.settings, seed } }).to(2_000)
      const from = takeSnapshot(play.run)
      return summarize(play.to(32_000).run, from).components['web']!
    })
    expect(theory.model).toBe(model)
    const near = (values: readonly number[], expected: number) => {
      const { mean, halfWidth } = estimate(values)
      expect(halfWidth / mean, 'the runs are long enough to tell').toBeLessThan(0.1)
      expect(Math.abs(mean - expected), `${mean} is ${expected} but for chance`).toBeLessThan(2 * halfWidth)
    }
    near(runs.map(busiest), theory.utilization)
    near(
      runs.map(({ numberInSystemMean }) => numberInSystemMean),
      theory.numberMean,
    )
    if (theory.model !== 'M/M/2/4')
      near(
        runs.map(({ latencyMs }) => latencyMs.mean),
        theory.latencyMs,
      )
  })
})

describe('there is none', () => {
  const withTimeline: Architecture = {
    ...line(),
    timeline: [{ id: 'f', atMs: 1, fault: { type: 'crash', target: { type: 'component', id: 'web' }, params: {} } }],
  }
  const behind = design({ users: ['client', offering(60)], door: ['load-balancer'], web: ['server', ROOMY] }, [
    ['users door'],
    ['door web'],
  ])
  const calling = design({ users: ['client', offering(60)], web: ['server', ROOMY], db: ['database'] }, [
    ['users web'],
    ['web db'],
  ])
  const shared = design({ users: ['client', offering(60)], box: ['host'], web: ['server', ROOMY, 'box'] }, [
    ['users web'],
  ])

  test.each([
    ['for more than can be served', line({ cpuTime: constant(10) }, offering(200)), { code: 'overloaded' }],
    ['for more than anybody waits for', line({}, offering(200)), { code: 'impatient' }],
    ['for other laws on several cores', line({ cores: 2, cpuTime: constant(10) }), { code: 'severalCores' }],
    ['for several instances', line({ instances: 2 }), { code: 'field', component: 'web', field: 'instances' }],
    ['for another discipline', line({ discipline: 'lifo' }), { code: 'field', component: 'web', field: 'discipline' }],
    [
      'for a constant pace',
      line({}, { arrivals: 'constant' }),
      { code: 'field', component: 'users', field: 'arrivals' },
    ],
    ['for a closed loop', line({}, { load: 'closed' }), { code: 'closedLoop', component: 'users' }],
    ['for a load that changes', line({}, { shape: 'spike' }), { code: 'field', component: 'users', field: 'shape' }],
    ['for callers who give up', line({}, {}, { timeoutMs: 50 }), { code: 'impatient' }],
    ['for callers who try again', line({}, {}, { tries: 2 }), { code: 'field', field: 'tries' }],
    ['for what a balancer passes on', behind, { code: 'callerIsNoClient', component: 'door' }],
    ['for a server that calls', calling, { code: 'callsOthers', component: 'db' }],
    ['for a server that shares its cores', shared, { code: 'onHost', component: 'box' }],
    ['for fewer threads than cores', line({ threads: 1, cores: 2 }), { code: 'idleCores' }],
    ['for a short line', line({ cpuTime: constant(10), threads: 1, backlog: 2 }), { code: 'smallRoom' }],
    ['where something will happen', withTimeline, { code: 'timeline' }],
  ])('%s, and it says so', (_, architecture, gap) => {
    expect(theoryOf(architecture, 'web')).toBeNull()
    expect(explainTheory(architecture, 'web')).toMatchObject({ ok: false, error: gap })
  })

  test('for anything but a server', () => {
    expect(theoryOf(line(), 'users')).toBeNull()
    expect(theoryOf(line(), 'nobody')).toBeNull()
  })
})
